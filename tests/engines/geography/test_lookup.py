"""Which areas a point lies in, and near which lines."""

from __future__ import annotations

from shapely import box

from openpcn.engines.geography.lookup import AreaFinder
from openpcn.kernel.points import Point

FINDER = AreaFinder({"west": box(0, 0, 100, 100), "east": box(100, 0, 200, 100)})


def at(easting: float) -> Point:
    return Point(easting=easting, northing=50)


def test_a_point_on_a_line_lies_in_the_first_and_is_near_both() -> None:
    assert FINDER.at(at(100)) == "east"
    assert FINDER.near(at(100), 25) == ("east", "west")
    assert FINDER.near(at(80), 25) == ("east", "west")


def test_a_point_away_from_a_line_is_near_one_area_or_none() -> None:
    assert FINDER.near(at(50), 25) == ("west",)
    assert FINDER.near(at(500), 25) == ()
    assert FINDER.at(at(500)) is None
