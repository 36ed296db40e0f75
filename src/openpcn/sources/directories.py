"""Published lists of places that are no practices: pharmacies, libraries, schools."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpcn.sources.asset_rows import AssetRow
from openpcn.sources.cells import (
    LONGEST_LINE,
    LONGEST_PHONE,
    LONGEST_POSTCODE,
    CellNotRight,
    Days,
    code_in,
    in_order,
    name_in,
    number_in,
    shown,
    text_or_none,
)
from openpcn.sources.formats import NHS_ENGLAND, Format, Glimpse
from openpcn.sources.ods import EPRACCUR_WIDTH, STATUSES, is_ods_row
from openpcn.sources.rows import Recognised, Row, Tally
from openpcn.sources.tables import places_of, rows_of
from openpcn.sources.tallying import pass_over, reject

PHARMACY, APPLIANCES = "1", "2"
DISPENSERS = {PHARMACY: "pharmacy", APPLIANCES: "appliances"}
LIBRARIES = ("name", "id", "authority_id", "address", "postcode", "lat", "lng", "type", "closed")
MORE_OF_LIBRARIES = ("closed_year", "opened_year", "url", "email")
RUN_BY = {
    "LAL": "Library of the local authority",
    "CL": "Commissioned library",
    "CRL": "Community-run library",
}
"""The three words of the Libraries Taskforce."""
SCHOOLS = (
    "URN", "LA (name)", "EstablishmentName", "TypeOfEstablishment (name)",
    "PhaseOfEducation (name)", "Town", "Postcode", "Easting", "Northing",
)  # fmt: skip


def read_dispensers(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Pharmacies and appliance contractors, open and closed, with their days."""
    days = Days(recognised.latest_day)
    for line, cells in rows_of(path, recognised, tally, has_heading=False, width=EPRACCUR_WIDTH):
        if STATUSES.get(cells[12].strip()) == "proposed":
            pass_over(tally, "proposed, not open yet")
            continue
        try:
            yield dispenser(line, cells, days)
        except CellNotRight as problem:
            reject(tally, line, problem)


def dispenser(line: int, cells: list[str], days: Days) -> AssetRow:
    """One pharmacy or appliance contractor."""
    if cells[13].strip() not in DISPENSERS:
        raise CellNotRight(f"Column 14 is {shown(cells[13])}; 1 is a pharmacy, 2 appliances.")
    opened_on = days.or_none(cells[10], "open date")
    closed_on = days.or_none(cells[11], "close date")
    if opened_on is not None:
        in_order(opened_on, closed_on)
    lines = [text_or_none(cell, longest=LONGEST_LINE) for cell in cells[4:9]]
    is_open = STATUSES.get(cells[12].strip()) == "active"
    return AssetRow(
        line=line,
        code=code_in(cells[0], "code"),
        name=name_in(cells[1], "name"),
        kind=DISPENSERS[cells[13].strip()],
        standing="active" if is_open else "defunct",
        address=", ".join(filter(None, lines)),
        postcode=text_or_none(cells[9], longest=LONGEST_POSTCODE) or "",
        phone=text_or_none(cells[17], longest=LONGEST_PHONE) or "",
        opened_on=opened_on,
        closed_on=None if is_open else closed_on,
    )


def read_libraries(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Public libraries, those that have closed included."""
    at = places_of(path, recognised, LIBRARIES, MORE_OF_LIBRARIES)
    named = (*LIBRARIES, *MORE_OF_LIBRARIES)
    for line, cells in rows_of(path, recognised, tally):
        held = {
            name: cells[place] if place >= 0 else "" for name, place in zip(named, at, strict=True)
        }
        try:
            yield library(line, held)
        except CellNotRight as problem:
            reject(tally, line, problem)


def library(line: int, cells: dict[str, str]) -> AssetRow:
    """One library; a year of closing without a day counts as its last day."""
    has_closed = bool(cells["closed"].strip())
    return AssetRow(
        line=line,
        code=code_in(cells["id"], "id"),
        name=name_in(cells["name"], "name"),
        kind="library",
        standing="defunct" if has_closed else "active",
        description=RUN_BY.get(cells["type"].strip(), ""),
        address=text_or_none(cells["address"]) or "",
        postcode=text_or_none(cells["postcode"], longest=LONGEST_POSTCODE) or "",
        latitude=number_in(cells["lat"], "latitude") if cells["lat"].strip() else None,
        longitude=number_in(cells["lng"], "longitude") if cells["lng"].strip() else None,
        email=text_or_none(cells["email"]) or "",
        website=cells["url"].strip()[:500],
        opened_on=year_in(cells["opened_year"], "year of opening", first=True),
        closed_on=year_in(cells["closed_year"], "year of closing") if has_closed else None,
    )


def year_in(text: str, what: str, *, first: bool = False) -> date | None:
    """The first or last day of the year in a cell."""
    if not text.strip():
        return None
    year = int(number_in(text, what))
    if not 1850 <= year <= 2100:
        raise CellNotRight(f"The {what} is {shown(text)}.")
    return date(year, 1, 1) if first else date(year, 12, 31)


def read_schools(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Open schools, nurseries and colleges; a number without a point keeps none."""
    at = places_of(path, recognised, SCHOOLS)
    for line, cells in rows_of(path, recognised, tally):
        held = {name: cells[place].strip() for name, place in zip(SCHOOLS, at, strict=True)}
        try:
            yield school(line, held)
        except CellNotRight as problem:
            reject(tally, line, problem)


def school(line: int, cells: dict[str, str]) -> AssetRow:
    """One school or college."""
    said = [cells["TypeOfEstablishment (name)"], cells["PhaseOfEducation (name)"]]
    has_point = bool(cells["Easting"] and cells["Northing"])
    return AssetRow(
        line=line,
        code=code_in(cells["URN"], "URN"),
        name=name_in(cells["EstablishmentName"], "name"),
        kind="school",
        description="; ".join(each for each in said if each and each != "Not applicable"),
        address=text_or_none(cells["Town"]) or "",
        postcode=text_or_none(cells["Postcode"], longest=LONGEST_POSTCODE) or "",
        easting=number_in(cells["Easting"], "easting") if has_point else None,
        northing=number_in(cells["Northing"], "northing") if has_point else None,
        area=name_in(cells["LA (name)"], "local authority"),
    )


def are_dispensers(glimpse: Glimpse) -> bool:
    """The columns of the ODS, no prescribing setting, and 1 or 2 for what it dispenses."""
    rows = [list(row) for row in glimpse.rows if any(row)]
    return bool(rows) and all(
        len(row) == EPRACCUR_WIDTH
        and is_ods_row(row)
        and not row[25].strip()
        and row[13].strip() in DISPENSERS
        for row in rows
    )


def year_of_libraries(_glimpse: Glimpse) -> date:
    """The list was drawn up in 2016, as its column of libraries that are statutory says."""
    return date(2016, 7, 1)


FORMATS = (
    Format(
        id="edispensary",
        title="Pharmacies and appliance contractors (edispensary)",
        publisher=NHS_ENGLAND,
        read=read_dispensers,
        looks_right=are_dispensers,
        needs_day=True,
    ),
    Format(
        id="libraries",
        title="Public libraries",
        publisher="Libraries Taskforce",
        headings=(*LIBRARIES, "statutory2016"),
        read=read_libraries,
        day=year_of_libraries,
        day_basis="format",
    ),
    Format(
        id="schools",
        title="Schools and other establishments (Get Information about Schools)",
        publisher="Department for Education",
        headings=SCHOOLS,
        read=read_schools,
        needs_day=True,
    ),
)
