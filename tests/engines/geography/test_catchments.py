"""An area belongs to the network with most of its residents."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.geography.catchments import catchments, network_of_area
from openpcn.engines.geography.registrations import Registration

NETWORK_OF = {"a": "N1", "b": "N1", "c": "N2", "d": "N3"}


def lives(*rows: tuple[str, str, int]) -> list[Registration]:
    return [Registration(*row) for row in rows]


def test_most_residents_decide_and_the_runner_up_is_told() -> None:
    held = catchments(
        lives(("a", "E1", 30), ("b", "E1", 30), ("c", "E1", 50), ("x", "E1", 90)), NETWORK_OF
    )["E1"]
    assert (held.network, held.patients, held.registered) == ("N1", 60, 200)
    assert (held.share, held.runner_up, held.runner_up_share) == (0.3, "N2", 0.25)


def test_an_area_of_one_network_has_no_runner_up() -> None:
    held = catchments(lives(("a", "E1", 30)), NETWORK_OF)["E1"]
    assert (held.share, held.runner_up, held.runner_up_share) == (1.0, None, 0.0)


def test_of_equals_the_one_wins_to_whom_they_are_more_then_the_first_code() -> None:
    rows = lives(("a", "E1", 30), ("a", "E2", 70), ("c", "E1", 30), ("c", "E3", 10))
    assert catchments(rows, NETWORK_OF)["E1"].network == "N2"
    equal = lives(("d", "E1", 30), ("c", "E1", 30))
    assert catchments(equal, NETWORK_OF)["E1"].network == "N2"


def test_areas_without_a_network_or_not_known_belong_to_none() -> None:
    rows = lives(("x", "E1", 30), ("a", "NO2011", 90), ("a", "E2", 0))
    assert catchments(rows, NETWORK_OF) == {}


def test_areas_are_given_their_network() -> None:
    held = catchments(lives(("a", "E1", 30), ("c", "E2", 30)), NETWORK_OF)
    assert network_of_area(held) == {"E1": "N1", "E2": "N2"}


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdx"), st.sampled_from(["E1", "E2"]), st.integers(0, 40)),
        max_size=12,
    )
)
def test_the_slow_way_finds_the_same_network(rows: list[tuple[str, str, int]]) -> None:
    held = catchments([Registration(*row) for row in rows], NETWORK_OF)
    for area in ("E1", "E2"):
        here = [(NETWORK_OF.get(who), n) for who, where, n in rows if where == area]
        totals = {code: sum(n for net, n in here if net == code) for code in ("N1", "N2", "N3")}
        lists = {
            network: sum(n for who, _, n in rows if NETWORK_OF.get(who) == network)
            for network in totals
        }
        if not any(totals.values()):
            assert area not in held
            continue
        winner = min(
            (n for n in totals if totals[n]),
            key=lambda n: (-totals[n], -totals[n] / lists[n], n),
        )
        assert held[area].network == winner
        assert held[area].share + held[area].runner_up_share <= 1
