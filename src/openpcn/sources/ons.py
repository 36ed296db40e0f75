"""The Office for National Statistics: which area lies in which, and what became of which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from openpcn.sources.cells import (
    CellNotRight,
    code_in,
    code_or_none,
    name_in,
    shown,
    text_or_none,
)
from openpcn.sources.formats import Format, Glimpse
from openpcn.sources.rows import (
    AreaChangeRow,
    AreaLinkRow,
    OrganisationLinkRow,
    Recognised,
    Row,
    Tally,
)
from openpcn.sources.tables import headings_of, place_of, places_of, rows_of
from openpcn.sources.tallying import many, notice, reject

ONS = "Office for National Statistics"
ICBS_BEGAN_ON = date(2022, 7, 1)
CHANGES = {"U", "S", "M", "X"}
AREA_CODE = re.compile(r"[A-Z]\d{8}")

ORGANISATION_LINKS = (
    *("SICBL##CDH", "SICBL##CD", "SICBL##NM"),
    *("ICB##CDH", "ICB##CD", "ICB##NM"),
    *("NHSER##CDH", "NHSER##CD", "NHSER##NM"),
)
PARENTS = (
    ("msoa21", "MSOA21CD", ("MSOA21HCLNM", "MSOA21NM")),
    ("ward", "WD##CD", ("WD##NM",)),
    ("council", "LAD##CD", ("LAD##NM",)),
    ("sub_icb", "SICBL##CDH", ("SICBL##NM",)),
)
"""What a 2021 LSOA lies in: kind, heading of the code, headings of the name, best first."""


def area_code_in(text: str, what: str) -> str:
    """The nine-character code of a statistical area."""
    code = code_in(text, what)
    if not AREA_CODE.fullmatch(code):
        raise CellNotRight(f"The {what} is {shown(text)}; area codes are written E01000001.")
    return code


def read_organisation_links(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Sub-ICB locations with their ICBs and regions, in both schemes of codes."""
    at = places_of(path, recognised, ORGANISATION_LINKS)
    for line, row in rows_of(path, recognised, tally):
        cells = [row[place] for place in at]
        try:
            yield OrganisationLinkRow(
                line=line,
                sub_icb_code=code_in(cells[0], "sub-ICB location code"),
                sub_icb_ons_code=code_in(cells[1], "ONS code of the sub-ICB location"),
                sub_icb_name=name_in(cells[2], "name of the sub-ICB location"),
                icb_code=code_in(cells[3], "ICB code"),
                icb_ons_code=code_in(cells[4], "ONS code of the ICB"),
                icb_name=name_in(cells[5], "name of the ICB"),
                region_code=code_in(cells[6], "region code"),
                region_ons_code=code_in(cells[7], "ONS code of the region"),
                region_name=name_in(cells[8], "name of the region"),
            )
        except CellNotRight as problem:
            reject(tally, line, problem)


