"""Small invented files in the layouts of publishers, and how tests read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpcn.sources.reading import read
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import Recognised, Row, Tally

TODAY = date(2026, 11, 21)
Line = Sequence[object]


def _columns(headings: str) -> list[str]:
    return headings.split(",")


TOTALS = _columns(
    "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,"
    "SEX,AGE,NUMBER_OF_PATIENTS"
)
MAP = _columns(
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,"
    "ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME"
)
BY_AREA = _columns(
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"
)
BY_AGE = _columns(
    "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
    "NUMBER_OF_PATIENTS"
)


@dataclass(frozen=True, kw_only=True)
class WasRead:
    """What came of reading a file."""

    rows: list[Row]
    tally: Tally
    recognised: Recognised

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(each.line, each.reason) for each in self.tally.rejected]

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.tally.noticed]


def as_csv(lines: Iterable[Line], *, delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(lines)
    return stream.getvalue()


def write(folder: Path, lines: Iterable[Line] | str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(lines if isinstance(lines, str) else as_csv(lines), "utf-8")
    return path


def read_whole(path: Path, **hints: object) -> WasRead:
    recognised = recognise(path, today=TODAY, **hints)  # type: ignore[arg-type]
    assert isinstance(recognised, Recognised), recognised
    tally = Tally()
    mappings = hints.get("mappings")
    rows = list(read(path, recognised, tally, mappings=mappings))  # type: ignore[arg-type]
    assert tally.read == tally.kept + tally.rejected_count + sum(tally.passed_over.values())
    return WasRead(rows=rows, tally=tally, recognised=recognised)


def total(code: str = "Z90001", patients: object = 5000, on: str = "01MAR2025") -> Line:
    return (
        "GP_PRAC_PAT_LIST",
        on,
        "GP",
        "99Z",
        "E38999999",
        code,
        "ZZ1 1AA",
        "ALL",
        "ALL",
        patients,
    )


def map_line(code: str, network: str, name: str = "INVENTED SURGERY", icb: str = "QZZ") -> Line:
    return (
        *("GP_PRAC_PAT_LIST", "01Mar2025", code, name, "ZZ1 1AA", network, f"{network} PCN"),
        *("E38999999", "99Z", "Invented - 99Z", "E54999999", icb, "Invented ICB"),
        *("E40999999", "Y99", "Invented", "TPP"),
    )


def by_area(code: str, area: str, patients: object = 7, on: str = "01JUL2022") -> Line:
    return ("GP_PRAC_PAT_LIST", on, code, "INVENTED SURGERY", area, "ALL", patients)


def by_age(kind: str, code: str, sex: str, band: str, patients: object = 9) -> Line:
    return ("GP_PRAC_PAT_LIST", "01MAR2025", kind, code, "", "", sex, band, patients)


def ods_line(
    code: str = "Z90001",
    name: str = "INVENTED SURGERY",
    *,
    region: str = "Y99",
    opened: str = "20010401",
    closed: str = "",
    status: str = "A",
    setting: str = "4",
) -> Line:
    return (
        *(code, name, region, "QZZ", "1 HIGH STREET", "", "ZEDTOWN", "", "", "ZZ1 1AA"),
        *(opened, closed, status, "B", "99Z", "20200401", "", "01000 000000"),
        *("", "", "", "0", "", "99Z", "", setting, ""),
    )
