"""Staff spreadsheets as people send them: what is read, and what is said of each bad row."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from openpcn.kernel.contract_years import contract_year
from openpcn.kernel.errors import NotRight
from openpcn.workflows.claims.roles import choices, is_by_practice, role_code
from openpcn.workflows.claims.staff_files import StaffFile, read_staff

TOP = "Name,Role,Post number,Hours,Salary,On-costs,Start,End,Employer,Where they work,Area\n"
GOOD = 'Ann Ash,Clinical pharmacist,P1,37.5,"52,000.50",£14000,01/04/2025,,Z90001,,inner London\n'


def read(tmp_path: Path, text: str) -> StaffFile:
    path = tmp_path / "staff.csv"
    path.write_text(text, encoding="utf-8")
    return read_staff(path)


def test_a_salary_with_a_comma_is_a_salary(tmp_path: Path) -> None:
    (row,) = read(tmp_path, TOP + GOOD).rows
    assert (row.salary, row.on_costs) == (Decimal("52000.50"), Decimal(14_000))
    assert (row.starts_on, row.ends_on, row.employer) == (date(2025, 4, 1), None, "Z90001")
    assert (row.role, row.area, row.row) == ("clinical_pharmacist", "inner_london", 2)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A,Paramedic,P1,-3,1,1,2025-04-01,", "The hours are -3."),
        ("A,Paramedic,P1,0,1,1,2025-04-01,", "The hours are 0."),
        ("A,Paramedic,P1,52.5,1,1,2025-04-01,", "52.5 hours are 1.4 full-time equivalents"),
        ("A,Paramedic,P1,many,1,1,2025-04-01,", "The hours is “many”, not a number."),
        ("A,Paramedic,P1,nan,1,1,2025-04-01,", "not a number"),
        ("A,Paramedic,P1,20,-1,1,2025-04-01,", "The salary is -1."),
        ("A,Paramedic,P1,20,,1,2025-04-01,", "The salary is blank."),
        ("A,Paramedic,P1,20,1,1,,", "The start is blank."),
        ("A,Paramedic,P1,20,1,1,31/02/2025,", "not a day"),
        ("A,Paramedic,P1,20,1,1,2025-05-10,2025-04-01", "before they join on 10 May 2025"),
        ("A,Paramedic,,20,1,1,2025-05-10,", "The post number is blank."),
        (f"A,Paramedic,{'P' * 41},20,1,1,2025-05-10,", "has 41 characters"),
        ("A,Plumber,P1,20,1,1,2025-05-10,", "not a role that any contract year reimburses"),
        ("A,Paramedic,P1,20,1,1,2025-05-10,,,Z90001 5; Z90002 5", "add up to 10, and 20"),
        ("A,Paramedic,P1,20,1,1,2025-05-10,,,,Paris", "The area is “Paris”."),
    ],
)
def test_a_bad_row_is_left_out_and_said(tmp_path: Path, row: str, says: str) -> None:
    found = read(tmp_path, TOP + GOOD + row + "\n\n")
    assert len(found.rows) == 1
    (finding,) = found.findings
    assert finding.row == 3
    assert says in finding.message
    assert finding.next_step


def test_full_time_equivalents_and_separate_on_costs_are_read(tmp_path: Path) -> None:
    text = (
        "Title\nRole,Post no,WTE,Annual salary,Employer NI,Employer pension,Start date,Hours here\n"
    )
    (row,) = read(tmp_path, text + "GP,G1,0.8,60000,7000,9000,2025-04-01,15\n").rows
    assert (row.hours, row.here, row.on_costs) == (Decimal(30), Decimal(15), Decimal(16_000))
    wrong = read(tmp_path, text + "GP,G1,0.8,60000,7000,9000,2025-04-01,31\n")
    assert "31.00 of 30.00 hours are claimed here." in wrong.findings[0].message
    half = read(tmp_path, text + "GP,G1,1.4,60000,7000,9000,2025-04-01,\n")
    assert "1.4 full-time equivalents" in half.findings[0].message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "has no column for role, post, salary, start, hours, on-costs"),
        (TOP.replace("Salary,", "") + GOOD, "has no column for salary"),
    ],
)
def test_a_file_that_is_no_staff_list_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(NotRight, match=says):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="There is no file"):
        read_staff(tmp_path / "none.csv")


def workbook(tmp_path: Path, *, merged: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Staff of the network"])
    sheet.append(["Name", "Role", "Post", "Hours", "Salary", "On costs", "Start"])
    sheet.append(["Ann", "Paramedic", "M1", 30, 38_000.5, 9_000, datetime(2025, 4, 1)])
    sheet.append(["Bo", "Paramedic", "M2", 37.5, 38_000, 9_000, date(2025, 5, 1)])
    sheet.append(["Cy", "Paramedic", None, 37.5, 38_000, 9_000, "2025-06-01"])
    if merged:
        sheet.merge_cells(merged)
    path = tmp_path / "staff.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_read(tmp_path: Path) -> None:
    found = read_staff(workbook(tmp_path))
    assert [(row.row, row.post, row.starts_on) for row in found.rows] == [
        (3, "M1", date(2025, 4, 1)),
        (4, "M2", date(2025, 5, 1)),
    ]
    assert found.rows[0].salary == Decimal("38000.50")
    assert "post number is blank" in found.findings[0].message


def test_merged_cells_are_findings_of_their_rows(tmp_path: Path) -> None:
    found = read_staff(workbook(tmp_path, merged="C4:C5"))
    assert [row.post for row in found.rows] == ["M1"]
    assert [(one.row, "C4:C5 are merged" in one.message) for one in found.findings] == [
        (4, True),
        (5, True),
    ]


def test_a_merged_title_above_the_headings_is_no_matter(tmp_path: Path) -> None:
    assert len(read_staff(workbook(tmp_path, merged="A1:G1")).rows) == 2


def test_merged_headings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match=r"merged cells in its headings \(F2:G2\)|no column"):
        read_staff(workbook(tmp_path, merged="F2:G2"))


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "staff.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(NotRight):
        read_staff(path)


def test_roles_are_known_however_they_are_written() -> None:
    assert role_code("Pharmacy Technician") == "pharmacy_technician"
    assert role_code("social-prescribing link worker") == "social_prescribing_link_worker"
    assert role_code("GP") == "general_practitioner"
    assert role_code("King") is None
    assert is_by_practice("new_salaried_gp")
    assert not is_by_practice("general_practitioner")
    assert ("paramedic", "Paramedic") in choices(contract_year("2025/26"))
