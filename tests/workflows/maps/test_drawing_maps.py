"""A map as SVG: true to the sizes, readable without colour, and safe to put in a page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, combinations
from xml.etree import ElementTree

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.workflows.drawings.facts import AreaOnMap, Band, MapFacts, PracticeOnMap, band_of
from openpcn.workflows.drawings.labels import Label, Room, name_areas, name_points, overlaps
from openpcn.workflows.drawings.legend import legend_of
from openpcn.workflows.drawings.maps import map_svg

SVG = "{http://www.w3.org/2000/svg}"


def area(code: str, column: int, patients: int | None, **more: object) -> AreaOnMap:
    shape = shapely.box(column * 4_000, 0, column * 4_000 + 4_000, 8_000)
    return AreaOnMap(
        code=code,
        name=f"NETWORK {code} PCN",
        href=f"/networks/{code}/",
        shape=shape,
        colour=column,
        band=band_of(patients),
        words=f"{patients} patients",
        **more,  # type: ignore[arg-type]
    )


def practice(
    code: str, easting: float, northing: float, patients: int | None, **more: bool
) -> PracticeOnMap:
    return PracticeOnMap(
        code=code,
        name=f"{code} SURGERY",
        href=f"/practices/{code}/",
        easting=easting,
        northing=northing,
        patients=patients,
        **more,
    )


FACTS = MapFacts(
    title="Map of an invented county",
    description="Four networks.",
    extent=(0, 0, 16_000, 8_000),
    areas=(
        area("U90001", 0, 29_999),
        area("U90002", 1, 30_000, chosen=True),
        area("U90003", 2, 50_001),
        area("U90004", 3, None),
    ),
    practices=(
        practice("Z90001", 2_000, 4_000, 9_000),
        practice("Z90002", 6_000, 4_000, 12_000, chosen=True),
        practice("Z90003", 6_400, 4_100, 18_000, chosen=True),
        practice("Z90004", 10_000, 4_000, 50_001),
        practice("Z90005", 14_000, 4_000, None),
    ),
    whole=shapely.box(0, 0, 16_000, 8_000),
)


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def drawn(svg: str, code: str) -> ElementTree.Element:
    return next(link for link in read(svg).iter(f"{SVG}a") if code in link.get("href", ""))


@pytest.mark.parametrize("narrow", [False, True])
def test_the_same_facts_make_the_same_drawing(narrow: bool) -> None:
    assert map_svg(FACTS, narrow=narrow) == map_svg(FACTS, narrow=narrow)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_map_says_its_name_and_what_it_shows(narrow: bool) -> None:
    root = read(map_svg(FACTS, name="here", narrow=narrow))
    texts = {child.get("id"): child.text for child in root}
    assert texts["here-title"] == "Map of an invented county"
    assert texts["here-desc"] == "Four networks."
    assert root.get("aria-labelledby") == "here-title"
    assert root.get("aria-describedby") == "here-desc"


def test_a_map_with_links_is_a_group_so_that_its_links_are_heard() -> None:
    assert read(map_svg(FACTS)).get("role") == "group"
    silent = replace(
        FACTS,
        areas=tuple(replace(one, href="") for one in FACTS.areas),
        practices=tuple(replace(one, href="") for one in FACTS.practices),
    )
    assert read(map_svg(silent)).get("role") == "img"


def test_every_network_is_a_link_with_words() -> None:
    svg = map_svg(FACTS)
    for one in FACTS.areas:
        link = drawn(svg, one.code)
        title = link.find(f"{SVG}title")
        assert title is not None
        assert title.text == f"Network {one.code} PCN: {one.words}"


def dashes(element: ElementTree.Element) -> list[str]:
    return [
        path.get("stroke-dasharray", "")
        for path in element.iter(f"{SVG}path")
        if path.get("stroke")
    ]


def test_the_edge_says_the_size() -> None:
    svg = map_svg(replace(FACTS, areas=tuple(replace(one, chosen=False) for one in FACTS.areas)))
    assert dashes(drawn(svg, "U90001")) == ["5 3.5"], "below 30,000: dashed"
    assert dashes(drawn(svg, "U90002")) == [""], "30,000 is inside: one plain line"
    assert dashes(drawn(svg, "U90003")) == ["", ""], "above 50,000: two lines"


@pytest.mark.parametrize(
    ("patients", "band"),
    [
        (0, Band.BELOW),
        (29_999, Band.BELOW),
        (30_000, Band.INSIDE),
        (50_000, Band.INSIDE),
        (50_001, Band.ABOVE),
        (None, Band.NOT_KNOWN),
    ],
)
def test_both_ends_of_the_range_are_inside(patients: int | None, band: Band) -> None:
    assert band_of(patients) is band


def left_of(data: str) -> float:
    """The smallest x of a path of one ring: an absolute start, then relative steps."""
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", data)]
    return min(accumulate(numbers[::2]))


def test_the_two_lines_of_a_large_network_lie_one_and_four_pixels_inside() -> None:
    svg = map_svg(replace(FACTS, areas=(FACTS.areas[2],), practices=()))
    lefts = sorted(left_of(path.get("d", "")) for path in drawn(svg, "U90003").iter(f"{SVG}path"))
    assert [round(left - lefts[0], 1) for left in lefts] == [0.0, 1.0, 4.0]


def test_what_is_not_known_is_hatched_and_said() -> None:
    svg = map_svg(FACTS, name="here")
    fill = next(drawn(svg, "U90004").iter(f"{SVG}path")).get("fill")
    assert fill == "url(#here-not-known)"
    assert "Size not known" in [entry.words for entry in legend_of(FACTS)]


def test_a_practice_above_fifty_thousand_is_a_square_and_one_without_a_list_is_hollow() -> None:
    marks = {
        (group.findtext(f"{SVG}title") or "").split(" ")[0]: group
        for group in read(map_svg(FACTS)).iter()
        if "SURGERY" in (group.findtext(f"{SVG}title") or "").upper()
    }
    assert marks["Z90004"].find(f"{SVG}rect") is not None
    assert marks["Z90003"].find(f"{SVG}circle") is not None
    hollow = marks["Z90005"].find(f"{SVG}circle")
    assert hollow is not None
    assert hollow.get("fill") == "#ffffff"


def test_chosen_practices_are_always_named() -> None:
    named = ["".join(text.itertext()) for text in read(map_svg(FACTS)).iter(f"{SVG}text")]
    assert "Z90002 Surgery" in named
    assert "Z90003 Surgery" in named


def test_the_legend_holds_only_what_is_on_the_map() -> None:
    words = [entry.words for entry in legend_of(FACTS)]
    assert "Council boundary" not in words
    assert "Below 30,000" in words
    plain = replace(FACTS, areas=(FACTS.areas[1],), practices=())
    assert [entry.words for entry in legend_of(plain)] == [
        "Network U90002 PCN",
        "Inside 30,000 to 50,000",
    ]


NASTY = "<script>alert(1)</script>&\"'\x00\x0b"


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    nasty = replace(
        FACTS,
        title=NASTY,
        areas=tuple(replace(one, name=NASTY, words=NASTY) for one in FACTS.areas),
        practices=tuple(replace(one, name=NASTY) for one in FACTS.practices),
    )
    svg = map_svg(nasty)
    assert not list(read(svg).iter(f"{SVG}script"))
    assert "<script" not in svg


def test_a_drawing_needs_no_style_no_script_and_nothing_from_outside() -> None:
    svg = map_svg(FACTS)
    assert " style=" not in svg
    assert "<style" not in svg
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]


def labels_of(facts: MapFacts, narrow: bool) -> list[Label]:
    from openpcn.workflows.drawings.map_names import place_names
    from openpcn.workflows.drawings.map_sheet import sheet_of

    return place_names(sheet_of(facts, "map", narrow))[0]


@settings(max_examples=40, deadline=None)
@given(
    places=st.lists(
        st.tuples(st.integers(0, 16_000), st.integers(0, 8_000), st.integers(0, 60_000)),
        max_size=24,
    ),
    narrow=st.booleans(),
    whole=st.booleans(),
)
def test_no_two_names_overlap(
    places: list[tuple[int, int, int]], narrow: bool, whole: bool
) -> None:
    dots = tuple(
        practice(f"Z{number:05}", east, north, patients, chosen=number % 2 == 0)
        for number, (east, north, patients) in enumerate(places)
    )
    facts = replace(FACTS, practices=dots, names_every_area=whole)
    for one, other in combinations(labels_of(facts, narrow), 2):
        assert not overlaps(one.box, other.box), (one, other)


def test_names_that_find_no_room_are_dropped_not_squeezed_in() -> None:
    full = Room(width=100, height=100, taken=((0, 0, 100, 100),))
    placed, _ = name_points([("Z90001", "Somewhere", 50, 50, 4)], full, size=13)
    assert placed == []
    land = shapely.box(0, 0, 100, 100)
    assert name_areas([("U90001", "Somewhere", land)], full, size=12)[0] == []
