"""A case in effect is in the registry, by the registry's own actions; and it can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.planning.actions import cases as acts
from openpcn.domains.planning.actions.effects import Said
from openpcn.domains.planning.models import ChangeCase
from openpcn.domains.planning.queries.cases import get_case
from openpcn.domains.planning.queries.effects import Issued, effect_asked, signer_of
from openpcn.domains.registry.actions.memberships import correct_membership, leave_network
from openpcn.domains.registry.actions.reopening import reopen
from openpcn.domains.registry.actions.successions import open_organisation, relate_organisations
from openpcn.domains.registry.models import Relationship
from openpcn.domains.registry.queries.histories import relationships
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.people import rationales
from openpcn.domains.registry.queries.structure import networks, practices
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, Refused
from tests.domains.world import account, county, day, on

pytestmark = pytest.mark.django_db
FROM = day("2024-07-01")
BEFORE, AFTER = on("2024-06-30"), on("2024-07-01")
Open = Callable[..., int]


@pytest.fixture
def lead() -> Account:
    county()
    return account("lead", ("primary_care_lead", "Q91"))


@pytest.fixture
def approved(lead: Account) -> Open:
    """A case that was approved, from 1 July 2024."""

    def make(kind: str, moves: dict[str, str], about: str = "Z90003") -> int:
        number = acts.open_case(
            kind=kind,
            title="A change",
            owner="Q91",
            about=about,
            within="Q91",
            moves=moves,
            application="They ask.",
            effective_on=FROM,
            by=lead,
        )
        acts.move_case(number, to="engagement", by=lead)
        ChangeCase.objects.filter(id=number).update(decision="Agreed.")
        acts.move_case(number, to="approved", by=lead)
        return number

    return make


def network_of(when: object) -> dict[str, str | None]:
    return {one.code: one.network_code for one in practices(when=when)}  # type: ignore[arg-type]


def lines(number: int) -> list[tuple[str, str, str, str]]:
    return [(one.what, one.code, one.network, one.on.isoformat()) for one in effect_asked(number)]


def test_a_practice_that_moves_is_recorded_to_leave_and_to_join(
    lead: Account, approved: Open
) -> None:
    number, was = approved("move", {"Z90003": "U90001"}), network_of(AFTER)
    assert lines(number) == [
        ("leaves", "Z90003", "U90002", "2024-06-30"),
        ("joins", "Z90003", "U90001", "2024-07-01"),
    ]
    assert network_of(AFTER) == was, "what is only shown changes nothing"
    acts.move_case(number, to="in_effect", by=lead)
    assert network_of(BEFORE) == was
    assert network_of(AFTER) == was | {"Z90003": "U90001"}
    held = Relationship.objects.get(subject__codes__value="Z90003", starts_on=FROM)
    assert (held.basis, held.recorded_by) == ("recorded", lead)
    assert AuditEvent.objects.filter(action="recorded that a practice joins a network").exists()
    assert [one.what for one in get_case(lead, number, when=AFTER).recorded] == ["leaves", "joins"]


def test_taken_back_the_files_speak_again(lead: Account, approved: Open) -> None:
    was = network_of(AFTER)
    number = approved("move", {"Z90003": "U90001"})
    acts.move_case(number, to="in_effect", by=lead)
    acts.move_case(number, to="approved", words="Too early", by=lead)
    assert network_of(AFTER) == was
    case = get_case(lead, number, when=AFTER)
    assert (case.stage, case.recorded) == ("approved", ())
    assert case.steps[-1].words == "Too early"
    now = Relationship.objects.get(subject__codes__value="Z90003", known_until=None, role=CORE)
    assert now.basis == "dated"


CORE = "core_member_of"


def test_taken_back_what_a_person_had_recorded_counts_again(lead: Account, approved: Open) -> None:
    first = approved("unplaced", {"Z90006": "U90003"}, "Z90006")
    acts.move_case(first, to="in_effect", by=lead)
    second = approved("leave", {"Z90006": ""}, "Z90006")
    ChangeCase.objects.filter(id=second).update(effective_on=day("2025-01-01"))
    assert lines(second) == [("leaves", "Z90006", "U90003", "2024-12-31")]
    acts.move_case(second, to="in_effect", by=lead)
    assert network_of(on("2025-01-01"))["Z90006"] is None
    acts.move_case(second, to="approved", by=lead)
    assert network_of(on("2025-01-01"))["Z90006"] == "U90003"


def test_a_merger_is_a_succession_and_can_be_taken_back(lead: Account, approved: Open) -> None:
    was = [one.code for one in networks(when=AFTER)]
    number = approved("merge", {"Z90003": "U90001", "Z90004": "U90001"}, "U90002")
    assert lines(number)[-1] == ("succeeded", "U90002", "U90001", "2024-06-30")
    acts.move_case(number, to="in_effect", by=lead)
    assert [one.code for one in networks(when=AFTER)] == ["U90001", "U90003"]
    assert get_organisation("U90002", when=AFTER).status == "closed"
    assert "succeeded_by" in {one.role for one in relationships("U90002", when=AFTER)}
    acts.move_case(number, to="approved", by=lead)
    assert [one.code for one in networks(when=AFTER)] == was
    assert get_organisation("U90002", when=AFTER).closed_on is None
    assert {one.role for one in relationships("U90002", when=AFTER)} == {CORE, "commissioned_by"}


def test_what_was_corrected_since_is_said_and_nothing_is_taken_back(
    lead: Account, approved: Open
) -> None:
    number = approved("move", {"Z90003": "U90001"})
    acts.move_case(number, to="in_effect", by=lead)
    joined = Relationship.objects.get(subject__codes__value="Z90003", starts_on=FROM)
    later = day("2024-08-01")
    correct_membership(joined.pk, starts_on=later, ends_on=None, by=lead)
    with pytest.raises(NotFound, match="counts now"):
        acts.move_case(number, to="approved", by=lead)
    assert get_case(lead, number, when=AFTER).stage == "in_effect"
    assert network_of(on("2024-08-01"))["Z90003"] == "U90001"


def test_what_passed_to_the_successor_comes_back(lead: Account, approved: Open) -> None:
    relate_organisations(
        subject="Z90006", role="member_of", to="U90002", starts_on=day("2020-01-01"), by=lead
    )
    number = approved("merge", {"Z90003": "U90001", "Z90004": "U90001"}, "U90002")
    acts.move_case(number, to="in_effect", by=lead)
    assert "member_of" in {one.role for one in relationships("U90001", when=AFTER)}
    acts.move_case(number, to="approved", by=lead)
    assert "member_of" not in {one.role for one in relationships("U90001", when=AFTER)}
    assert "member_of" in {one.role for one in relationships("U90002", when=AFTER)}


def test_a_closure_that_nobody_recorded_is_not_taken_back(lead: Account) -> None:
    with pytest.raises(NotFound, match="No closure that a person recorded"):
        reopen(code="U90002", by=lead)


def test_a_network_that_its_last_practice_leaves_closes(lead: Account, approved: Open) -> None:
    number = approved("leave", {"Z90005": ""}, "Z90005")
    assert lines(number)[-1] == ("closes", "U90003", "", "2024-06-30")
    acts.move_case(number, to="in_effect", by=lead)
    assert get_organisation("U90003", when=AFTER).closed_on == day("2024-06-30")
    acts.move_case(number, to="approved", by=lead)
    assert network_of(AFTER)["Z90005"] == "U90003"
    assert get_organisation("U90003", when=AFTER).closed_on is None


def test_a_new_network_waits_for_the_code_that_the_ods_issues(
    lead: Account, approved: Open
) -> None:
    number = approved("split", {"Z90004": "NEW-1"}, "U90002")
    with pytest.raises(NotPossible, match="has no code yet"):
        acts.move_case(number, to="in_effect", by=lead)
    wrong = Said(issued={"NEW-1": Issued(code="Elm", name="Elm PCN")})
    with pytest.raises(NotRight, match="is no code of a network"):
        acts.move_case(number, to="in_effect", said=wrong, by=lead)
    nameless = Said(issued={"NEW-1": Issued(code="U90009")})
    with pytest.raises(NotRight, match="The name is empty"):
        acts.move_case(number, to="in_effect", said=nameless, by=lead)
    assert get_case(lead, number, when=AFTER).stage == "approved"
    said = Said(issued={"NEW-1": Issued(code=" u90009 ", name="Elm PCN")})
    acts.move_case(number, to="in_effect", said=said, by=lead)
    assert network_of(AFTER)["Z90004"] == "U90009"
    assert get_organisation("U90009", when=AFTER).name == "Elm PCN"
    assert {one.role for one in relationships("U90009", when=AFTER)} == {
        CORE,
        "commissioned_by",
    }
    assert get_case(lead, number, when=AFTER).codes == {"NEW-1": "U90009"}
    acts.move_case(number, to="approved", by=lead)
    assert network_of(AFTER)["Z90004"] == "U90002"
    acts.move_case(number, to="in_effect", said=said, by=lead)
    assert network_of(AFTER)["Z90004"] == "U90009"


def test_a_code_that_a_file_brought_is_not_opened_again(lead: Account, approved: Open) -> None:
    open_organisation(
        kind="network", name="Elm PCN", code="U90009", opened_on=FROM, within="S91", by=lead
    )
    number = approved("split", {"Z90004": "NEW-1"}, "U90002")
    said = Said(issued={"NEW-1": Issued(code="U90009")})
    acts.move_case(number, to="in_effect", said=said, by=lead)
    recorded = get_case(lead, number, when=AFTER).recorded
    assert [one.what for one in recorded] == ["leaves", "joins"]
    assert recorded[-1].network_name == "Elm PCN"


@pytest.mark.parametrize("kind", ["waiver", "rationale"])
def test_a_waiver_is_recorded_with_who_signs_it(lead: Account, approved: Open, kind: str) -> None:
    number = approved(kind, {}, "U90001")
    assert lines(number) == [("explained", "U90001", "", "2024-07-01")]
    with pytest.raises(NotRight, match="who signs"):
        acts.move_case(number, to="in_effect", by=lead)
    assert signer_of(number) == "Lead"
    said = Said(signed_by="Lead", ends_on=day("2025-06-30"))
    acts.move_case(number, to="in_effect", said=said, by=lead)
    (held,) = rationales("U90001", when=AFTER)
    assert (held.signed_by, held.ends_on) == ("Lead", day("2025-06-30"))
    assert "They ask." in held.text
    assert "Agreed." in held.text
    acts.move_case(number, to="approved", by=lead)
    assert rationales("U90001", when=AFTER) == []


def test_what_the_registry_says_already_is_not_recorded_again(
    lead: Account, approved: Open
) -> None:
    number = approved("leave", {"Z90003": ""})
    leave_network(practice="Z90003", ends_on=day("2024-06-30"), by=lead)
    assert lines(number) == []
    acts.move_case(number, to="in_effect", by=lead)
    assert get_case(lead, number, when=AFTER).stage == "in_effect"


def test_whoever_may_not_amend_memberships_brings_nothing_into_effect(
    lead: Account, approved: Open
) -> None:
    number, was = approved("move", {"Z90003": "U90001"}), network_of(AFTER)
    ChangeCase.objects.filter(id=number).update(state="under_engagement")
    manager = account("manager", ("network_manager", "U90001"))
    with pytest.raises(Refused):
        acts.move_case(number, to="in_effect", by=manager)
    acts.move_case(number, to="in_effect", by=lead)
    with pytest.raises(Refused):
        acts.move_case(number, to="approved", by=manager)
    assert network_of(AFTER) != was


def test_one_line_that_cannot_be_recorded_leaves_the_registry_as_it_was(
    lead: Account, approved: Open
) -> None:
    number = approved("split", {"Z90003": "U90001", "Z90004": "NEW-1"}, "U90002")
    was = network_of(AFTER)
    with pytest.raises(NotPossible):
        acts.move_case(number, to="in_effect", by=lead)
    assert network_of(AFTER) == was