def read_lsoa21_lookup(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """The MSOA, ward, council and sub-ICB location of each 2021 LSOA."""
    headings = headings_of(path, recognised)
    code_at, name_at = places_of(path, recognised, ("LSOA21CD", "LSOA21NM"))
    parents = list(_parents_among(headings))
    for line, cells in rows_of(path, recognised, tally):
        try:
            code = area_code_in(cells[code_at], "LSOA code")
            for kind, parent_at, names_at in parents:
                if parent_code := code_or_none(cells[parent_at]):
                    yield AreaLinkRow(
                        line=line,
                        kind="lsoa21",
                        code=code,
                        name=text_or_none(cells[name_at]),
                        parent_kind=kind,
                        parent_code=parent_code,
                        parent_name=_first_name(cells, names_at),
                    )
        except CellNotRight as problem:
            reject(tally, line, problem)


def read_lsoa11_lookup(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """The MSOA and council of each 2011 LSOA (House of Commons Library)."""
    code_at, msoa_at, council_at, council_name_at = places_of(
        path, recognised, ("LSOA_CODE", "MSOA_CODE", "LAD_CODE", "LAD_NAME")
    )
    for line, cells in rows_of(path, recognised, tally):
        try:
            code = area_code_in(cells[code_at], "LSOA code")
            parents = (
                ("msoa11", area_code_in(cells[msoa_at], "MSOA code"), None),
                (
                    "council",
                    area_code_in(cells[council_at], "council's code"),
                    text_or_none(cells[council_name_at]),
                ),
            )
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        for kind, parent_code, parent_name in parents:
            yield AreaLinkRow(
                line=line,
                kind="lsoa11",
                code=code,
                name=None,
                parent_kind=kind,
                parent_code=parent_code,
                parent_name=parent_name,
            )


def read_changes(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """What became of each 2011 LSOA in 2021, every part or the best fit."""
    *at, change_at = places_of(
        path, recognised, ("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM"), ("CHGIND",)
    )
    kinds = dict.fromkeys(("S", "M", "X"), 0)
    for line, cells in rows_of(path, recognised, tally):
        old_code, old_name, new_code, new_name = (cells[place] for place in at)
        try:
            change = cells[change_at].strip().upper() if change_at >= 0 else ""
            if change_at >= 0 and change not in CHANGES:
                raise CellNotRight(f"The change is {shown(change)}; U, S, M or X is known.")
            row = AreaChangeRow(
                line=line,
                from_kind="lsoa11",
                from_code=area_code_in(old_code, "2011 code"),
                from_name=text_or_none(old_name),
                to_kind="lsoa21",
                to_code=area_code_in(new_code, "2021 code"),
                to_name=text_or_none(new_name),
                change=change,
            )
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        if change in kinds:
            kinds[change] += 1
        yield row
    _notice_kind_of_lookup(change_at >= 0, kinds, tally)


def _notice_kind_of_lookup(says_change: bool, kinds: dict[str, int], tally: Tally) -> None:
    if says_change:
        message = (
            f"Of the 2011 LSOAs, {many(kinds['S'], 'row is a part', 'rows are parts')} of a split "
            f"one and {many(kinds['M'], 'row', 'rows')} of a merged one; a split gives no shares."
        )
        notice(tally, "every_part_of_changed_areas", message)
    else:
        message = "One 2021 LSOA for each of 2011: of an area that was split, one part is shown."
        notice(tally, "best_fit_of_changed_areas", message)


def _parents_among(headings: list[str]) -> Iterator[tuple[str, int, list[int]]]:
    for kind, code_heading, name_headings in PARENTS:
        if (place := place_of(code_heading, headings)) >= 0:
            edition = re.sub(r"\D", "", headings[place]) if kind == "ward" else ""
            names = [at for name in name_headings if (at := place_of(name, headings)) >= 0]
            yield kind + edition, place, names


def _first_name(cells: list[str], places: list[int]) -> str | None:
    return next((name for place in places if (name := text_or_none(cells[place]))), None)


def first_of_edition(heading: str) -> Callable[[Glimpse], date | None]:
    """The first day of the year in the name of a column: SICBL22CD is of 2022."""

    def find(glimpse: Glimpse) -> date | None:
        place = place_of(heading, glimpse.headings)
        return date(2000 + int(re.sub(r"\D", "", glimpse.headings[place])[:2]), 1, 1)

    return find


def _since_icbs_began(glimpse: Glimpse) -> date | None:
    day = first_of_edition("SICBL##CDH")(glimpse)
    return max(day, ICBS_BEGAN_ON) if day else None


FORMATS = (
    Format(
        id="lookup-organisations",
        title="Lookup of sub-ICB locations to ICBs and NHS regions",
        publisher=ONS,
        headings=ORGANISATION_LINKS,
        read=read_organisation_links,
        day=_since_icbs_began,
    ),
    Format(
        id="lookup-lsoa21",
        title="Lookup of LSOAs (2021) to MSOA, ward, council and sub-ICB location",
        publisher=ONS,
        headings=("LSOA21CD", "LSOA21NM", "MSOA21CD", "MSOA21NM", "LAD##CD", "LAD##NM"),
        read=read_lsoa21_lookup,
        day=first_of_edition("LAD##CD"),
    ),
    Format(
        id="lookup-lsoa11",
        title="Lookup of LSOAs (2011) to MSOA and council",
        publisher="House of Commons Library",
        licence="Open Parliament Licence v3.0",
        headings=("LSOA_CODE", "MSOA_CODE", "PCON_CODE", "LAD_CODE", "LAD_NAME"),
        read=read_lsoa11_lookup,
    ),
    Format(
        id="lsoa-changes",
        title="LSOA 2011 to LSOA 2021, every part, with kind of change",
        publisher=ONS,
        headings=("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND"),
        read=read_changes,
        day=first_of_edition("LSOA21CD"),
    ),
    Format(
        id="lsoa-best-fit",
        title="LSOA 2011 to LSOA 2021, best fit",
        publisher=ONS,
        headings=("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM"),
        without=("CHGIND",),
        read=read_changes,
        day=first_of_edition("LSOA21CD"),
    ),
)
