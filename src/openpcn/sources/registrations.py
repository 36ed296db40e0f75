"""Patients registered at GP practices: totals, by age and sex, and by LSOA (NHS England)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpcn.sources.cells import (
    CellNotRight,
    Days,
    code_in,
    code_or_none,
    name_in,
    patients_in,
    shown,
)
from openpcn.sources.formats import NHS_ENGLAND, Format, Reader, day_under
from openpcn.sources.publications import Met
from openpcn.sources.rows import (
    ListByAgeRow,
    ListByAreaRow,
    ListTotalRow,
    Recognised,
    Row,
    Tally,
)
from openpcn.sources.tables import headings_of, intern, places_of, rows_of
from openpcn.sources.tallying import many, notice, pass_over, reject

COUNT = "NUMBER_OF_PATIENTS"
NOT_KNOWN = "NO20"
"""Start of the codes for a residence not known: NO2011, NO2021."""
SEXES = {"FEMALE": "F", "MALE": "M", "INDETERMINATE": "I", "UNKNOWN": "U"}


def read_totals(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Patients of each practice, all ages and both sexes."""
    days, met = Days(recognised.latest_day), Met()
    commissioner = _one_of(path, recognised, "SUB_ICB_LOCATION_CODE", "CCG_CODE")
    on, kind, code, sex, age, count, sub_icb = places_of(
        path,
        recognised,
        ("EXTRACT_DATE", "TYPE", "CODE", "SEX", "AGE", COUNT, commissioner),
    )
    for line, cells in rows_of(path, recognised, tally):
        if cells[kind] != "GP" or cells[sex] != "ALL" or cells[age] != "ALL":
            pass_over(tally, "not the total of a practice")
            continue
        try:
            row = ListTotalRow(
                line=line,
                on=days(cells[on], "extract date"),
                practice_code=code_in(cells[code], "practice code"),
                sub_icb_code=code_or_none(cells[sub_icb]),
                patients=patients_in(cells[count]),
            )
            met.only_once(row.practice_code, row.on, line)
            if row.patients == 0:
                met.empty.append(row.practice_code)
            yield row
        except CellNotRight as problem:
            reject(tally, line, problem)
    met.notice_empty(tally)
    met.notice_vintages(tally)


