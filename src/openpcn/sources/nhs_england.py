"""Patients registered at GP practices: totals, by age, by LSOA, and the map of practices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpcn.kernel.when import in_words
from openpcn.sources.cells import (
    CellNotRight,
    Days,
    code_in,
    code_or_none,
    name_in,
    patients_in,
    shown,
    text_or_none,
)
from openpcn.sources.formats import NHS_ENGLAND, Format, day_under
from openpcn.sources.rows import (
    ListByAgeRow,
    ListByAreaRow,
    ListTotalRow,
    MapRow,
    Recognised,
    Row,
    Tally,
)
from openpcn.sources.tables import headings_of, intern, places_of, rows_of
from openpcn.sources.tallying import many, notice, pass_over, reject

COUNT = "NUMBER_OF_PATIENTS"
MAP = ("PRACTICE_CODE", "PRACTICE_NAME", "PRACTICE_POSTCODE", "PCN_CODE", "PCN_NAME")
NO_NETWORK = "U"
NOT_KNOWN = "NO20"
"""Start of the codes for a residence not known: NO2011, NO2021."""
SEXES = {"FEMALE": "F", "MALE": "M", "INDETERMINATE": "I", "UNKNOWN": "U"}


def read_totals(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Patients of each practice, all ages and both sexes."""
    days, met = Days(recognised.latest_day), _Met()
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
    days, days_met = Days(recognised.latest_day), _Met()
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
    days, days_met = Days(recognised.latest_day), _Met()
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


