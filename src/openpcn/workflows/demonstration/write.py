"""Write the demonstration as files, as if each had been downloaded from its publisher."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from openpcn.workflows.demonstration import area_files as of_areas
from openpcn.workflows.demonstration import community_files as community
from openpcn.workflows.demonstration import health_files as health
from openpcn.workflows.demonstration import layouts
from openpcn.workflows.demonstration import local_files as local
from openpcn.workflows.demonstration import practice_files as of_practices
from openpcn.workflows.demonstration.history import EPCN_DAY
from openpcn.workflows.demonstration.invention import SEED, Invention, invent
from openpcn.workflows.demonstration.lists import totals_by_day
from openpcn.workflows.demonstration.payment_files import YEARS as PAYMENT_YEARS
from openpcn.workflows.demonstration.payment_files import payments
from openpcn.workflows.demonstration.practice_staff_files import practice_staff
from openpcn.workflows.demonstration.resident_files import residents
from openpcn.workflows.demonstration.staff_files import STAFF_DAY, network_staff

Line = Sequence[object]
EPRACCUR_DAYS = (date(2022, 12, 1), date(2026, 10, 1))
LONG_AGO = (2026, 1, 1, 0, 0, 0)
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def write_demonstration(folder: Path, *, seed: int = SEED) -> list[Path]:
    """Invent the system of a seed and write its files; the same seed gives the same bytes."""
    return write_invention(folder, invent(seed))


def write_invention(folder: Path, invention: Invention) -> list[Path]:
    """Write the files of an invented system."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        *write_practice_files(folder, invention),
        *write_lists(folder, invention),
        *write_area_files(folder, invention),
        *write_health_files(folder, invention),
        *write_local_files(folder, invention),
    ]


def write_health_files(folder: Path, invention: Invention) -> list[Path]:
    """Illness, access, ratings, experience and residents by group."""
    start = "gp_appts_practice_table"
    tables: dict[str, Iterable[Line]] = {
        "PREVALENCE_2526.csv": health.prevalence(invention),
        f"online_consultations_{health.MONTH:%Y-%m}.csv": health.online_requests(invention),
        "cqc_gp_overall_rating.csv": health.ratings(invention),
        "gp_patient_survey_practice_2025.csv": health.survey(invention),
    }
    for number, rows in health.appointments(invention).items():
        tables[f"{start}{number}_{health.MONTH:%Y-%m}.csv"] = rows
    for group, rows in health.residents_by_group(invention).items():
        tables[f"census2021_{group}_lsoa21.csv"] = rows
    return [write_csv(folder / name, rows) for name, rows in tables.items()]


def write_practice_files(folder: Path, invention: Invention) -> list[Path]:
    """Practices, networks and memberships."""
    written = []
    for on in EPRACCUR_DAYS:
        rows = of_practices.epraccur(invention, on)
        written.append(write_csv(folder / f"epraccur_{on:%Y-%m}.csv", rows, quoted=True))
    sheets: dict[str, list[Line]] = {
        "PCNDetails": [layouts.NETWORK_SHEET, *of_practices.network_rows(invention)],
        "PCN Core Partner Details": [
            layouts.MEMBER_SHEET, *of_practices.member_rows(invention),
        ],
    }  # fmt: skip
    written.append(write_workbook(folder / f"ePCN_{EPCN_DAY:%Y-%m-%d}.xlsx", sheets))
    written.append(write_csv(folder / "practice_coords.csv", of_areas.coordinates(invention)))
    return written


def write_lists(folder: Path, invention: Invention) -> list[Path]:
    """Maps and registered lists of every vintage."""
    start, written = "gp-reg-pat-prac", []
    for on, totals in totals_by_day(invention.vintages, invention.history).items():
        rows = of_practices.list_totals(invention, on, totals)
        written.append(write_csv(folder / f"{start}-all_{on:%Y-%m}.csv", rows))
    for vintage in invention.vintages:
        for name, rows in (
            ("map", of_practices.network_map(invention, vintage)),
            ("quin-age", of_practices.lists_by_age(invention, vintage)),
            ("lsoa-all", of_practices.lists_by_area(invention, vintage)),
        ):
            written.append(write_csv(folder / f"{start}-{name}_{vintage.on:%Y-%m}.csv", rows))
    return written


def write_area_files(folder: Path, invention: Invention) -> list[Path]:
    """Boundaries, lookups, deprivation, postcodes and neighbourhoods."""
    maps = {
        "lsoa11.geojson": of_areas.lsoa11_boundaries(invention),
        "lsoa21.geojson": of_areas.lsoa21_boundaries(invention),
        "msoa21.geojson": of_areas.msoa_boundaries(invention),
        "ward25.geojson": of_areas.ward_boundaries(invention),
    }
    tables = {
        "SICBL22_ICB22_NHSER22_EN_LU.csv": of_areas.system_lookup(),
        "lsoa21_lookup.csv": of_areas.area_lookup(invention),
        "lsoa11_lsoa21_all_parts.csv": of_areas.changes_since_2011(invention),
        "File_7_IoD2025_domains.csv": of_areas.deprivation_2025(invention),
        "imd2019_lsoa11.csv": of_areas.deprivation_2019(invention),
        "census2021_population_age6_lsoa21.csv": residents(invention),
        "postcodes_qx.csv": of_areas.postcodes(invention),
        "neighbourhoods_2026-04.csv": of_areas.neighbourhoods(invention),
    }
    for name, text in maps.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [
        *(folder / name for name in maps),
        *(write_csv(folder / name, rows) for name, rows in tables.items()),
    ]


def write_local_files(folder: Path, invention: Invention) -> list[Path]:
    """Who works in the networks, and what no publisher lists."""
    staff = folder / f"pcn_workforce_by_role_{STAFF_DAY:%Y-%m}.csv"
    return [
        write_csv(staff, network_staff(invention)),
        write_csv(folder / "gp_workforce_practice.csv", practice_staff(invention)),
        *(
            write_csv(folder / f"nhspaymentsgp-{year}.csv", payments(invention, year))
            for year in PAYMENT_YEARS
        ),
        write_csv(folder / "organisations.csv", local.organisations(invention)),
        write_csv(folder / "relationships.csv", local.relationships(invention)),
        write_csv(folder / "role_holders.csv", local.role_holders(invention)),
        write_csv(
            folder / f"edispensary_{community.DISPENSERS_ON:%Y-%m}.csv",
            community.pharmacies(invention),
            quoted=True,
        ),
        write_csv(folder / "libraries.csv", community.libraries(invention)),
    ]


def write_csv(path: Path, rows: Iterable[Line], *, quoted: bool = False) -> Path:
    """A comma-separated file."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(rows)
    return path


def write_workbook(path: Path, sheets: dict[str, list[Line]]) -> Path:
    """A workbook without the time of its making, so that the same rows give the same bytes."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = MOMENT.sub(b"2026-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return path
