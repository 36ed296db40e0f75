"""A staff spreadsheet, CSV or XLSX, as rows; merged cells are findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpcn.kernel.errors import NotRight
from openpcn.sources.opening import open_text, survey
from openpcn.workflows.claims.staff_rows import RowFinding, StaffRow, columns_of, rows_of

LARGEST = 10 * 1024 * 1024
MOST_ROWS = 5_000
SEARCHED = 10
"""Rows in which the headings are looked for."""
Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True, kw_only=True)
class StaffFile:
    """What a spreadsheet holds."""

    name: str
    fingerprint: str
    rows: tuple[StaffRow, ...]
    findings: tuple[RowFinding, ...]


def read_staff(path: Path, *, name: str = "") -> StaffFile:
    """Every row of a spreadsheet that can be used, and findings for the others."""
    called = name or path.name
    if not path.is_file():
        raise NotRight(f"There is no file {called}.", next_step="Check its name.")
    if path.stat().st_size > LARGEST:
        raise NotRight(
            f"{called} is larger than {LARGEST // 1024**2} MB.", next_step="Split the spreadsheet."
        )
    found = survey(path, called)
    if found.container == "workbook":
        rows, merged = from_workbook(path, called)
    elif found.container == "text":
        with open_text(path, found.encoding) as text:
            rows, merged = from_text(text, called), {}
    else:
        raise NotRight(f"{called} is no spreadsheet.", next_step="Save it as .xlsx or .csv.")
    at = heading_row(rows, called)
    columns = columns_of(rows[at][1], name=called)
    if rows[at][0] in merged:
        raise NotRight(
            f"{called} has merged cells in its headings ({merged[rows[at][0]]}).",
            next_step="Unmerge them, so that each column has its own heading.",
        )
    body = [row for row in rows[at + 1 :] if row[0] not in merged]
    good, findings = rows_of(columns, body)
    findings += [
        RowFinding(
            row=row,
            message=f"Cells {where} are merged, so that it cannot be told whose they are.",
            next_step="Unmerge them and fill in each cell.",
        )
        for row, where in merged.items()
        if row > rows[at][0]
    ]
    return StaffFile(
        name=called,
        fingerprint=found.fingerprint,
        rows=tuple(good),
        findings=tuple(sorted(findings, key=lambda one: one.row)),
    )


def heading_row(rows: Rows, name: str) -> int:
    """Where the headings stand: the first row that names a role and a post."""
    for at, (_, cells) in enumerate(rows[:SEARCHED]):
        plain = [cell.casefold() for cell in cells]
        if any("role" in cell for cell in plain) and sum(map(bool, plain)) > 2:
            return at
    if rows:
        columns_of(rows[0][1], name=name)
    raise NotRight(f"{name} holds no rows.", next_step="Put headings in its first row.")


def from_text(text: io.TextIOBase, name: str) -> Rows:
    """The rows of a CSV file."""
    rows: Rows = []
    try:
        for number, cells in enumerate(csv.reader(text), start=1):
            if number > MOST_ROWS:
                raise too_many(name)
            rows.append((number, cells))
    except (csv.Error, UnicodeError) as problem:
        raise NotRight(
            f"{name} cannot be read as CSV: {problem}.", next_step="Save it again as CSV UTF-8."
        ) from problem
    return rows


def from_workbook(path: Path, name: str) -> tuple[Rows, dict[int, str]]:
    """The rows of a workbook's first sheet, and by row the cells that are merged."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
        sheet: Any = book.worksheets[0]
    except Exception as problem:  # openpyxl raises whatever its parts raise
        raise NotRight(
            f"{name} is not a whole workbook.", next_step="Open it and save it as .xlsx once more."
        ) from problem
    if sheet.max_row > MOST_ROWS:
        raise too_many(name)
    merged = {
        row: area.coord
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
    }
    rows = [
        (number, [as_text(cell) for cell in cells])
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]
    return rows, merged


def as_text(cell: object) -> str:
    """A cell as it would be typed."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    return str(cell)


def too_many(name: str) -> NotRight:
    """A sheet that no network's staff fill."""
    return NotRight(
        f"{name} has more than {MOST_ROWS:,} rows.", next_step="Delete the rows that are empty."
    )


def template_rows() -> Sequence[Sequence[str]]:
    """The headings of a spreadsheet to fill in."""
    return (
        (
            "Name", "Role", "Post number", "Hours", "Salary", "On-costs", "Start", "End",
            "Employer", "Where they work", "Area", "Reference",
        ),
    )  # fmt: skip
