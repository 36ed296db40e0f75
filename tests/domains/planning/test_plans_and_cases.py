"""Plans stay private until their owner opens them; cases move by one table."""

from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, transaction

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.planning.actions import cases as case_acts
from openpcn.domains.planning.actions import plans as acts
from openpcn.domains.planning.models import ChangeCase, Plan, PlanVersion
from openpcn.domains.planning.queries.cases import cases, get_case
from openpcn.domains.planning.queries.plans import get_plan, plans
from openpcn.domains.planning.vocabulary import NEXT, Stage
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from tests.domains.world import account, county, day, ident, on

pytestmark = pytest.mark.django_db

WHEN = on("2024-03-01")
MAP = {"Z90001": "U90001", "Z90002": "U90001", "Z90003": "U90002"}


@pytest.fixture
def manager() -> Account:
    county()
    return account("manager", ("network_manager", "U90001"))


def begin(by: Account, **more: object) -> int:
    said: dict[str, object] = {
        "title": "Mend North",
        "owner": "U90001",
        "within": "Q91",
        "as_at": day("2024-03-01"),
        "smallest": 30_000,
        "largest": 50_000,
        "asked": {"kind": "repair"},
    }
    return acts.begin_plan(**(said | more), by=by)  # type: ignore[arg-type]


def open_a_case(by: Account, **more: object) -> int:
    said: dict[str, object] = {
        "kind": "move",
        "title": "Cedar moves north",
        "owner": "U90001",
        "about": "Z90003",
        "within": "Q91",
        "moves": {"Z90003": "U90001"},
        "application": "Cedar asks to join North.",
    }
    return case_acts.open_case(**(said | more), by=by)  # type: ignore[arg-type]


def keep(number: int, by: Account, **more: object) -> int:
    said: dict[str, object] = {"title": "First", "made": "by_hand", "network_of": MAP, "score": {}}
    return acts.keep_version(number, **(said | more), by=by)  # type: ignore[arg-type]


def test_a_plan_keeps_numbered_versions_with_who_and_how(manager: Account) -> None:
    number = begin(manager)
    assert [keep(number, manager), keep(number, manager, title="Second")] == [1, 2]
    plan = get_plan(manager, number, when=WHEN)
    assert [one.title for one in plan.versions] == ["First", "Second"]
    assert plan.versions[0].made_words == "Changed by hand"
    assert plan.version(1).network_of == MAP
    assert plan.state == "private"
    assert AuditEvent.objects.filter(action="kept a version of a plan").count() == 2


def test_a_withdrawn_version_is_gone_and_its_number_is_not_used_again(manager: Account) -> None:
    number = begin(manager)
    keep(number, manager)
    acts.withdraw_version(number, 1, by=manager)
    assert keep(number, manager) == 2
    with pytest.raises(NotFound, match="has no version 1"):
        get_plan(manager, number, when=WHEN).version(1)


def test_a_rationale_travels_with_its_version(manager: Account) -> None:
    number = begin(manager)
    keep(number, manager)
    acts.write_rationale(number, 1, text=" A natural community. ", note="", by=manager)
    assert get_plan(manager, number, when=WHEN).version(1).rationale == "A natural community."


@pytest.mark.parametrize(
    ("state", "sees"),
    [
        ("private", {"drafts for the owner"}),
        ("shared", {"drafts for the owner", "in an organisation named"}),
        ("under_engagement", {"drafts for the owner", "in an organisation named", "in the system"}),
        (
            "published",
            {"drafts for the owner", "in an organisation named", "in the system", "public", "none"},
        ),
    ],
)
def test_a_plan_and_a_case_show_themselves_to_nobody_early(
    manager: Account, state: str, sees: set[str]
) -> None:
    number, case = begin(manager), open_a_case(manager)
    for model, pk in ((Plan, number), (ChangeCase, case)):
        row = model.objects.get(id=pk)
        row.state = state
        row.save()
    acts_named = account("named", ("director", "U90002"))
    Plan.objects.get(id=number).shared_with.set([ident("U90002")])
    ChangeCase.objects.get(id=case).shared_with.set([ident("U90002")])
    viewers = {
        "public": None,
        "none": account("nobody"),
        "drafts for the owner": manager,
        "in an organisation named": acts_named,
        "in the system": account("west", ("director", "U90003")),
    }
    for name, viewer in viewers.items():
        assert bool(plans(viewer, when=WHEN)) == (name in sees), name
        assert bool(cases(viewer, when=WHEN)) == (name in sees), name
        if name not in sees:
            with pytest.raises(NotFound):
                get_plan(viewer, number, when=WHEN)
            with pytest.raises(NotFound):
                get_case(viewer, case, when=WHEN)


