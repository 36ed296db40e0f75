"""The structure diagram: squares that carry the rule, differences marked, a line for each move."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from openpcn.workflows.drawings.structure import structure_svg
from openpcn.workflows.drawings.structure_facts import (
    NO_NETWORK,
    Comparison,
    Structure,
    StructureNetwork,
    StructurePlace,
    StructurePractice,
    compare,
)

SVG = "{http://www.w3.org/2000/svg}"


def practice(number: int, patients: int | None = 8_000) -> StructurePractice:
    code = f"Z9{number:04}"
    return StructurePractice(
        code=code, name=f"SURGERY {number}", href=f"/practices/{code}/", patients=patients
    )


def network(number: int, *practices: StructurePractice) -> StructureNetwork:
    code = f"U9{number:04}"
    return StructureNetwork(
        code=code, name=f"NETWORK {number} PCN", href=f"/networks/{code}/", practices=practices
    )


def place(code: str, *networks: StructureNetwork) -> StructurePlace:
    return StructurePlace(
        code=code, name=f"Place {code}", href=f"/places/{code}/", networks=networks
    )


def structure(*places: StructurePlace) -> Structure:
    return Structure(
        code="Q91",
        name="Example system",
        href="/systems/Q91/",
        heading="As at",
        note="1 May 2026",
        places=places,
    )


def big() -> Structure:
    """150 practices in 30 networks and three places."""
    networks = [
        network(at, *(practice(at * 5 + one, 6_000 + 1_000 * one) for one in range(5)))
        for at in range(30)
    ]
    return structure(
        place("P1", *networks[:10]), place("P2", *networks[10:20]), place("P3", *networks[20:])
    )


NOW = structure(
    place(
        "P1", network(1, practice(1, 15_000), practice(2, 14_999)), network(2, practice(3, 30_000))
    ),
    place(
        "P2", network(3, practice(4, 40_000), practice(5, 11_000)), network(4, practice(6, None))
    ),
    StructurePlace(
        code=NO_NETWORK,
        name="In no network",
        networks=(
            StructureNetwork(code=NO_NETWORK, name="No network", practices=(practice(7, 90),)),
        ),
    ),
)


def moved() -> Structure:
    """As NOW, but practice 2 has gone from network 1 to network 3."""
    first, second, outside = NOW.places
    return replace(
        NOW,
        heading="Future",
        places=(
            replace(first, networks=(network(1, practice(1, 15_000)), first.networks[1])),
            replace(
                second,
                networks=(
                    network(3, practice(4, 40_000), practice(2, 14_999), practice(5, 11_000)),
                    second.networks[1],
                ),
            ),
            outside,
        ),
    )


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def links(svg: str) -> set[str]:
    return {link.get("href", "") for link in read(svg).iter(f"{SVG}a")}


FORMS: list[dict[str, bool]] = [{}, {"narrow": True}, {"paper": True}]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shown", [NOW, compare(NOW, moved())], ids=["one", "two"])
def test_the_same_facts_make_the_same_diagram(
    shown: Structure | Comparison, form: dict[str, bool]
) -> None:
    svg = structure_svg(shown, opened=["P1"], **form)  # type: ignore[arg-type]
    assert svg == structure_svg(shown, opened=["P1"], **form)  # type: ignore[arg-type]
    root = read(svg)
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert " style=" not in svg


@pytest.mark.parametrize("form", FORMS)
def test_every_network_is_a_link_opened_or_not(form: dict[str, bool]) -> None:
    for opened in ((), ("P1", "P2")):
        found = links(structure_svg(NOW, opened=opened, **form))  # type: ignore[arg-type]
        assert {f"/networks/U9000{number}/" for number in (1, 2, 3, 4)} <= found


def test_practices_are_counts_until_they_are_opened() -> None:
    assert "Surgery 1" not in structure_svg(NOW)
    opened = structure_svg(NOW, opened=["P1"])
    assert "Surgery 1" in opened
    assert "Surgery 4" not in opened


def square(svg: str, code: str) -> list[ElementTree.Element]:
    link = next(one for one in read(svg).iter(f"{SVG}a") if code in one.get("href", ""))
    return list(link.iter(f"{SVG}rect"))


def test_squares_carry_the_rule_of_edges() -> None:
    svg = structure_svg(NOW)
    below, inside, above = (square(svg, code) for code in ("U90001", "U90002", "U90003"))
    assert [len(marks) for marks in (below, inside, above)] == [1, 1, 2]
    assert below[0].get("stroke-dasharray")
    assert inside[0].get("stroke-dasharray") is None
    unknown = square(svg, "U90004")
    assert unknown[0].get("fill") != "#ffffff"


def test_one_line_is_drawn_for_each_practice_that_moves() -> None:
    red = re.findall(
        r'<path d="M[^"]*Q[^"]*" fill="none" stroke="#d5281b"', structure_svg(compare(NOW, moved()))
    )
    assert len(red) == 1
    assert 'stroke="#d5281b" stroke-width="2"' not in structure_svg(NOW)


def test_only_networks_that_change_are_opened_beside_each_other() -> None:
    both = compare(NOW, moved())
    assert both.changed_networks == 2
    assert both.changed_places == 2
    svg = structure_svg(both)
    assert "Surgery 2" in svg
    assert "Surgery 3<" not in svg
    assert "1 network, not changed" in svg
    assert "was 51,000" in svg


def test_the_words_say_what_the_lines_say() -> None:
    description = read(structure_svg(compare(NOW, moved()))).findtext(f"{SVG}desc") or ""
    assert "Surgery 2 is in Network 1 and then in Network 3" in description


def test_a_practice_on_one_side_only_opens_or_closes() -> None:
    first, *others = NOW.places
    smaller = replace(NOW, places=(replace(first, networks=first.networks[:1]), *others))
    assert [one.code for one in compare(NOW, smaller).closed] == ["Z90003"]
    assert [one.code for one in compare(smaller, NOW).opened] == ["Z90003"]
    assert "Not a network on this date" in structure_svg(compare(smaller, NOW))


def test_nothing_differs_between_a_system_and_itself() -> None:
    same = compare(NOW, NOW)
    assert (same.moves, same.opened, same.closed, same.changed_networks) == ((), (), (), 0)


def size_of(svg: str) -> tuple[float, float]:
    root = read(svg)
    return float(root.get("width", "0")), float(root.get("height", "0"))


def test_a_system_of_150_practices_fits_a_sheet_of_a4_landscape_and_can_be_read() -> None:
    system = big()
    width, height = size_of(
        structure_svg(system, opened=[one.code for one in system.places], paper=True)
    )
    points_a_pixel = min(277 / width, 190 / height) * 72 / 25.4
    assert 15.5 * points_a_pixel >= 5.5, "the names of practices, in points"


def test_nothing_lies_outside_the_sheet() -> None:
    system = big()
    for form in FORMS:
        svg = structure_svg(system, opened=[one.code for one in system.places], **form)  # type: ignore[arg-type]
        width, height = size_of(svg)
        for mark in read(svg).iter(f"{SVG}rect"):
            right = float(mark.get("x", "0")) + float(mark.get("width", "0"))
            low = float(mark.get("y", "0")) + float(mark.get("height", "0"))
            assert right <= width + 0.5
            assert low <= height + 0.5


def test_opening_leads_to_the_address_that_is_given() -> None:
    assert "?open=P1" in links(structure_svg(NOW, hrefs={"P1": "?open=P1"}))
    assert "?open=P1" not in links(structure_svg(NOW))


def test_a_system_without_networks_is_drawn_calmly() -> None:
    assert "0 networks" in structure_svg(structure())
