"""Catchments have outlines, pieces and a size, and a point lies in one area."""

from __future__ import annotations

import pytest
from shapely import MultiPolygon, Polygon, box

from openpcn.engines.geography.lookup import AreaFinder
from openpcn.engines.geography.outlines import outlines, touching
from openpcn.kernel.points import Point

KM = 1000.0


def square(east: float, north: float, side: float = 1.0) -> Polygon:
    return box(east * KM, north * KM, (east + side) * KM, (north + side) * KM)


POLYGONS: dict[str, Polygon | MultiPolygon] = {
    "E1": square(0, 0),
    "E2": box(1.1 * KM, 0, 2.0 * KM, 1 * KM),
    "E3": square(5, 0),
    "E4": square(2, 0),
}
NETWORK_OF = {"E1": "N1", "E2": "N1", "E3": "N1", "E4": "N2", "E9": "N3"}


def test_a_narrow_gap_is_closed_and_a_wide_one_is_not() -> None:
    drawn = outlines(POLYGONS, NETWORK_OF)
    one = drawn["N1"]
    assert [piece.areas for piece in one.pieces] == [("E1", "E2"), ("E3",)]
    assert one.pieces[0].area_km2 == pytest.approx(2.0, abs=0.01)
    assert one.area_km2 == pytest.approx(3.0, abs=0.01)
    assert one.area_km2 == pytest.approx(sum(piece.area_km2 for piece in one.pieces))
    assert isinstance(one.shape, MultiPolygon)


def test_a_network_without_boundaries_has_no_outline() -> None:
    assert set(outlines(POLYGONS, NETWORK_OF)) == {"N1", "N2"}
    assert outlines({}, NETWORK_OF) == {}


def test_gaps_are_as_wide_as_asked_for() -> None:
    drawn = outlines(POLYGONS, NETWORK_OF, join_metres=10)
    assert len(drawn["N1"].pieces) == 3


def test_networks_touch_when_they_come_close() -> None:
    drawn = outlines(POLYGONS, {"E1": "N1", "E2": "N2", "E3": "N3", "E4": "N4"})
    assert touching(drawn, within_metres=120) == {
        "N1": {"N2"},
        "N2": {"N1", "N4"},
        "N3": frozenset(),
        "N4": {"N2"},
    }
    assert touching(drawn, within_metres=50)["N1"] == frozenset()
    assert touching({}) == {}


def test_a_point_lies_in_one_area_or_in_none() -> None:
    finder = AreaFinder(POLYGONS)
    assert finder.at(Point(easting=500, northing=500)) == "E1"
    assert finder.at(Point(easting=5500, northing=500)) == "E3"
    assert finder.at(Point(easting=4000, northing=500)) is None
    assert finder.at(Point(easting=2000, northing=500)) == "E2", "a border belongs to the first"


def test_nothing_lies_in_no_areas() -> None:
    assert AreaFinder({}).at(Point(easting=0, northing=0)) is None
