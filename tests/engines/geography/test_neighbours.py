"""Who is whose neighbour, by points and by where patients live."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.geography.neighbours import (
    OverlapRule,
    neighbours_by_overlap,
    neighbours_by_points,
    neighbours_of_groups,
    neighbours_within,
)
from openpcn.engines.geography.registrations import Registration
from openpcn.engines.geography.triangles import cell_edges
from openpcn.kernel.points import Point


def at(easting: float, northing: float) -> Point:
    return Point(easting=easting, northing=northing)


SQUARE = {"a": at(0, 0), "b": at(1000, 0), "c": at(1000, 900), "d": at(0, 1000), "e": at(450, 500)}


def test_cells_that_meet_are_neighbours() -> None:
    near = neighbours_by_points(SQUARE)
    assert near["e"] == frozenset("abcd")
    assert near["a"] == frozenset("bde")


def test_practices_at_one_location_share_all_neighbours() -> None:
    near = neighbours_by_points(SQUARE | {"f": at(450, 500)})
    assert near["f"] == frozenset("abcde")
    assert near["e"] == frozenset("abcdf")
    assert near["a"] == frozenset("bdef")


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({}, {}),
        ({"a": at(1, 1)}, {"a": ""}),
        ({"a": at(1, 1), "b": at(1, 1)}, {"a": "b", "b": "a"}),
        ({"a": at(1, 1), "b": at(9, 9)}, {"a": "b", "b": "a"}),
        (
            {"b": at(5, 5), "a": at(1, 1), "c": at(9, 9)},
            {"a": "b", "b": "ac", "c": "b"},
        ),
        (
            {"a": at(3, 9), "b": at(3, 1), "c": at(3, 4), "d": at(3, 4)},
            {"a": "cd", "b": "cd", "c": "abd", "d": "abc"},
        ),
    ],
)
def test_few_or_collinear_locations_are_joined_along_the_line(
    points: dict[str, Point], expected: dict[str, str]
) -> None:
    assert neighbours_by_points(points) == {c: frozenset(near) for c, near in expected.items()}


def test_points_that_the_triangles_leave_out_are_still_joined() -> None:
    points = {**SQUARE, "f": at(450.0000000001, 500.0000000001)}
    near = neighbours_by_points(points)
    assert near["f"]
    assert all(code in near[other] for code in near for other in near[code])


def test_areas_have_edges_of_their_own() -> None:
    near = neighbours_by_points(SQUARE, {"a": "x", "b": "x", "c": "y", "e": "x"})
    assert near["c"] == frozenset()
    assert near["a"] == frozenset("be")
    assert "d" not in near


def empty_circle_edges(points: list[Point]) -> set[tuple[Point, Point]]:
    """The slow way: two points are joined where a circle through both holds no other point."""
    edges = set()
    for one, two in combinations(sorted(points), 2):
        others = [p for p in points if p not in (one, two)]
        if any(circle_is_empty(centre, one, others) for centre in centres(one, two, others)):
            edges.add((one, two))
    return edges


def centres(one: Point, two: Point, others: list[Point]) -> list[tuple[float, float]]:
    """Centres of circles through two points and a third, and the middle of the two."""
    found = [((one.easting + two.easting) / 2, (one.northing + two.northing) / 2)]
    for third in others:
        ax, ay = two.easting - one.easting, two.northing - one.northing
        bx, by = third.easting - one.easting, third.northing - one.northing
        cross = 2 * (ax * by - ay * bx)
        if abs(cross) > 1e-9:
            a2, b2 = ax * ax + ay * ay, bx * bx + by * by
            found.append(
                (
                    one.easting + (by * a2 - ay * b2) / cross,
                    one.northing + (ax * b2 - bx * a2) / cross,
                )
            )
    return found


def circle_is_empty(centre: tuple[float, float], on: Point, others: list[Point]) -> bool:
    radius = hypot(on.easting - centre[0], on.northing - centre[1])
    return all(
        hypot(p.easting - centre[0], p.northing - centre[1]) > radius * (1 - 1e-9) - 1e-9
        for p in others
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(at, st.integers(0, 30), st.integers(0, 30)),
        min_size=3,
        max_size=9,
        unique=True,
    )
)
def test_every_edge_has_an_empty_circle_and_all_points_are_joined_up(points: list[Point]) -> None:
    edges = cell_edges(points)
    assert edges <= empty_circle_edges(points)
    assert edges == cell_edges(points[::-1])
    reached, new = {points[0]}, {points[0]}
    while new:
        new = {p for e in edges for p in e if set(e) & new} - reached
        reached |= new
    assert reached == set(points)


def lives(*rows: tuple[str, str, int]) -> list[Registration]:
    return [Registration(*row) for row in rows]


def test_practices_that_serve_one_area_are_neighbours() -> None:
    near = neighbours_by_overlap(
        lives(("a", "E1", 500), ("b", "E1", 500), ("b", "E2", 300), ("c", "E2", 700))
    )
    assert near == {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}


def test_a_few_patients_make_no_neighbours() -> None:
    near = neighbours_by_overlap(lives(("a", "E1", 95), ("b", "E1", 9), ("b", "E2", 9)))
    assert near == {"a": frozenset()}


def test_a_small_share_counts_where_it_is_much_of_the_practice() -> None:
    rows = lives(
        ("a", "E1", 9900), ("b", "E1", 60), ("b", "E2", 940), ("c", "E1", 60), ("c", "E3", 9940)
    )
    near = neighbours_by_overlap(rows)
    assert near["a"] == {"b"}, "60 patients are 6% of b's, but 0.6% of c's and of the area's"
    assert near["c"] == frozenset()


def test_residence_not_known_makes_no_neighbours() -> None:
    assert neighbours_by_overlap(lives(("a", "NO2011", 900), ("b", "NO2021", 900))) == {}


def test_practices_at_one_location_are_neighbours_whoever_they_serve() -> None:
    rows = lives(("a", "E1", 500), ("b", "E2", 500), ("c", "E2", 500))
    near = neighbours_by_overlap(rows, points={"a": at(1, 1), "b": at(1, 1), "c": at(9, 9)})
    assert near["a"] == {"b"}
    assert near["b"] == {"a", "c"}


def test_a_practice_without_overlap_takes_its_neighbours_by_points() -> None:
    rows = lives(("a", "E1", 500), ("b", "E1", 500), ("d", "E2", 500))
    points = {"a": at(0, 0), "b": at(1000, 0), "c": at(2000, 0), "d": at(3000, 0)}
    near = neighbours_by_overlap(rows, points=points)
    assert near == {"a": {"b"}, "b": {"a", "c"}, "c": {"b", "d"}, "d": {"c"}}


def test_the_rule_says_itself_in_words() -> None:
    assert "at least 10 patients there, who are 5% of" in str(OverlapRule())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcde"), st.sampled_from(["E1", "E2", "E3"]), st.integers(0, 60)
        ),
        max_size=15,
    )
)
def test_the_slow_way_finds_the_same_neighbours(rows: list[tuple[str, str, int]]) -> None:
    patients: dict[tuple[str, str], int] = {}
    for practice, area, count in rows:
        patients[practice, area] = patients.get((practice, area), 0) + count
    near = neighbours_by_overlap([Registration(*row) for row in rows])

    def serves(practice: str, area: str) -> bool:
        here = patients.get((practice, area), 0)
        in_area = sum(n for (_, where), n in patients.items() if where == area)
        on_list = sum(n for (who, _), n in patients.items() if who == practice)
        return here >= 10 and (here >= 0.05 * in_area or here >= 0.05 * on_list)

    for one, two in combinations("abcde", 2):
        expected = any(serves(one, area) and serves(two, area) for area in ("E1", "E2", "E3"))
        assert (two in near.get(one, frozenset())) == expected
        assert (one in near.get(two, frozenset())) == expected


def test_neighbours_of_another_area_are_none_and_nobody_is_left_alone_for_it() -> None:
    points = {"a": at(0, 0), "b": at(1000, 0), "c": at(2000, 0), "d": at(3000, 0)}
    near = {"a": {"b"}, "b": {"a", "c"}, "c": {"b", "x"}}
    area_of = {"a": "A", "b": "A", "c": "B", "d": "B", "e": "B"}
    assert neighbours_within(near, area_of, points) == {
        "a": {"b"},
        "b": {"a"},
        "c": {"d"},
        "d": {"c"},
        "e": frozenset(),
    }


def test_networks_are_neighbours_where_their_practices_are() -> None:
    near = neighbours_by_points(SQUARE)
    assert neighbours_of_groups(near, {"a": "N1", "b": "N1", "c": "N2", "e": "N3"}) == {
        "N1": {"N2", "N3"},
        "N2": {"N1", "N3"},
        "N3": {"N1", "N2"},
    }
    assert neighbours_of_groups(near, {"a": "N1", "c": "N2"}) == {"N1": set(), "N2": set()}
