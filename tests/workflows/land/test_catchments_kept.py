"""The land of a system: by the published rule, kept, and never older than the registry."""

from __future__ import annotations

import pytest
import shapely

from openpcn.domains.registry import loading
from openpcn.workflows.land import catchments
from openpcn.workflows.land.catchments import catchments_of
from openpcn.workflows.maps.drawing import map_of
from tests.domains.world import CORE, File, county, load, on
from tests.support import land

pytestmark = pytest.mark.django_db
WHEN = on("2024-06-01")


@pytest.fixture
def drawn() -> None:
    county()
    land.points()
    land.areas_and_patients()


def test_an_area_belongs_to_the_network_with_most_of_its_residents(drawn: None) -> None:
    held = catchments_of("Q91", when=WHEN)
    assert held.basis == "areas"
    assert dict(held.owner) == {
        "E91000001": "U90001",
        "E91000002": "U90001",
        "E91000003": "U90002",
        "E91000004": "U90002",
        "E91000005": "U90003",
        "E91000006": "U90003",
    }


def test_the_outline_of_a_network_is_its_areas_joined(drawn: None) -> None:
    held = catchments_of("Q91", when=WHEN)
    north = held.drawn["U90001"]
    assert len(north.pieces) == 1
    assert north.area_km2 == pytest.approx(8, rel=0.01)


def test_neighbours_have_different_fills(drawn: None) -> None:
    fills = catchments_of("Q91", when=WHEN).fills
    assert len({fills[code] for code in ("U90001", "U90002", "U90003")}) == 3


def test_fills_stay_the_same_on_every_day(drawn: None) -> None:
    load(File().dated("Z90006", CORE, "U90009", "2025-01-01").detail("U90009", "NEW PCN"))
    before, after = (
        catchments_of("Q91", when=on(day)).fills for day in ("2024-06-01", "2025-06-01")
    )
    assert {code: after[code] for code in before} == dict(before)


def test_borders_of_councils_are_drawn_once_and_not_around_the_outside(drawn: None) -> None:
    councils = catchments_of("Q91", when=WHEN).councils
    assert councils is not None
    assert councils.length == pytest.approx(3 * land.SIDE, rel=0.15)


def test_the_second_time_nothing_is_worked_out(
    drawn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    catchments_of("Q91", when=WHEN)
    monkeypatch.setattr(catchments, "catchments", lambda *_: pytest.fail("worked out again"))
    catchments_of("Q91", when=WHEN)


def test_a_new_file_is_seen_at_once(drawn: None) -> None:
    assert catchments_of("Q91", when=WHEN).owner["E91000005"] == "U90003"
    before = map_of("U90001", when=WHEN)
    load(File().dated("Z90006", CORE, "U90001", "2019-07-01"))
    assert catchments_of("Q91", when=WHEN).owner["E91000006"] == "U90001"
    assert map_of("U90001", when=WHEN).wide != before.wide


def test_a_file_taken_back_is_gone_at_once(drawn: None) -> None:
    landed = load(File().dated("Z90006", CORE, "U90001", "2019-07-01"))
    assert catchments_of("Q91", when=WHEN).owner["E91000006"] == "U90001"
    loading.withdraw_dataset(landed.dataset_id)
    assert catchments_of("Q91", when=WHEN).owner["E91000006"] == "U90003"


def test_without_boundaries_the_land_nearest_to_each_practice_is_drawn_and_said() -> None:
    county()
    land.points()
    held = catchments_of("Q91", when=WHEN)
    assert held.basis == "cells"
    spot = shapely.Point(land.square(4).centroid)
    assert held.drawn["U90003"].shape.contains(spot)
    note = map_of("U90003", when=WHEN).note
    assert "not held" in note
    assert "no boundary of anything" in note


def test_without_any_place_the_map_says_why_it_is_empty() -> None:
    county()
    picture = map_of("U90001", when=WHEN)
    assert picture.svg == ""
    assert "known place" in picture.note
