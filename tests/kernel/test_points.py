"""Points are metres on the National Grid."""

from openpcn.kernel.points import Point, kilometres_between


def test_a_distance_is_the_straight_line() -> None:
    here = Point(easting=450_000, northing=300_000)
    assert kilometres_between(here, Point(easting=453_000, northing=304_000)) == 5
