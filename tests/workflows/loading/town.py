"""A small invented town as publishers would write it: eight practices, two networks, one ICB."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

SUB_ICB, ICB, REGION = "99Z", "QZZ", "Y99"
NETWORKS = {"U99001": "NORTH MOOR PCN", "U99002": "SOUTH MOOR PCN"}
PRACTICES = {
    "Z99001": ("ALDER SURGERY", "U99001"),
    "Z99002": ("BIRCH SURGERY", "U99001"),
    "Z99003": ("CEDAR SURGERY", "U99001"),
    "Z99004": ("DAMSON SURGERY", "U99002"),
    "Z99005": ("ELDER SURGERY", "U99002"),
    "Z99006": ("FIR SURGERY", "U99002"),
    "Z99007": ("GORSE SURGERY", "U99002"),
    "Z99008": ("HAZEL SURGERY", "U"),
}
LISTS = {code: 5_000 + 1_000 * at for at, code in enumerate(PRACTICES)}
MAP_HEADING = [
    "PUBLICATION",
    "EXTRACT_DATE",
    "PRACTICE_CODE",
    "PRACTICE_NAME",
    "PRACTICE_POSTCODE",
    "PCN_CODE",
    "PCN_NAME",
    "ONS_SUB_ICB_LOCATION_CODE",
    "SUB_ICB_LOCATION_CODE",
    "SUB_ICB_LOCATION_NAME",
    "ONS_ICB_CODE",
    "ICB_CODE",
    "ICB_NAME",
    "ONS_COMM_REGION_CODE",
    "COMM_REGION_CODE",
    "COMM_REGION_NAME",
    "SUPPLIER_NAME",
]
TOTALS_HEADING = [
    "PUBLICATION",
    "EXTRACT_DATE",
    "TYPE",
    "SUB_ICB_LOCATION_CODE",
    "ONS_SUB_ICB_LOCATION_CODE",
    "CODE",
    "POSTCODE",
    "SEX",
    "AGE",
    "NUMBER_OF_PATIENTS",
]
AREAS_HEADING = [
    "PUBLICATION",
    "EXTRACT_DATE",
    "PRACTICE_CODE",
    "PRACTICE_NAME",
    "LSOA_CODE",
    "SEX",
    "NUMBER_OF_PATIENTS",
]
POINTS_HEADING = [
    "OrganisationCode",
    "OrganisationName",
    "PCDS",
    "Lat",
    "Long",
    "Status",
    "PrescribingSetting",
]
NETWORK_SHEET = [
    "PCN Code",
    "PCN Name",
    "Current Sub ICB Loc Code",
    "Sub ICB Location",
    "Open Date",
    "Close Date",
    "Address Line 1",
    "Address Line 2",
    "Address Line 3",
    "Address Line 4",
    "Address Line 5",
    "Postcode",
]
MEMBER_SHEET = [
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "Practice\nParent\nSub ICB Loc Code",
    "Practice\nParent\nSub ICB Loc Name",
    "PCN Code",
    "PCN Name",
    "PCN Parent\nSub ICB Loc Code",
    "PCN Parent\nSub ICB Loc Name",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
    "Practice Sub ICB Loc and PCN Sub ICB Loc Match ",
]
Member = tuple[str, str, date, date | None]


def write_csv(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """Write rows as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def stamp(day: date) -> str:
    """A day as the registrations publications write it."""
    return day.strftime("%d%b%Y").upper()


def write_epraccur(
    folder: Path, on: date, *, names: Mapping[str, str] = {}, closed: Mapping[str, date] = {}
) -> Path:
    """The register of practices: no heading, 27 columns."""
    rows = []
    for code, (name, _) in PRACTICES.items():
        row = [""] * 27
        row[:10] = [
            code,
            names.get(code, name),
            REGION,
            ICB,
            f"{code[-1]} MOOR ROAD",
            "MOORTON",
            "",
            "",
            "",
            f"ZZ{code[-1]} 1AA",
        ]
        row[10:15] = [
            "20000401",
            f"{closed[code]:%Y%m%d}" if code in closed else "",
            "",
            "B",
            SUB_ICB,
        ]
        row[12] = "C" if code in closed else "A"
        row[15], row[17], row[22], row[25] = "20200401", "01632 960000", SUB_ICB, "4"
        rows.append(row)
    return write_csv(folder / f"epraccur_{on:%Y-%m-%d}.csv", rows)


