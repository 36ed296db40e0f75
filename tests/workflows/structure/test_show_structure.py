"""The structure on a day, on two days and as a future, for those who may see it."""

from __future__ import annotations

import itertools

import pytest

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions import futures
from openpcn.domains.registry.models import Future
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.workflows.drawings.structure import structure_svg
from openpcn.workflows.drawings.structure_facts import Comparison
from openpcn.workflows.structure.show_structure import show_structure
from tests.domains.world import CORE, File, account, county, day, load, on

pytestmark = pytest.mark.django_db
WHEN = on("2024-06-01")


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


def test_a_network_stands_in_the_place_with_most_of_its_patients() -> None:
    answer = show_structure("Q91", when=WHEN)
    stands = {place.name: [one.code for one in place.networks] for place in answer.places}
    assert stands["Town"] == ["U90001"]
    assert stands["Country"] == ["U90002", "U90003"]
    assert answer.title == "3 networks in two places"


def test_practices_in_no_network_are_counted_in_the_system_and_in_no_place() -> None:
    answer = show_structure("Q91", when=WHEN)
    assert answer.places[-1].is_outside
    assert "one outside any network" in answer.note
    assert answer.sides[0].practices == 6


def test_two_days_stand_beside_each_other_the_earlier_first() -> None:
    load(File().dated("Z90006", CORE, "U90003", "2024-03-01"))
    answer = show_structure("Q91", when=WHEN, against=day("2024-01-31"))
    assert [side.heading for side in answer.sides] == ["Before", "After"]
    assert answer.title == "One practice changes network; one network and one place change"
    assert "left No network and joined West" in answer.lead
    backwards = show_structure("Q91", when=on("2024-01-31"), against=day("2024-06-01"))
    assert backwards.title == answer.title


def test_a_day_beside_itself_is_one_structure() -> None:
    answer = show_structure("Q91", when=WHEN, against=WHEN.as_at)
    assert not isinstance(answer.shown, Comparison)


def test_a_place_can_be_drawn_alone() -> None:
    assert show_structure("P92", when=WHEN).sides[0].networks[0].code == "U90002"


@pytest.mark.parametrize(("code", "error"), [("XXX", NotFound), ("U90001", NotPossible)])
def test_what_has_no_structure_is_said_with_a_next_step(code: str, error: type[NotFound]) -> None:
    with pytest.raises(error) as caught:
        show_structure(code, when=WHEN)
    assert caught.value.next_step


ROLES = {
    "public": None,
    "owner": ("network_manager", "U90001"),
    "named": ("director", "U90002"),
    "same system": ("director", "U90003"),
}
MAY_SEE = {
    State.PRIVATE: {"owner"},
    State.SHARED: {"owner", "named"},
    State.UNDER_ENGAGEMENT: {"owner", "named", "same system"},
    State.PUBLISHED: set(ROLES),
}


@pytest.fixture
def future() -> int:
    maker = account("maker", ("network_manager", "U90001"))
    made = futures.draft_future(
        title="Secret future",
        owner="U90001",
        within="Q91",
        effective_on=day("2027-04-01"),
        by=maker,
    )
    futures.add_change(made, practice="Z90002", network="U90003", by=maker)
    futures.share_future(made, with_codes=["U90002"], by=maker)
    return made


@pytest.mark.parametrize(("name", "state"), list(itertools.product(ROLES, State.values)))
def test_a_future_is_drawn_for_those_who_may_see_it_and_for_nobody_else(
    future: int, name: str, state: str
) -> None:
    Future.objects.update(state=state)
    role = ROLES[name]
    viewer = account(f"viewer-{name}", role) if role else None
    listed = [one.title for one in show_structure("Q91", when=WHEN, viewer=viewer).futures]
    if name in MAY_SEE[State(state)]:
        answer = show_structure("Q91", when=WHEN, viewer=viewer, future=future)
        assert answer.title == "One practice changes network; two networks and two places change"
        assert "Beech Surgery would leave North and join West" in answer.lead
        assert listed == ["Secret future"]
    else:
        with pytest.raises(NotFound) as caught:
            show_structure("Q91", when=WHEN, viewer=viewer, future=future)
        assert "Secret" not in str(caught.value)
        assert listed == []


def test_a_future_can_leave_a_practice_in_no_network(future: int) -> None:
    maker = Account.objects.get(username="maker")
    futures.add_change(future, practice="Z90001", network=None, by=maker)
    answer = show_structure("Q91", when=WHEN, viewer=maker, future=future)
    assert isinstance(answer.shown, Comparison)
    networks = [one for place in answer.shown.then.places for one in place.networks]
    held = {practice.code for network in networks for practice in network.practices}
    assert held == {f"Z9000{number}" for number in range(1, 7)}
    assert "U90001" not in {network.code for network in answer.shown.then.networks}
    assert structure_svg(answer.shown)
