"""Neighbours differ, colours are used evenly, and they stay when dates change."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.geography.colours import colours
from openpcn.engines.geography.neighbours import neighbours_by_points
from openpcn.kernel.points import Point


def graph(*edges: str, alone: str = "") -> dict[str, set[str]]:
    near: dict[str, set[str]] = {code: set() for code in alone}
    for one, two in edges:
        near.setdefault(one, set()).add(two)
        near.setdefault(two, set()).add(one)
    return near


def test_the_most_constrained_comes_first_and_the_least_used_colour_is_taken() -> None:
    chosen = colours(graph("ab", "bc", "cd", "da", "ac"), count=3)
    assert chosen == {"a": 0, "b": 2, "c": 1, "d": 2}


def test_colours_are_used_evenly() -> None:
    chosen = colours(graph(alone="abcdef"))
    assert sorted(chosen.values()) == [0, 1, 2, 3, 4, 5]


def test_a_network_keeps_its_colour_unless_a_stronger_neighbour_has_it() -> None:
    near = graph("ab", "bc", alone="d")
    assert colours(near, previous={"a": 5, "b": 5, "c": 2, "d": 1}) == {
        "a": 0,
        "b": 5,
        "c": 2,
        "d": 1,
    }


def test_a_colour_that_is_no_longer_there_is_replaced() -> None:
    assert colours(graph("ab"), previous={"a": 9}, count=2) == {"a": 0, "b": 1}


def test_where_no_colour_is_free_the_fewest_neighbours_share_it() -> None:
    chosen = colours(graph("ab", "ac", "bc", "ad", "bd", "cd"), count=3)
    assert Counter(chosen.values()) == {0: 2, 1: 1, 2: 1}


def test_no_networks_need_no_colours() -> None:
    assert colours({}) == {}


flat_maps = st.dictionaries(
    st.text("abcdefghij", min_size=2, max_size=2),
    st.builds(lambda x, y: Point(easting=x, northing=y), st.integers(0, 99), st.integers(0, 99)),
    max_size=30,
)


@settings(deadline=None)
@given(flat_maps, st.dictionaries(st.text("abcdefghij", min_size=2, max_size=2), st.integers(0, 5)))
def test_neighbours_differ_on_a_flat_map_and_colours_stay(
    points: dict[str, Point], previous: dict[str, int]
) -> None:
    distinct = {p: code for code, p in points.items()}
    near = neighbours_by_points({code: p for p, code in distinct.items()})
    chosen = colours(near, previous=previous)
    clashes = sum(chosen[one] == chosen[two] for one in near for two in near[one])
    if not previous:
        assert clashes == 0
    assert colours(near, previous=chosen) == chosen or clashes
    assert set(chosen) == set(near)
    assert set(chosen.values()) <= set(range(6))