def write_map(folder: Path, on: date, *, network_of: Mapping[str, str] = {}) -> Path:
    """The map of practices to networks on a day."""
    rows: list[Sequence[object]] = [MAP_HEADING]
    for code, (name, usual) in PRACTICES.items():
        network = network_of.get(code, usual)
        rows.append(
            (
                "GP_PRAC_PAT_LIST",
                stamp(on),
                code,
                name,
                f"ZZ{code[-1]} 1AA",
                network,
                NETWORKS.get(network, "UNALLOCATED"),
                "E38999999",
                SUB_ICB,
                "NHS Moorshire ICB - 99Z",
                "E54999999",
                ICB,
                "NHS Moorshire Integrated Care Board",
                "E40999999",
                REGION,
                "Invented Region",
                "SUPPLIER",
            )
        )
    return write_csv(folder / f"gp-reg-pat-prac-map_{on:%Y-%m}.csv", rows)


def write_totals(folder: Path, on: date, *, lists: Mapping[str, object] = {}) -> Path:
    """Registered patients by practice."""
    rows: list[Sequence[object]] = [TOTALS_HEADING]
    for code, patients in (LISTS | dict(lists)).items():
        rows.append(
            (
                "GP_PRAC_PAT_LIST",
                stamp(on),
                "GP",
                SUB_ICB,
                "E38999999",
                code,
                f"ZZ{code[-1]} 1AA",
                "ALL",
                "ALL",
                patients,
            )
        )
    return write_csv(folder / f"gp-reg-pat-prac-all_{on:%Y-%m}.csv", rows)


def write_areas(folder: Path, on: date, *, practices: Iterable[str] = tuple(PRACTICES)) -> Path:
    """Registered patients by practice and LSOA: all live in two areas but ten, who are unknown."""
    rows: list[Sequence[object]] = [AREAS_HEADING]
    for code in practices:
        name = PRACTICES[code][0]
        for area, patients in (
            ("E01990001", LISTS[code] // 2),
            ("E01990002", LISTS[code] - LISTS[code] // 2 - 10),
            ("NO2011", 10),
        ):
            rows.append(("GP_PRAC_PAT_LIST", stamp(on), code, name, area, "ALL", patients))
    return write_csv(folder / f"gp-reg-pat-prac-lsoa-all_{on:%Y-%m}.csv", rows)


def write_points(folder: Path, *, practices: Iterable[str] = tuple(PRACTICES)) -> Path:
    """Where the practices are."""
    rows: list[Sequence[object]] = [POINTS_HEADING]
    rows += [
        (
            code,
            PRACTICES[code][0],
            f"ZZ{code[-1]} 1AA",
            52.6 + int(code[-1]) / 100,
            -1.1,
            "Active",
            "GP Practice",
        )
        for code in practices
    ]
    return write_csv(folder / "practice_coords.csv", rows)


def write_epcn(folder: Path, on: date, members: Iterable[Member]) -> Path:
    """Networks and their dated members, a workbook of two sheets."""
    book = Workbook()
    details = book.active
    details.title = "PCNDetails"
    details.append(NETWORK_SHEET)
    for code, name in NETWORKS.items():
        details.append(
            [
                code,
                name,
                SUB_ICB,
                "NHS MOORSHIRE ICB - 99Z",
                "20190701",
                "",
                "1 MOOR ROAD",
                "",
                "",
                "MOORTON",
                "",
                "ZZ1 1AA",
            ]
        )
    sheet = book.create_sheet("PCN Core Partner Details")
    sheet.append(MEMBER_SHEET)
    for practice, network, starts_on, ends_on in members:
        sheet.append(
            [
                practice,
                PRACTICES[practice][0],
                SUB_ICB,
                "NHS MOORSHIRE ICB - 99Z",
                network,
                NETWORKS[network],
                SUB_ICB,
                "NHS MOORSHIRE ICB - 99Z",
                f"{starts_on:%Y%m%d}",
                f"{ends_on:%Y%m%d}" if ends_on else "",
                True,
            ]
        )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"ePCN_{on:%Y-%m}.xlsx"
    book.save(path)
    return path


def write_town(folder: Path) -> Path:
    """The whole town: register, map, lists, areas and points of 2025."""
    write_epraccur(folder / "practices", date(2025, 2, 18))
    write_points(folder / "practices")
    write_map(folder / "networks", date(2025, 3, 1))
    write_totals(folder / "registered", date(2025, 3, 1))
    write_areas(folder / "registered", date(2025, 3, 1))
    return folder