def read_map(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Each practice with its network, commissioner and system on the day of the publication."""
    days, met = Days(recognised.latest_day), _Met()
    is_newer = "SUB_ICB_LOCATION_CODE" in headings_of(path, recognised)
    sub_icb, icb = ("SUB_ICB_LOCATION", "ICB") if is_newer else ("CCG", "STP")
    at = places_of(
        path,
        recognised,
        (
            *("EXTRACT_DATE", *MAP),
            *(f"{sub_icb}_CODE", f"ONS_{sub_icb}_CODE", f"{sub_icb}_NAME"),
            *(f"{icb}_CODE", f"ONS_{icb}_CODE", f"{icb}_NAME"),
            *("COMM_REGION_CODE", "ONS_COMM_REGION_CODE", "COMM_REGION_NAME"),
        ),
        ("SUPPLIER_NAME",),
    )
    without, systems = 0, dict[str, set[str]]()
    for line, cells in rows_of(path, recognised, tally):
        try:
            row = _map_row(line, [cells[place] if place >= 0 else "" for place in at], days)
            met.only_once(row.practice_code, row.on, line, name=row.practice_name, tally=tally)
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        if row.network_code is None:
            without += 1
        elif row.icb_code:
            systems.setdefault(row.network_code, set()).add(row.icb_code)
        yield row
    _notice_networks(without, systems, tally)
    met.notice_vintages(tally)


def _map_row(line: int, cells: list[str], days: Days) -> MapRow:
    network = code_in(cells[4], "network code")
    return MapRow(
        line=line,
        on=days(cells[0], "extract date"),
        practice_code=code_in(cells[1], "practice code"),
        practice_name=name_in(cells[2], "name of the practice"),
        postcode=text_or_none(cells[3]),
        network_code=None if network == NO_NETWORK else network,
        network_name=None if network == NO_NETWORK else text_or_none(cells[5]),
        sub_icb_code=code_or_none(cells[6]),
        sub_icb_ons_code=code_or_none(cells[7]),
        sub_icb_name=text_or_none(cells[8]),
        icb_code=code_or_none(cells[9]),
        icb_ons_code=code_or_none(cells[10]),
        icb_name=text_or_none(cells[11]),
        region_code=code_or_none(cells[12]),
        region_ons_code=code_or_none(cells[13]),
        region_name=text_or_none(cells[14]),
        supplier=text_or_none(cells[15]),
    )


def _notice_networks(without: int, systems: dict[str, set[str]], tally: Tally) -> None:
    if without:
        notice(
            tally,
            "unallocated_practices",
            f"{many(without, 'practice is', 'practices are')} in no network: the file gives them "
            "the code U, Unallocated, which is not a network.",
        )
    for network, codes in sorted(systems.items()):
        if len(codes) > 1:
            notice(
                tally,
                "network_in_two_systems",
                f"{network} has practices in {len(codes)} systems: {', '.join(sorted(codes))}.",
                about=network,
            )


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


class _Met:
    """What a file has said so far: which practices on which days, and which have no patients."""

    def __init__(self) -> None:
        self.days: set[date] = set()
        self.empty: list[str] = []
        self._lines: dict[tuple[str, date], tuple[int, str]] = {}

    def only_once(
        self, code: str, day: date, line: int, *, name: str = "", tally: Tally | None = None
    ) -> None:
        """A practice stands in a publication once."""
        self.days.add(day)
        first_line, first_name = self._lines.setdefault((code, day), (line, name))
        if first_line == line:
            return
        if tally is not None and first_name != name:
            message = f"{code} is {first_name} on line {first_line} and {name} on line {line}."
            notice(tally, "same_code_two_names", message, line=line, about=code)
        raise CellNotRight(f"{code} is on line {first_line} already, for the same day.")

    def notice_vintages(self, tally: Tally) -> None:
        """Several extract dates in one file are several publications."""
        if len(self.days) > 1:
            days = ", ".join(in_words(day) for day in sorted(self.days))
            message = f"The file stacks {len(self.days)} publications; each keeps its day: {days}."
            notice(tally, "stacked_vintages", message)

    def notice_empty(self, tally: Tally) -> None:
        """A practice with nobody registered is kept, and named."""
        for code in self.empty:
            message = f"{code} has a list of no patients."
            notice(tally, "list_of_zero", message, about=code)


def _format(format_id: str, title: str, *headings: str) -> Format:
    reader = {
        "registered-totals": read_totals,
        "registered-by-age": read_by_age,
        "registered-by-area": read_by_area,
        "network-map": read_map,
    }[format_id]
    return Format(
        id=format_id,
        title=title,
        publisher=NHS_ENGLAND,
        headings=("EXTRACT_DATE", *headings),
        read=reader,
        day=day_under("EXTRACT_DATE"),
    )


TOTALS = ("TYPE", "CODE", "SEX", "AGE", COUNT)
REGION = ("ONS_COMM_REGION_CODE", "COMM_REGION_CODE", "COMM_REGION_NAME")

FORMATS = (
    _format(
        "registered-totals",
        "Patients registered at a GP practice, totals",
        *("SUB_ICB_LOCATION_CODE", *TOTALS),
    ),
    _format(
        "registered-totals",
        "Patients registered at a GP practice, totals (to 2022, by CCG)",
        *("CCG_CODE", *TOTALS),
    ),
    _format(
        "registered-by-age",
        "Patients registered at a GP practice, by sex and five-year age band",
        *("ORG_TYPE", "ORG_CODE", "SEX", "AGE_GROUP_5", COUNT),
    ),
    _format(
        "registered-by-area",
        "Patients registered at a GP practice, by LSOA",
        *("PRACTICE_CODE", "PRACTICE_NAME", "LSOA_CODE", "SEX", COUNT),
    ),
    _format(
        "network-map",
        "Map of GP practices to networks, sub-ICB locations and ICBs",
        *(*MAP, "SUB_ICB_LOCATION_CODE", "SUB_ICB_LOCATION_NAME", "ONS_SUB_ICB_LOCATION_CODE"),
        *("ICB_CODE", "ICB_NAME", "ONS_ICB_CODE", *REGION),
    ),
    _format(
        "network-map",
        "Map of GP practices to networks, CCGs and STPs (to mid 2022)",
        *(*MAP, "CCG_CODE", "CCG_NAME", "ONS_CCG_CODE", "STP_CODE", "STP_NAME", "ONS_STP_CODE"),
        *REGION,
    ),
)
