"""Tables as a workbook: a sheet for each, and one that says where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from openpcn.kernel.exports import Cell

LONGEST_NAME = 31
"""Letters that the name of a sheet may have."""
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]


def tables_workbook(sheets: Iterable[Sheet], about: Iterable[str]) -> bytes:
    """The bytes of an xlsx file; no cell of it is a formula."""
    book = Workbook(write_only=False)
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101 - a new workbook has one sheet
    first.title = "About"
    for said in about:
        fill(first, [(said,)])
    for name, headings, rows in sheets:
        sheet = book.create_sheet(name[:LONGEST_NAME])
        fill(sheet, [headings, *rows])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "B2"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def fill(sheet: Worksheet, rows: Iterable[Sequence[Cell]]) -> None:
    """Rows in which text stays text."""
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
