"""A small county with staff: nine years of practices, a month of networks, a year of contracts.

A module takes part by importing all of `__all__`: its tests run inside the county.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

__all__ = ["_django_db_helper", "county_with_staff", "staffed"]

STAFF = (
    "PRAC_CODE,FISCAL_YEAR,ICB_NAME,TOTAL_PATIENTS,TOTAL_GP_EXTGL_FTE,TOTAL_LOCUUM_TRN_FTE,"
    "TOTAL_NURSES_FTE,TOTAL_DPC_FTE,TOTAL_ADMIN_FTE,TOTAL_GP_PTNR_PROV_FTE,TOTAL_GP_EXTGL_HC"
)
ROLES = (
    "data_source,census_year,census_month,pcn_code,pcn_name,sub_icb_code,sub_icb_name,icb_code,"
    "icb_name,comm_region_code,comm_region_name,staff_group,staff_role,detailed_staff_role,"
    "headcount_rows,fte"
)
PAYMENTS = (
    "Practice Code,Contract Type,Number of Registered Patients (Last Known Figure),"
    "Number of Weighted Patients (Last Known Figure)"
)
PRACTICES = ("Z90001", "Z90002", "Z90003", "Z90004", "Z90005")
NETWORKS = ("U90001", "U90002", "U90003")


def write(path: Path, headings: str, rows: list[list[object]]) -> None:
    """A comma-separated file."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([headings.split(","), *rows])


def staff_of(number: int, year: int) -> list[object]:
    """Ten thousand patients a number; the third practice is blank in the last year."""
    size = 10_000 * (number + 1)
    gps = round(size / 2_500 * (1 - 0.02 * (year - 2016)) + 0.3 * ((year + number) % 3), 2)
    head: list[object] = [PRACTICES[number], year, "Example", size]
    if number == 2 and year == 2024:
        return [*head, *[""] * 7]
    return [*head, gps, 1.0, 2.0, 1.5, 9.0, 2.0, 1 if number == 0 else gps + 1]


def write_files(folder: Path) -> None:
    """The three files."""
    years = [staff_of(number, year) for number in range(5) for year in range(2016, 2025)]
    write(folder / "staff.csv", STAFF, years)
    start: list[object] = ["NWRS Staff", 2024, 3]
    middle: list[object] = ["X", "S91", "X", "Q91", "X", "Y91", "X"]
    roles = [
        [*start, code, *middle, "Other", role, role, 1, fte]
        for n, code in enumerate(NETWORKS)
        for role, fte in (("Pharmacists", 2.0 + n), ("Paramedics", 1.0))
    ]
    write(folder / "pcn_2024-03.csv", ROLES, roles)
    contracts: list[list[object]] = [
        [code, "GMS" if n else "APMS", 100, 100] for n, code in enumerate(PRACTICES)
    ]
    write(folder / "nhspaymentsgp-22-23.csv", PAYMENTS, contracts)


@pytest.fixture(scope="module")
def county_with_staff(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Loaded once for a module, and taken back after it."""
    from openpcn.workflows.load_files.loading import load_folder
    from tests.domains.world import county

    folder = tmp_path_factory.mktemp("staff")
    write_files(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        county()
        report = load_folder(folder, is_demonstration=True)
        assert len(report.with_outcome("loaded")) == 3
        yield
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(county_with_staff: None) -> Iterator[None]:
    """In place of pytest-django's: what a test changes is taken back, the county stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def staffed(county_with_staff: None, db: None) -> None:
    """The county with its files loaded."""
