"""Distances are straight lines times a detour, weighted by patients."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.geography.distances import central_practices, patients_distances
from openpcn.engines.geography.registrations import Registration
from openpcn.kernel.points import Point, kilometres_between


def km(east: float, north: float = 0) -> Point:
    return Point(easting=east * 1000, northing=north * 1000)


POINTS = {"a": km(0), "b": km(10), "c": km(4)}
NETWORK_OF = {"a": "N1", "b": "N1", "c": "N2", "e": "N3"}
CENTROIDS = {"E1": km(1), "E2": km(8), "E3": km(4)}


def test_patients_go_to_the_nearest_practice_of_their_network() -> None:
    rows = [
        Registration("a", "E1", 50),
        Registration("a", "E2", 25),
        Registration("b", "E3", 25),
        Registration("a", "NO2011", 7),
        Registration("b", "E9", 3),
    ]
    travel = patients_distances(rows, NETWORK_OF, centroids=CENTROIDS, points=POINTS)["N1"]
    assert travel is not None
    assert travel.mean_km == pytest.approx(1.3 * (50 * 1 + 25 * 2 + 25 * 4) / 100)
    assert travel.one_in_ten_over_km == pytest.approx(1.3 * 4)
    assert (travel.patients, travel.not_known) == (100, 10)


def test_the_detour_is_the_callers_choice() -> None:
    rows = [Registration("c", "E3", 50), Registration("c", "E2", 50)]
    travel = patients_distances(rows, NETWORK_OF, centroids=CENTROIDS, points=POINTS, detour=1.0)[
        "N2"
    ]
    assert travel is not None
    assert travel.mean_km == pytest.approx(2.0)


def test_distances_that_are_not_known_are_none_not_nought() -> None:
    rows = [
        Registration("c", "NO2011", 5),
        Registration("e", "E1", 5),
        Registration("x", "E1", 5),
        Registration("a", "E1", 0),
    ]
    found = patients_distances(rows, NETWORK_OF, centroids=CENTROIDS, points=POINTS)
    assert found == {"N1": None, "N2": None, "N3": None}


def test_the_central_practice_is_nearest_to_all_patients_in_total() -> None:
    network_of = dict.fromkeys("abc", "N1")
    centre = central_practices({"a": 100, "b": 100, "c": 10}, network_of, POINTS)["N1"]
    assert centre.practice_code == "c"
    assert centre.farthest_practice == "b"
    assert centre.farthest_km == pytest.approx(7.8)
    assert centre.mean_km == pytest.approx(1.3 * (4 * 100 + 6 * 100) / 210)
    assert centre.one_in_ten_over_km == pytest.approx(7.8)
    assert centre.patients == 210


def test_a_network_without_points_has_no_centre_and_empty_lists_no_distance() -> None:
    found = central_practices({"a": 0, "e": 9, "b": 0}, {"a": "N1", "b": "N1", "e": "N3"}, POINTS)
    assert set(found) == {"N1"}
    assert found["N1"].mean_km == 0


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abcdefg"),
        st.tuples(st.integers(1, 90), st.integers(0, 20), st.integers(0, 20)),
        min_size=1,
    )
)
def test_the_slow_way_finds_the_same_centre(rows: dict[str, tuple[int, int, int]]) -> None:
    points = {code: km(east, north) for code, (_, east, north) in rows.items()}
    patients = {code: row[0] for code, row in rows.items()}
    centre = central_practices(patients, dict.fromkeys(rows, "N1"), points)["N1"]
    totals = {
        hub: sum(patients[c] * 1.3 * kilometres_between(points[c], points[hub]) for c in rows)
        for hub in rows
    }
    best = min(totals.values())
    assert totals[centre.practice_code] == pytest.approx(best)
    assert centre.mean_km == pytest.approx(best / sum(patients.values()))
    beyond = sum(
        patients[c]
        for c in rows
        if 1.3 * kilometres_between(points[c], points[centre.practice_code])
        > centre.one_in_ten_over_km + 1e-9
    )
    assert beyond <= sum(patients.values()) / 10 + 1e-9
