"""Everything a person records: permission first, the effect, the audit last."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.registry.actions import (
    futures,
    memberships,
    neighbourhood_maps,
    rationales,
    role_holders,
    successions,
)
from openpcn.domains.registry.actions.guarding import TRANSITIONS
from openpcn.domains.registry.loading import NamedArea, record_areas
from openpcn.domains.registry.models import Future, Rationale, Relationship, RoleHolding
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries import drafts, histories, people, structure
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from openpcn.kernel.when import When
from tests.domains.world import CORE, File, account, county, day, load, on, pairs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def lead() -> Account:
    return account("lead", ("primary_care_lead", "Q91"))


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", "U90001"))


Act = Callable[[Account | None], object]
ACTIONS: dict[str, Act] = {
    "rationale": lambda by: rationales.record_rationale(
        network="U90002",
        text="A valley of its own.",
        signed_by="A Example",
        signed_on=day("2024-03-01"),
        starts_on=day("2024-04-01"),
        by=by,  # type: ignore[arg-type]
    ),
    "draft": lambda by: futures.draft_future(
        title="Two of three",
        owner="U90002",
        within="Q91",
        effective_on=day("2026-04-01"),
        by=by,  # type: ignore[arg-type]
    ),
    "map": lambda by: neighbourhood_maps.draw_neighbourhood_map(
        title="A map",
        owner="U90002",
        starts_on=day("2026-04-01"),
        by=by,  # type: ignore[arg-type]
    ),
    "join": lambda by: memberships.join_network(
        practice="Z90006", network="U90002", starts_on=day("2024-04-01"), by=by
    ),
    "leave": lambda by: memberships.leave_network(
        practice="Z90003", ends_on=day("2024-03-31"), by=by
    ),
    "succeed": lambda by: successions.succeed(
        codes=["U90002"], successor="U90003", on=day("2024-04-01"), by=by
    ),
    "close": lambda by: successions.close_organisation(
        code="U90002", closed_on=day("2024-04-01"), by=by
    ),
    "open": lambda by: successions.open_organisation(
        kind="federation",
        name="Fed",
        code="FED1",
        opened_on=day("2024-04-01"),
        within="U90002",
        by=by,
    ),
    "relate": lambda by: successions.relate_organisations(
        subject="Z90001", role="associate_of", to="U90002", starts_on=day("2024-04-01"), by=by
    ),
    "role": lambda by: role_holders.hold_role(
        organisation="U90002",
        role="practice_manager",
        person_name="B Example",
        starts_on=day("2024-04-01"),
        by=by,
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_whoever_has_no_role_there_is_refused_and_nothing_is_kept(name: str) -> None:
    strangers = [
        None,
        account("roleless"),
        account("elsewhere", ("primary_care_lead", "Q92"), ("network_manager", "U90001")),
        account("councillor", ("councillor", "U90002")),
    ]
    events, facts = AuditEvent.objects.count(), Relationship.objects.count()
    for stranger in strangers:
        with pytest.raises(Refused, match="may not do this"):
            ACTIONS[name](stranger)
    assert (AuditEvent.objects.count(), Relationship.objects.count()) == (events, facts)


@pytest.mark.parametrize("name", ACTIONS)
def test_whoever_has_a_role_above_may_and_it_is_audited(name: str, lead: Account) -> None:
    ACTIONS[name](lead)
    event = AuditEvent.objects.latest("id")
    assert event.account == lead
    assert event.action
    assert event.subject_id


def test_a_role_counts_beneath_its_organisation_and_not_above(manager: Account) -> None:
    assert may(
        manager, "registry.record_rationale", get_organisation("U90001", when=on("2024-02-01")).id
    )
    for code in ("U90002", "Q91", "S91"):
        there = get_organisation(code, when=on("2024-02-01")).id
        assert not may(manager, "registry.record_rationale", there)


def test_a_rationale_shows_on_its_network_until_withdrawn(lead: Account) -> None:
    number = ACTIONS["rationale"](lead)
    (told,) = people.rationales("U90002", when=on("2024-04-01"))
    assert (told.text, told.signed_by) == ("A valley of its own.", "A Example")
    assert people.rationales("U90002", when=on("2024-03-31")) == []
    assert [n.code for n in structure.networks(when=on("2024-05-01")) if n.has_rationale] == [
        "U90002"
    ]
    rationales.withdraw_rationale(number, by=lead)  # type: ignore[arg-type]
    assert people.rationales("U90002", when=on("2024-04-01")) == []
    before = Rationale.objects.get().known_until
    then = When(as_at=day("2024-04-01"), as_known=Rationale.objects.get().known_from)
    assert before is not None
    assert len(people.rationales("U90002", when=then)) == 1


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("text", "  ", "is empty"),
        ("text", "x" * 5_001, "5,001 characters"),
        ("signed_by", "", "is empty"),
        ("starts_on", date(2099, 1, 1), "1 January 2099"),
        ("ends_on", date(2024, 3, 1), "before it starts"),
    ],
)
def test_a_rationale_that_cannot_be_meant_is_refused(
    field: str, value: object, says: str, lead: Account
) -> None:
    said: dict[str, object] = {
        "network": "U90002",
        "text": "Why.",
        "signed_by": "A",
        "signed_on": day("2024-03-01"),
        "starts_on": day("2024-04-01"),
        "by": lead,
    }
    with pytest.raises((NotRight, NotPossible), match=says):
        rationales.record_rationale(**(said | {field: value}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "to"), list(itertools.product(State.values, State.values)))
def test_a_draft_moves_only_as_the_table_says(start: str, to: str, lead: Account) -> None:
    number = ACTIONS["draft"](account("owner", ("network_manager", "U90002")))
    owner = Account.objects.get(username="owner")
    Future.objects.update(state=start)
    if to in TRANSITIONS[start]:
        futures.move_future(number, to=to, by=owner)  # type: ignore[arg-type]
        assert Future.objects.get().state == to
    else:
        with pytest.raises(NotPossible):
            futures.move_future(number, to=to, by=owner)  # type: ignore[arg-type]
        assert Future.objects.get().state == start


def test_the_table_names_every_state_and_nothing_hides_what_is_published() -> None:
    assert set(TRANSITIONS) == set(State.values)
    assert TRANSITIONS[State.PUBLISHED] == frozenset()


def test_a_future_keeps_the_last_word_on_each_practice(manager: Account) -> None:
    number = futures.draft_future(
        title="Option B", owner="U90001", within="Q91", effective_on=day("2026-04-01"), by=manager
    )
    futures.add_change(number, practice="Z90001", network="U90002", by=manager)
    futures.add_change(number, practice="Z90001", network="U90003", by=manager)
    futures.add_change(number, practice="Z90002", network=None, by=manager)
    futures.add_change(number, practice="Z90004", network="U90001", by=manager)
    futures.remove_change(number, practice="Z90004", by=manager)
    told = drafts.get_future(manager, number, when=on("2024-05-01"))
    assert [(change.practice_code, change.network_code) for change in told.changes] == [
        ("Z90001", "U90003"),
        ("Z90002", None),
    ]
    with pytest.raises(NotFound):
        futures.add_change(number, practice="U90001", network="U90002", by=manager)
    Future.objects.update(state=State.PUBLISHED)
    with pytest.raises(NotPossible, match="is published"):
        futures.add_change(number, practice="Z90005", network=None, by=manager)


def test_somebody_it_is_shared_with_may_look_and_not_touch(manager: Account) -> None:
    number = futures.draft_future(
        title="Option B", owner="U90001", within="Q91", effective_on=day("2026-04-01"), by=manager
    )
    futures.share_future(number, with_codes=["U90002"], by=manager)
    futures.move_future(number, to=State.SHARED, by=manager)
    guest = account("guest", ("network_manager", "U90002"))
    assert drafts.get_future(guest, number, when=on("2024-05-01")).title == "Option B"
    for act in (
        lambda: futures.add_change(number, practice="Z90001", network=None, by=guest),
        lambda: futures.move_future(number, to=State.UNDER_ENGAGEMENT, by=guest),
        lambda: futures.share_future(number, with_codes=[], by=guest),
        lambda: futures.withdraw_future(number, by=guest),
    ):
        with pytest.raises(Refused):
            act()


def test_a_practice_joins_and_leaves_and_the_past_stays_true(lead: Account) -> None:
    with pytest.raises(NotPossible, match="is a core member of U90001 from 1 July 2019"):
        memberships.join_network(
            practice="Z90001", network="U90002", starts_on=day("2024-04-01"), by=lead
        )
    memberships.leave_network(practice="Z90001", ends_on=day("2024-03-31"), by=lead)
    memberships.join_network(
        practice="Z90001", network="U90002", starts_on=day("2024-04-01"), by=lead
    )
    assert dict(pairs(structure.memberships(when=on("2024-03-31"))))["Z90001"] == "U90001"
    assert dict(pairs(structure.memberships(when=on("2024-04-01"))))["Z90001"] == "U90002"


def test_a_later_file_does_not_undo_what_a_person_recorded(lead: Account) -> None:
    memberships.leave_network(practice="Z90001", ends_on=day("2024-03-31"), by=lead)
    memberships.join_network(
        practice="Z90001", network="U90002", starts_on=day("2024-04-01"), by=lead
    )
    load(File(period_on=day("2025-01-01")).dated("Z90001", CORE, "U90001", "2019-07-01"))
    assert dict(pairs(structure.memberships(when=on("2025-02-01"))))["Z90001"] == "U90002"


def test_a_correction_replaces_what_was_known_and_keeps_it_for_those_who_ask(
    lead: Account,
) -> None:
    number = memberships.join_network(
        practice="Z90006", network="U90002", starts_on=day("2024-04-01"), by=lead
    )
    known = Relationship.objects.get(id=number).known_from
    memberships.correct_membership(number, starts_on=day("2024-07-01"), ends_on=None, by=lead)
    assert "Z90006" not in dict(pairs(structure.memberships(when=on("2024-05-01"))))
    then = When(as_at=day("2024-05-01"), as_known=known)
    assert dict(pairs(structure.memberships(when=then)))["Z90006"] == "U90002"


def test_withdrawing_what_a_person_recorded_lets_the_files_speak_again(lead: Account) -> None:
    number = memberships.leave_network(practice="Z90001", ends_on=day("2024-03-31"), by=lead)
    assert "Z90001" not in dict(pairs(structure.memberships(when=on("2024-05-01"))))
    memberships.withdraw_membership(number, by=lead)
    assert dict(pairs(structure.memberships(when=on("2024-05-01"))))["Z90001"] == "U90001"
    from_file = Relationship.objects.get(
        subject__codes__value="Z90002", role=CORE, known_until__isnull=True
    )
    with pytest.raises(NotPossible, match="comes from a file"):
        memberships.withdraw_membership(from_file.pk, by=lead)


def test_two_networks_merge_and_history_before_stays_true(lead: Account) -> None:
    successions.succeed(
        codes=["U90001", "U90002"], successor="U90003", on=day("2024-04-01"), by=lead
    )
    before = dict(pairs(structure.memberships(when=on("2024-03-31"))))
    after = dict(pairs(structure.memberships(when=on("2024-04-01"))))
    assert sorted(set(before.values())) == ["U90001", "U90002", "U90003"]
    assert set(after.values()) == {"U90003"}
    assert set(after) == set(before)
    told = {
        (each.subject_code, each.object_code)
        for each in histories.history("U90003")
        if each.role == "succeeded_by"
    }
    assert told == {("U90001", "U90003"), ("U90002", "U90003")}
    closed = get_organisation("U90001", when=on("2024-04-01"))
    assert (closed.closed_on, closed.status) == (day("2024-03-31"), "closed")
    with pytest.raises(NotPossible, match="closed on 31 March 2024"):
        successions.succeed(codes=["U90001"], successor="U90003", on=day("2024-05-01"), by=lead)
    with pytest.raises(NotPossible, match="cannot succeed itself"):
        successions.succeed(codes=["U90003"], successor="U90003", on=day("2024-05-01"), by=lead)


def test_practices_merge(lead: Account) -> None:
    successions.succeed(codes=["Z90001"], successor="Z90002", on=day("2024-04-01"), by=lead)
    practices = {practice.code for practice in structure.practices(when=on("2024-04-01"))}
    assert "Z90001" not in practices
    assert "Z90001" in {p.code for p in structure.practices(when=on("2024-03-31"))}
    assert "Z90001" not in dict(pairs(structure.memberships(when=on("2024-04-01"))))


def test_a_network_becomes_a_neighbourhood_provider_under_one_for_several(lead: Account) -> None:
    for code, name in (("MNP1", "Providers together"), ("SNP1", "North neighbourhood")):
        successions.open_organisation(
            kind="provider",
            name=name,
            code=code,
            opened_on=day("2026-04-01"),
            within="Q91",
            by=lead,
        )
    successions.relate_organisations(
        subject="SNP1", role="member_of", to="MNP1", starts_on=day("2026-04-01"), by=lead
    )
    successions.succeed(codes=["U90001"], successor="SNP1", on=day("2026-04-01"), by=lead)
    told = {(each.role, each.object_code) for each in histories.history("SNP1")}
    assert {("member_of", "MNP1"), ("succeeded_by", "SNP1")} <= told
    assert dict(pairs(structure.memberships(when=on("2026-03-31"))))["Z90001"] == "U90001"


def test_roles_are_held_covered_corrected_and_ended(lead: Account) -> None:
    number = role_holders.hold_role(
        organisation="U90001",
        role="practice_manager",
        person_name="  Jo   Example ",
        starts_on=day("2024-04-01"),
        reach=role_holders.Reach(email="jo@example.org", is_published=True),
        by=lead,
    )
    role_holders.cover_role(
        number,
        person_name="Kim Example",
        starts_on=day("2024-06-01"),
        ends_on=day("2024-06-30"),
        by=lead,
    )
    told = people.role_holders(lead, when=on("2024-06-15"), organisation="U90001")
    assert [(row.name, row.covered_by, row.covers_for) for row in told] == [
        ("Jo Example", "Kim Example", ""),
        ("Kim Example", "", "Jo Example"),
    ]
    public = people.role_holders(None, when=on("2024-06-15"), organisation="U90001")
    assert [row.name for row in public] == ["Jo Example"]
    new = role_holders.Reach(email="jo@example.org", phone="0116 496 0000")
    earlier = When(as_at=day("2024-06-15"), as_known=timezone.now())
    role_holders.correct_reach(number, reach=new, by=lead)
    for when in (on("2024-06-15"), earlier):
        assert people.role_holders(None, when=when, organisation="U90001") == []
    assert len(people.role_holders(lead, when=earlier, organisation="U90001")) == 2
    told = people.role_holders(lead, when=on("2024-06-15"), text="jo practice north")
    assert [(row.name, row.phone, row.covered_by) for row in told] == [
        ("Jo Example", "0116 496 0000", "Kim Example")
    ]
    role_holders.end_role(told[0].id, ends_on=day("2024-08-31"), by=lead)
    assert people.role_holders(lead, when=on("2024-09-01"), text="jo") == []
    assert len(people.role_holders(lead, when=on("2024-08-31"), text="jo")) == 1


@pytest.mark.parametrize(
    ("reach", "says"),
    [
        (role_holders.Reach(email="nobody"), "no address for mail"),
        (role_holders.Reach(phone="=1+1"), "no telephone number"),
    ],
)
def test_what_cannot_reach_anybody_is_refused(
    reach: role_holders.Reach, says: str, lead: Account
) -> None:
    with pytest.raises(NotRight, match=says):
        role_holders.hold_role(
            organisation="U90001",
            role="practice_manager",
            person_name="Jo",
            starts_on=day("2024-04-01"),
            reach=reach,
            by=lead,
        )
    assert RoleHolding.objects.filter(person__name="Jo").count() == 0


def test_who_may_read_of_contacts_that_are_not_published(lead: Account) -> None:
    role_holders.hold_role(
        organisation="U90001",
        role="practice_manager",
        person_name="Jo Example",
        starts_on=day("2024-04-01"),
        by=lead,
    )

    def sees(who: Account | None) -> bool:
        told = people.role_holders(who, when=on("2024-05-01"), text="jo example")
        return bool(told)

    assert not sees(None)
    assert not sees(account("roleless"))
    assert not sees(account("next door", ("network_manager", "U90002")))
    assert not sees(account("councillor", ("councillor", "U90001")))
    assert sees(lead)
    assert sees(account("clinical", ("clinical_director", "U90001")))
    assert sees(account("boss", is_superuser=True))


def test_nobody_gives_themselves_power(lead: Account) -> None:
    for role in ("local_administrator", "primary_care_lead", "network_manager"):
        with pytest.raises(Refused):
            role_holders.hold_role(
                organisation="Q91",
                role=role,
                person_name="Lead",
                starts_on=day("2024-04-01"),
                by=lead,
            )
    with pytest.raises(NotRight, match="no role that is known"):
        role_holders.hold_role(
            organisation="Q91", role="king", person_name="L", starts_on=day("2024-04-01"), by=lead
        )


def test_an_administrator_gives_a_person_an_account_once() -> None:
    boss = account("boss", is_superuser=True)
    holding = role_holders.hold_role(
        organisation="U90001",
        role="network_manager",
        person_name="Jo Example",
        starts_on=day("2024-04-01"),
        by=boss,
    )
    key = RoleHolding.objects.get(id=holding).person.key.hex
    said = {"person_key": key, "username": "jo", "password": "a long enough phrase", "by": boss}
    role_holders.give_account(**said)  # type: ignore[arg-type]
    jo = Account.objects.get(username="jo")
    assert may(jo, "registry.draft", RoleHolding.objects.get(id=holding).organisation_id)
    with pytest.raises(NotPossible, match="has an account already"):
        role_holders.give_account(**said)  # type: ignore[arg-type]


def test_neighbourhoods_share_no_small_area_in_one_map(lead: Account) -> None:
    record_areas("lsoa11", [NamedArea(f"E9100000{n}") for n in range(1, 5)])
    number = neighbourhood_maps.draw_neighbourhood_map(
        title="Map", owner="Q91", starts_on=day("2026-04-01"), by=lead
    )

    def draw(name: str, *codes: str) -> int:
        return neighbourhood_maps.draw_neighbourhood(
            number, name=name, area_kind="lsoa11", area_codes=codes, by=lead
        )

    draw("Old Town", "E91000001", "e91000002")
    with pytest.raises(NotPossible, match="E91000002 \\(Old Town\\)"):
        draw("Mill", "E91000002", "E91000003")
    draw("Mill", "E91000003")
    draw("old town", "E91000001", "E91000004")
    told = neighbourhoods(viewer=lead, when=on("2026-05-01"))
    assert [(n.name, [code for _, code in n.parts]) for n in told] == [
        ("Mill", ["E91000003"]),
        ("Old Town", ["E91000001", "E91000004"]),
    ]
    neighbourhood_maps.erase_neighbourhood(number, name="Mill", by=lead)
    assert len(neighbourhoods(viewer=lead, when=on("2026-05-01"))) == 1
    assert drafts.get_neighbourhood_map(lead, number, when=on("2026-05-01")).neighbourhoods == 1
    with pytest.raises(NotFound, match="1 of the areas are not held"):
        draw("Elsewhere", "E99999999")
    with pytest.raises(NotRight, match="No area is chosen"):
        draw("Nowhere")