def read_by_age(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Patients of each practice by sex and five-year band; wider areas and totals passed over."""
    days, days_met = Days(recognised.latest_day), Met()
    on, kind, code, sex, age, count = places_of(
        path,
        recognised,
        ("EXTRACT_DATE", "ORG_TYPE", "ORG_CODE", "SEX", "AGE_GROUP_5", COUNT),
    )
    others: dict[str, int] = {}
    totals = 0
    practice, met = "", set[tuple[date, str, int]]()
    for line, cells in rows_of(path, recognised, tally):
        if (org_type := cells[kind]) != "GP":
            others[org_type] = others.get(org_type, 0) + 1
        elif cells[sex] == "ALL" or cells[age] == "ALL":
            totals += 1
        else:
            try:
                row = ListByAgeRow(
                    line=line,
                    on=days(cells[on], "extract date"),
                    practice_code=intern(code_in(cells[code], "practice code")),
                    sex=_sex(cells[sex]),
                    age_from=_age_from(cells[age]),
                    patients=patients_in(cells[count]),
                )
                if row.practice_code != practice:
                    practice, met = row.practice_code, set()
                    days_met.days.add(row.on)
                _once(met, (row.on, row.sex, row.age_from), "This sex and age band")
                yield row
            except CellNotRight as problem:
                reject(tally, line, problem)
    for org_type, rows in others.items():
        pass_over(tally, f"not a practice but {shown(org_type)}", rows)
    if totals:
        pass_over(tally, "total of all ages or both sexes", totals)
    if others:
        notice(
            tally,
            "several_kinds_of_row",
            f"The file holds {len(others) + 1} kinds of organisation in one table; only its GP "
            "rows are used, since the others count the same patients again.",
        )
    days_met.notice_vintages(tally)


def read_by_area(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Patients of each practice by LSOA of residence."""
    days, days_met = Days(recognised.latest_day), Met()
    on, code, name, area, sex, count = places_of(
        path,
        recognised,
        (*("EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME"), "LSOA_CODE", "SEX", COUNT),
    )
    nowhere = 0
    names: dict[str, str] = {}
    practice, met = "", set[tuple[date, str]]()
    for line, cells in rows_of(path, recognised, tally):
        if cells[sex] != "ALL":
            pass_over(tally, "one sex of a row that has both")
            continue
        try:
            day = days(cells[on], "extract date")
            patients = patients_in(cells[count])
            area_code = intern(code_in(cells[area], "LSOA code"))
            if (practice_code := code_in(cells[code], "practice code")) != practice:
                practice, met = intern(practice_code), set()
                days_met.days.add(day)
                _notice_other_name(names, practice, cells[name], line, tally)
            _once(met, (day, area_code), f"{area_code} of this practice")
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        if area_code.startswith(NOT_KNOWN):
            nowhere += patients
        yield ListByAreaRow(
            line=line,
            on=day,
            practice_code=practice,
            practice_name=names[practice],
            area_code=area_code,
            patients=patients,
        )
    if nowhere:
        notice(
            tally,
            "residence_not_known",
            f"{many(nowhere, 'patient lives', 'patients live')} in an area that is not known or "
            "not in England and Wales (NO2011, NO2021): counted with their practice, on no map.",
        )
    days_met.notice_vintages(tally)


def _notice_other_name(
    names: dict[str, str], practice: str, cell: str, line: int, tally: Tally
) -> None:
    name = name_in(cell, "name of the practice")
    if names.setdefault(practice, name) != name:
        message = f"{practice} is called {names[practice]}, and {name} on line {line}."
        notice(tally, "same_code_two_names", message, line=line, about=practice)


def _sex(cell: str) -> str:
    if (sex := SEXES.get(cell.strip().upper())) is None:
        raise CellNotRight(f"The sex is {shown(cell)}, which is not one the file is known to use.")
    return sex


def _age_from(cell: str) -> int:
    first = cell.strip().split("_")[0].rstrip("+")
    if not first.isdigit() or int(first) > 120:
        raise CellNotRight(f"The age band is {shown(cell)}; bands are written 0_4 or 95+.")
    return int(first)


def _once(met: set[tuple], key: tuple, what: str) -> None:  # type: ignore[type-arg]
    if key in met:
        raise CellNotRight(f"{what} is there already, a few lines above.")
    met.add(key)


def _one_of(path: Path, recognised: Recognised, first: str, second: str) -> str:
    return first if first in headings_of(path, recognised) else second


TOTALS = ("TYPE", "CODE", "SEX", "AGE", COUNT)
TITLE = "Patients registered at a GP practice"


def _format(format_id: str, title: str, read: Reader, *headings: str) -> Format:
    return Format(
        id=format_id,
        title=f"{TITLE}, {title}",
        publisher=NHS_ENGLAND,
        headings=("EXTRACT_DATE", *headings),
        read=read,
        day=day_under("EXTRACT_DATE"),
    )


FORMATS = (
    _format("registered-totals", "totals", read_totals, "SUB_ICB_LOCATION_CODE", *TOTALS),
    _format("registered-totals", "totals (to 2022, by CCG)", read_totals, "CCG_CODE", *TOTALS),
    _format(
        "registered-by-age",
        "by sex and five-year age band",
        read_by_age,
        *("ORG_TYPE", "ORG_CODE", "SEX", "AGE_GROUP_5", COUNT),
    ),
    _format(
        "registered-by-area",
        "by LSOA",
        read_by_area,
        *("PRACTICE_CODE", "PRACTICE_NAME", "LSOA_CODE", "SEX", COUNT),
    ),
)
