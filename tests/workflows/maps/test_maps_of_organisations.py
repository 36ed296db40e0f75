"""Each kind of organisation has its map: what is strong, what is shaded, what is listed."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions import neighbourhood_maps
from openpcn.domains.registry.models import NeighbourhoodMap
from openpcn.domains.registry.vocabulary import State
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import MapFacts
from openpcn.workflows.drawings.legend import legend_of
from openpcn.workflows.maps.drawing import map_of
from openpcn.workflows.maps.facts import fifths
from openpcn.workflows.maps.show_map import areas_file, map_data, practices_file, show_map
from openpcn.workflows.pages.two_populations import translated
from tests.domains.world import account, county, day, on
from tests.support import land

pytestmark = pytest.mark.django_db
WHEN = on("2024-06-01")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _drawn() -> None:
    county()
    land.points()
    land.areas_and_patients()


def test_a_network_is_strong_among_its_neighbours() -> None:
    picture = map_of("U90002", when=WHEN)
    assert "South PCN: 70,000 patients; above 50,000" in picture.wide
    assert [row.code for row in picture.rows if row.is_chosen] == ["U90002"]
    assert "January 2024" in picture.note


def test_links_carry_the_dates_of_the_page() -> None:
    picture = map_of("U90002", when=WHEN, link=lambda path: f"{path}?as_at=2024-06-01")
    hrefs = {link.get("href") for link in ElementTree.fromstring(picture.wide).iter(f"{SVG}a")}
    assert hrefs
    assert all(str(href).endswith("?as_at=2024-06-01") for href in hrefs)


def test_a_practice_is_shaded_by_where_its_patients_live() -> None:
    answer = show_map("Z90001", when=WHEN)
    assert (
        "Area 1: 900 patients" in answer.picture.wide
        or "E91000001: 900 patients" in answer.picture.wide
    )
    assert answer.living[0] == ("E91000001", "Area 1", 900)
    assert "900 patients an area" in [entry.words for entry in answer.picture.legend]


def test_each_shade_holds_about_a_fifth_of_the_patients() -> None:
    shades, words = fifths({f"E{number}": 10 for number in range(50)} | {"E99": 500})
    assert shades["E99"] == 4
    assert {shades[f"E{number}"] for number in range(50)} == {2}, "equal counts share a shade"
    assert words == ("", "", "10 patients an area", "", "500 patients an area")
    assert fifths({}) == ({}, ())


def test_the_marks_of_a_legend_have_the_fills_of_the_map() -> None:
    shades, words = fifths({"E1": 10, "E2": 500})
    plain = MapFacts(title="t", description="", extent=(0.0, 0.0, 1.0, 1.0))
    marks = {entry.words: entry.mark for entry in legend_of(plain, shade_words=words)}
    for area, said in (("E1", "10 patients an area"), ("E2", "500 patients an area")):
        assert palette.BLUES[shades[area]] in marks[said]
    assert len(marks) == 2


def test_a_place_and_a_system_show_their_networks() -> None:
    assert {row.code for row in map_of("P91", when=WHEN).rows} == {"U90001"}
    assert {row.code for row in map_of("Q91", when=WHEN).rows} == {"U90001", "U90002", "U90003"}


def test_geojson_has_four_or_five_decimals_and_finer_edges_when_near() -> None:
    facts = map_data("Q91", when=WHEN, viewer=None)
    far, near = (areas_file(facts, zoom=zoom) for zoom in (7, 14))
    for text, decimals in ((far, 4), (near, 5)):
        ring = json.loads(text)["features"][0]["geometry"]["coordinates"][0][0]
        assert all(round(number, decimals) == number for point in ring for number in point)
    points = json.loads(practices_file(facts))["features"]
    assert {point["id"] for point in points} == set(land.PRACTICES)


def test_both_populations_stand_side_by_side_and_are_not_mixed() -> None:
    answer = show_map("Q91", when=WHEN, show="wards")
    assert answer.picture.svg == ""
    assert "not held" in answer.picture.note


def test_areas_are_matched_through_the_published_change_of_areas() -> None:
    land.unchanged_areas()
    belongs = {"lsoa21": dict.fromkeys(land.AREAS[:2], "Old Town")}
    assert translated(belongs, "lsoa11") == dict.fromkeys(land.AREAS[:2], "Old Town")
    assert translated({}, "lsoa11") == {}


@pytest.fixture
def secret_neighbourhood() -> int:
    maker = account("maker", ("primary_care_lead", "U90001"))
    number = neighbourhood_maps.draw_neighbourhood_map(
        title="Secret map", owner="U90001", starts_on=day("2024-01-01"), by=maker
    )
    neighbourhood_maps.draw_neighbourhood(
        number, name="Old Town", area_kind="lsoa11", area_codes=land.AREAS[:2], by=maker
    )
    return number


READS = {
    "drawing": lambda viewer: map_of("U90001", when=WHEN, viewer=viewer).wide,
    "legend": lambda viewer: repr(map_of("U90001", when=WHEN, viewer=viewer).legend),
    "table": lambda viewer: repr(show_map("U90001", when=WHEN, viewer=viewer).shared),
    "areas": lambda viewer: repr(
        show_map("Q91", when=WHEN, viewer=viewer, show="neighbourhoods").lines
    ),
    "file": lambda viewer: areas_file(map_data("U90001", when=WHEN, viewer=viewer), zoom=10),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("owner_first", [True, False])
def test_no_map_shows_a_neighbourhood_before_its_time(
    secret_neighbourhood: int, read: object, state: str, owner_first: bool
) -> None:
    """The owner's look fills what is kept; the public's must not come from there."""
    NeighbourhoodMap.objects.update(state=state)
    owner = Account.objects.get(username="maker")
    seen = {}
    for viewer in (owner, None) if owner_first else (None, owner):
        seen[viewer] = read(viewer)  # type: ignore[operator]
    shows = any(word in seen[None] for word in ("Old Town", "Neighbourhood", "#7c2855"))
    assert shows is (state == State.PUBLISHED)
    assert any(word in seen[owner] for word in ("Old Town", "Neighbourhood", "#7c2855"))
