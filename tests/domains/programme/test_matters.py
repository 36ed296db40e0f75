"""Actions, decisions, risks and the rest: recorded, changed, ended, taken back; owners who left."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.programme.actions import matters as acts
from openpcn.domains.programme.actions.needs import record_need, withdraw_need
from openpcn.domains.programme.models import SAYS, Action, Risk
from openpcn.domains.programme.queries.matters import (
    actions_of,
    decisions_of,
    milestones_of,
    open_ones,
    plans_of,
    requirements_of,
    risks_of,
    taken_back_of,
)
from openpcn.domains.programme.queries.versions import versions_of
from openpcn.domains.registry.actions.role_holders import end_role
from openpcn.domains.registry.actions.successions import succeed
from openpcn.domains.registry.models import Person, RoleHolding
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from openpcn.kernel.when import When
from tests.domains.world import account, county, day, ident
from tests.support.programme import days_ahead, key_of, recorded, said

pytestmark = pytest.mark.django_db
ALL = {
    "action": actions_of,
    "decision": decisions_of,
    "risk": risks_of,
    "milestone": milestones_of,
    "plan": plans_of,
    "requirement": requirements_of,
}


@pytest.fixture
def manager() -> Account:
    county()
    return account("manager", ("network_manager", "U90001"))


def held(kind: str, viewer: Account, code: str = "U90001", on: date | None = None) -> list:
    return ALL[kind]([ident(code)], when=When(as_at=on or timezone.localdate()), viewer=viewer)


@pytest.mark.parametrize("kind", list(ALL))
def test_each_kind_is_recorded_changed_ended_reopened_taken_back_and_brought_back(
    manager: Account, kind: str
) -> None:
    number = recorded(kind, manager)
    acts.amend(number, said=said(kind, key_of(manager), title="Said anew"), by=manager)
    (one,) = held(kind, manager)
    assert (one.id, one.title, one.is_open, one.owner.name) == (
        number,
        "Said anew",
        True,
        "Manager",
    )
    how = acts.ENDINGS[kind][0]
    acts.close(number, closed_as=how, closed_on=timezone.localdate(), outcome="So", by=manager)
    (one,) = held(kind, manager)
    assert (one.closed_words, one.outcome, open_ones([one])) == (how.label, "So", [])
    (one,) = held(kind, manager, on=days_ahead(-1))
    assert (one.is_open, one.outcome) == (True, "")
    with pytest.raises(NotPossible, match="This ended on"):
        acts.amend(number, said=said(kind, key_of(manager)), by=manager)
    acts.reopen(number, by=manager)
    acts.withdraw(number, by=manager)
    assert held(kind, manager) == []
    (back,) = taken_back_of(kind, [ident("U90001")], when=When(as_at=timezone.localdate()))
    assert (back.number, back.name) == (number, "Said anew")
    acts.bring_back(number, by=manager)
    assert [one.title for one in held(kind, manager)] == ["Said anew"]
    newest, *_, first = versions_of(number)
    assert (first.is_first, first.by, newest.changes) == (True, "Manager", ())
    told = [each for version in versions_of(number) for each in version.changes]
    assert ("Title", f"A {kind}", "Said anew") in told
    assert ("Ended as", "nothing", how.label) in told
    done = set(AuditEvent.objects.filter(account=manager).values_list("action", flat=True))
    assert {f"recorded a {kind}", f"ended a {kind}", f"brought back a {kind}"} <= done


def test_nothing_is_known_of_it_before_it_was_recorded_or_raised(manager: Account) -> None:
    before = timezone.now()
    recorded("action", manager)
    assert held("action", manager, on=day("2026-03-31")) == []
    ids = [ident("U90001")]
    asked = When(as_at=timezone.localdate(), as_known=before)
    assert actions_of(ids, when=asked, viewer=manager) == []


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("action", "due_on"),
        ("action", "report_on"),
        ("risk", "review_on"),
        ("milestone", "baseline_on"),
        ("requirement", "due_on"),
    ],
)
def test_a_target_date_in_the_past_is_refused_and_the_next_step_named(
    manager: Account, kind: str, field: str
) -> None:
    with pytest.raises(NotPossible, match=r"has passed.*Enter .* or a later day"):
        recorded(kind, manager, **{field: days_ahead(-1)})


def test_a_date_that_passed_since_stays_while_the_rest_is_changed(manager: Account) -> None:
    due = days_ahead(-5)
    number = acts.record(
        kind="action",
        about="U90001",
        said=said("action", key_of(manager), due_on=due),
        by=manager,
        today=days_ahead(-30),
    )
    acts.amend(
        number,
        said=said("action", key_of(manager), due_on=due, progress="in_hand"),
        by=manager,
    )
    (one,) = held("action", manager)
    assert (one.is_late, one.progress_words) == (True, "In hand")


def test_a_milestone_keeps_its_baseline_when_its_forecast_moves(manager: Account) -> None:
    number = recorded("milestone", manager)
    acts.move_forecast(number, forecast_on=days_ahead(90), because="Builder late", by=manager)
    acts.amend(number, said=said("milestone", key_of(manager), title="Hub opens"), by=manager)
    (one,) = held("milestone", manager)
    assert (one.title, one.slipped, one.because) == ("Hub opens", 30, "Builder late")
    with pytest.raises(NotPossible, match="cannot be expected then"):
        acts.move_forecast(number, forecast_on=days_ahead(-1), because="x", by=manager)
    done = recorded(
        "milestone", manager, baseline_on=day("2026-05-01"), reached_on=day("2026-05-04")
    )
    (reached,) = [one for one in held("milestone", manager) if one.id == done]
    assert (reached.closed_words, reached.slipped, reached.is_late) == ("Reached", 3, False)
    with pytest.raises(NotPossible, match="has not come yet"):
        recorded("milestone", manager, reached_on=days_ahead(3))


def test_a_circle_of_needs_is_refused_and_the_way_round_it_named(manager: Account) -> None:
    lease, works, opening = (
        recorded("milestone", manager, title=title) for title in ("Lease", "Works", "Opening")
    )
    record_need(opening, needs=works, by=manager)
    need = record_need(works, needs=lease, by=manager)
    with pytest.raises(NotPossible) as refused:
        record_need(lease, needs=opening, by=manager)
    assert "“Lease” needs “Opening” needs “Works” needs “Lease”" in str(refused.value)
    with pytest.raises(NotPossible, match="“Lease” needs “Lease”"):
        record_need(lease, needs=lease, by=manager)
    with pytest.raises(NotPossible, match="needs “Works” already"):
        record_need(opening, needs=works, by=manager)
    with pytest.raises(NotFound):
        record_need(opening, needs=9_999, by=manager)
    with pytest.raises(NotPossible, match="It is needed first by “Works”"):
        acts.withdraw(lease, by=manager)
    withdraw_need(works, need, by=manager)
    record_need(lease, needs=opening, by=manager)
    acts.withdraw(lease, by=manager)
    needs = {one.title: len(one.needs) for one in held("milestone", manager)}
    assert needs == {"Works": 0, "Opening": 1}
    acts.bring_back(lease, by=manager)
    needs = {one.title: len(one.needs) for one in held("milestone", manager)}
    assert needs == {"Works": 0, "Opening": 1, "Lease": 1}


def test_an_owner_who_has_left_is_told_and_handed_over(manager: Account) -> None:
    other = account("other", ("clinical_director", "U90001"))
    leaves = account("leaves", ("network_manager", "U90001"))
    number = recorded("action", manager, owner=key_of(leaves))
    lead = account("lead", is_superuser=True, is_demonstration=True)
    holding = RoleHolding.objects.get(person__account=leaves, known_until__isnull=True)
    end_role(holding.pk, ends_on=days_ahead(-10), by=lead)
    (one,) = held("action", manager)
    assert (one.owner_left, one.owner.left_on) == (True, days_ahead(-10))
    (then,) = held("action", manager, on=days_ahead(-11))
    assert not then.owner_left
    acts.amend(number, said=said("action", key_of(leaves), title="Still theirs"), by=manager)
    with pytest.raises(NotPossible, match=r"Leaves holds no role here since .*Contacts"):
        acts.hand_over(number, owner=key_of(leaves), by=manager)
    acts.hand_over(number, owner=key_of(other), by=manager)
    with pytest.raises(NotPossible, match="answers for it already"):
        acts.hand_over(number, owner=key_of(other), by=manager)
    (one,) = held("action", manager)
    assert (one.owner_left, one.owner.name, one.title) == (False, "Other", "Still theirs")
    assert ("Owner", "Leaves", "Other") in versions_of(number)[0].changes


def test_an_owner_is_told_by_name_only_to_who_may_know_it(manager: Account) -> None:
    recorded("action", manager)
    elsewhere = account("elsewhere", ("director", "U90002"))
    (one,) = held("action", elsewhere)
    assert one.owner.name == "Network manager"


def test_what_belonged_to_a_network_that_merged_in_mid_year_is_its_successors(
    manager: Account,
) -> None:
    number = recorded("risk", manager)
    lead = account("lead", ("primary_care_lead", "Q91"))
    south = account("south", ("network_manager", "U90002"))
    merged = day("2026-10-01")
    with pytest.raises(Refused):
        acts.hand_over(number, owner=key_of(south), by=south)
    succeed(codes=["U90001"], successor="U90002", on=merged, by=lead)
    assert held("risk", south, "U90002", on=day("2026-09-30")) == []
    (one,) = held("risk", south, "U90002", on=merged)
    assert (one.about_code, one.owner_left) == ("U90001", True)
    acts.hand_over(number, owner=key_of(south), by=south)
    (one,) = held("risk", south, "U90002")
    assert not one.owner_left


def test_nobody_records_for_another_network_nor_for_a_practice(manager: Account) -> None:
    with pytest.raises(Refused):
        recorded("action", manager, about="U90002")
    lead = account("lead", ("primary_care_lead", "Q91"))
    with pytest.raises(NotPossible, match="is no network, place or board"):
        recorded("action", lead, about="Z90001")
    other = account("other", ("network_manager", "U90002"))
    number = recorded("action", manager)
    for deed in (acts.withdraw, acts.reopen, acts.bring_back):
        with pytest.raises(Refused):
            deed(number, by=other)
    with pytest.raises(NotFound):
        acts.withdraw(9_999, by=manager)
    with pytest.raises(NotFound):
        acts.bring_back(9_999, by=manager)


@pytest.mark.parametrize(
    ("kind", "more", "error", "says"),
    [
        ("action", {"owner": ""}, NotRight, "Nobody is named"),
        ("action", {"owner": "x"}, NotRight, "Nobody is named"),
        ("action", {"title": " "}, NotRight, "The title is empty"),
        ("action", {"title": "x" * 201}, NotRight, "201 characters; 200 fit"),
        ("action", {"decision": 9_999}, NotRight, "No such decision stands"),
        ("action", {"report_on": days_ahead(3)}, NotRight, "Who the next report goes to"),
        ("action", {"progress": "x"}, NotRight, "cannot be chosen"),
        ("risk", {"impact": 6}, NotRight, "cannot be chosen"),
        ("plan", {"check_every": 0}, NotRight, "cannot be kept"),
        ("decision", {"raised_on": days_ahead(2)}, NotPossible, "has not come yet"),
        ("action", {"raised_on": days_ahead(2)}, NotPossible, "has not come yet"),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step(
    manager: Account, kind: str, more: dict, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        recorded(kind, manager, **more)


def test_an_ending_fits_its_kind_and_has_come(manager: Account) -> None:
    number = recorded("risk", manager)
    for how, when, says in (
        ("done", 0, "Choose: no longer a risk or it happened"),
        ("passed", 1, "has not come yet"),
    ):
        with pytest.raises(NotPossible, match=says):
            acts.close(number, closed_as=how, closed_on=days_ahead(when), outcome="x", by=manager)
    with pytest.raises(NotPossible, match="This is open"):
        acts.reopen(number, by=manager)


def test_a_name_of_200_characters_and_one_from_right_to_left_are_kept(manager: Account) -> None:
    for title in ("ن" * 200, "خطة الشتاء 2026 (winter)"):
        recorded("plan", manager, title=title)
    assert {one.title for one in held("plan", manager)} == {"ن" * 200, "خطة الشتاء 2026 (winter)"}


def test_an_action_follows_a_decision(manager: Account) -> None:
    decision = recorded("decision", manager, title="Open a hub")
    recorded("action", manager, decision=decision)
    (one,) = held("action", manager)
    assert one.decision_id == decision


def test_the_gravest_risk_stands_first_with_its_band(manager: Account) -> None:
    recorded("risk", manager, likelihood=1, impact=3)
    recorded("risk", manager, likelihood=5, impact=5)
    recorded("risk", manager, likelihood=2, impact=2)
    assert [one.band_words for one in held("risk", manager)] == ["Extreme", "Moderate", "Low"]


@pytest.mark.parametrize(
    "wrong", [{"impact": 0}, {"owner": None}, {"closed_on": day("2026-05-01")}]
)
def test_the_database_holds_what_must_always_be(manager: Account, wrong: dict) -> None:
    recorded("risk", manager)
    row = Risk.objects.get()
    for name, value in wrong.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_matter_has_one_current_version(manager: Account) -> None:
    recorded("action", manager)
    row = Action.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert set(SAYS) == set(ALL)
    assert Person.objects.filter(account=manager).exists()
