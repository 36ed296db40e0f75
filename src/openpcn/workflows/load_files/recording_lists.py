"""Registered lists: totals, by age and sex, by area of residence."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date
from typing import cast

from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.loading import Detail, Landing
from openpcn.domains.registry.vocabulary import AreaKind, Kind
from openpcn.kernel.codes import residence_is_known
from openpcn.sources.rows import ListByAgeRow, ListByAreaRow, ListTotalRow, Row, Tally
from openpcn.workflows.load_files.stating import ids

LAST_LSOA_OF_2011 = "E01033768"
"""Codes of England beyond this one were made for 2021."""


def record_totals(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """How many patients each practice had."""
    told = [cast(ListTotalRow, row) for row in rows]
    practice = ids(Kind.PRACTICE, (row.practice_code for row in told))
    registry.record_list_totals(
        landing, ((practice[row.practice_code], row.on, row.patients) for row in told)
    )


def record_by_age(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """How many of them were of which sex and age."""
    told = [cast(ListByAgeRow, row) for row in rows]
    practice = ids(Kind.PRACTICE, {row.practice_code for row in told})
    registry.record_lists_by_age(
        landing,
        (
            (practice[row.practice_code], row.on, row.sex, row.age_from, row.patients)
            for row in told
        ),
    )


class Numbered:
    """Values in the order in which they were first met, each with its place."""

    def __init__(self) -> None:
        self.place_of: dict[object, int] = {}

    def __call__(self, value: object) -> int:
        """The place of a value."""
        return self.place_of.setdefault(value, len(self.place_of))


def record_by_area(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """How many of them live in which LSOA; kept in columns, since a national file is long."""
    practices, areas, days = Numbered(), Numbered(), Numbered()
    names: dict[str, str] = {}
    columns = array("l"), array("l"), array("l"), array("l")
    by_practice, by_day, by_area, patients = columns
    for row in cast(Iterator[ListByAreaRow], rows):
        by_practice.append(practices(row.practice_code))
        by_day.append(days(row.on))
        by_area.append(areas(row.area_code))
        patients.append(row.patients)
        if row.practice_name:
            names[row.practice_code] = row.practice_name
    codes = [str(code) for code in areas.place_of]
    id_of = ids(Kind.PRACTICE, [str(code) for code in practices.place_of])
    known = [code for code in codes if residence_is_known(code)]
    held = registry.record_areas(edition_of(codes), (registry.NamedArea(code) for code in known))
    if days.place_of:
        last = max(cast(list[date], list(days.place_of)))
        mentioned = (Detail(id_of[code], name) for code, name in names.items())
        registry.record_details(landing, mentioned, on=last, is_register=False)
    practice_ids = [id_of[str(code)] for code in practices.place_of]
    area_ids = [held.get(code) for code in codes]
    on = cast(list[date], list(days.place_of))
    registry.record_lists_by_area(
        landing,
        (
            (practice_ids[practice], on[day], area_ids[area], count)
            for practice, day, area, count in zip(*columns, strict=True)
        ),
    )


def edition_of(codes: list[str]) -> str:
    """Whether LSOA codes are of 2011 or 2021: by the code for "not known", else the newest."""
    if any(code.startswith("NO2021") for code in codes):
        return AreaKind.LSOA21
    if any(code.startswith("NO2011") for code in codes):
        return AreaKind.LSOA11
    is_newer = any(code.startswith("E01") and code > LAST_LSOA_OF_2011 for code in codes)
    return AreaKind.LSOA21 if is_newer else AreaKind.LSOA11