def test_nobody_drafts_a_plan_for_an_organisation_of_others(manager: Account) -> None:
    with pytest.raises(Refused):
        begin(manager, owner="U90002")
    with pytest.raises(Refused):
        begin(account("visitor"))


def test_a_published_plan_is_changed_no_more(manager: Account) -> None:
    number = begin(manager)
    Plan.objects.filter(id=number).update(state=State.PUBLISHED)
    with pytest.raises(NotPossible, match="is published"):
        keep(number, manager)


def test_a_withdrawn_plan_is_seen_by_nobody(manager: Account) -> None:
    number = begin(manager)
    acts.withdraw_plan(number, by=manager)
    assert plans(manager, when=WHEN) == []


@pytest.mark.parametrize(("smallest", "largest"), [(50_000, 30_000), (0, 50_000)])
def test_a_band_that_holds_nothing_is_refused(
    manager: Account, smallest: int, largest: int
) -> None:
    with pytest.raises(NotRight):
        begin(manager, smallest=smallest, largest=largest)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(id=begin(manager)).update(smallest=smallest, largest=largest)


def test_two_versions_of_one_number_are_refused_by_the_database(manager: Account) -> None:
    number = begin(manager)
    keep(number, manager)
    version = PlanVersion.objects.get()
    version.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


STAGES = list(itertools.product(Stage, Stage))


@pytest.mark.parametrize(("was", "to"), STAGES)
def test_a_case_moves_only_by_its_table(manager: Account, was: Stage, to: Stage) -> None:
    number = open_a_case(manager)
    case = ChangeCase.objects.get(id=number)
    case.effective_on, case.decision, case.stage = day("2024-07-01"), "Agreed.", was
    case.save()
    lead = account("lead", ("primary_care_lead", "Q91"))
    ChangeCase.objects.filter(id=number).update(state="under_engagement", owner_id=case.within_id)
    if to in NEXT[was]:
        case_acts.move_case(number, to=to, by=lead)
        assert get_case(lead, number, when=WHEN).stage == to
    else:
        with pytest.raises(NotPossible):
            case_acts.move_case(number, to=to, by=lead)


def test_whoever_asks_does_not_decide(manager: Account) -> None:
    number = open_a_case(manager)
    case_acts.move_case(number, to="engagement", by=manager)
    with pytest.raises(Refused):
        case_acts.move_case(number, to="approved", by=manager)


def test_a_decision_needs_its_words_and_its_day(manager: Account) -> None:
    lead = account("lead", ("primary_care_lead", "Q91"))
    number = open_a_case(lead, owner="Q91")
    case_acts.move_case(number, to="engagement", by=lead)
    with pytest.raises(NotPossible, match="No decision is written"):
        case_acts.move_case(number, to="approved", by=lead)
    write = {"application": "Asked.", "engagement": "Talked.", "decision": "Agreed."}
    case_acts.write_case(number, **write, effective_on=None, by=lead)
    with pytest.raises(NotPossible, match="No effective date"):
        case_acts.move_case(number, to="approved", by=lead)
    case_acts.write_case(number, **write, effective_on=day("2024-07-01"), by=lead)
    case_acts.move_case(number, to="approved", by=lead)
    with pytest.raises(NotPossible, match="its words stand"):
        case_acts.write_case(number, **write, effective_on=None, by=lead)
    steps = get_case(lead, number, when=WHEN).steps
    assert [step.stage_words for step in steps] == ["Application", "Engagement", "Approved"]


def test_what_is_approved_has_a_day_in_the_database_too(manager: Account) -> None:
    number = open_a_case(manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeCase.objects.filter(id=number).update(stage="approved", effective_on=None)


def test_an_unknown_kind_of_change_is_refused(manager: Account) -> None:
    with pytest.raises(NotRight, match="no kind of change"):
        open_a_case(manager, kind="wish")
