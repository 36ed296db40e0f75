"""Where assets of the demonstration stand, on a line between neighbourhoods too."""

from __future__ import annotations

from datetime import date

import pytest
from shapely import Point as Spot
from shapely.ops import nearest_points

from openpcn.kernel.points import Point
from openpcn.kernel.when import When
from openpcn.workflows.community.grounds import (
    NOWHERE,
    Ground,
    ground_of,
    standing_at,
    standings,
    system_at,
)
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes
from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper"]

pytestmark = pytest.mark.django_db
NOW = When(as_at=date(2026, 11, 1))


@pytest.fixture(scope="module")
def ground(prepared: object) -> Ground:
    return ground_of("ZQ1", viewer=None, when=NOW)


def a_line(ground: Ground) -> tuple[Spot, str, str]:
    """A point at which two neighbourhoods of the demonstration meet, away from a third."""
    shapes = neighbourhood_shapes(None, when=NOW)
    for one in shapes:
        for other in shapes:
            if one.code < other.code and one.shape.distance(other.shape) < 5:
                border = one.shape.boundary.intersection(other.shape.buffer(5))
                spot, _ = nearest_points(border.centroid, border)
                middle, _ = nearest_points(border, spot)
                at = Point(easting=middle.x, northing=middle.y)
                if len(ground.neighbourhoods.near(at, 25)) == 2 and ground.around(at):
                    return middle, one.name, other.name
    raise AssertionError("No two neighbourhoods of the demonstration meet.")


def test_an_asset_on_a_line_counts_in_one_neighbourhood_and_names_both(ground: Ground) -> None:
    spot, one, other = a_line(ground)
    at = ground.at(Point(easting=spot.x, northing=spot.y))
    assert at.is_on_a_line
    assert {name for _code, name in at.neighbourhoods} == {one, other}
    assert at.neighbourhood == at.neighbourhoods[0][0]


def test_what_lies_in_the_sea_stands_nowhere(ground: Ground) -> None:
    far = Point(easting=1.0, northing=1.0)
    assert system_at(far, when=NOW) == ""
    assert standing_at(far, viewer=None, when=NOW) == NOWHERE
    assert ground.at(far).network == ""


def test_everything_with_a_point_on_the_land_stands_in_a_network_and_a_place() -> None:
    held = standings("ZQ1", viewer=None, when=NOW)
    assert len(held) > 150
    assert all(one.network and one.place for at in held.values() for one in at)
    before = standings("ZQ1", viewer=None, when=When(as_at=date(2004, 1, 1)))
    assert len(before) < len(held)
