"""Rows of the sheets of a workbook, as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpcn.kernel.errors import NotRight
from openpcn.sources.cells import as_text
from openpcn.sources.tables import plain


def first_rows(path: Path, name: str) -> dict[str, list[str]]:
    """The headings of each sheet, as they are compared."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return {
                sheet: [plain(as_text(cell)) for cell in _first_row(workbook, sheet)]
                for sheet in workbook.sheet_names
            }
    except (CalamineError, OSError) as problem:
        raise NotRight(
            f"{name} is not a whole workbook: {problem}.",
            next_step="Fetch it again, or open it and save it as .xlsx once more.",
        ) from problem


def sheet_rows(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of a sheet below its headings, with its number in the sheet, as text."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as workbook:
        rows = workbook.get_sheet_by_name(sheet).iter_rows()
        for line, row in enumerate(rows, start=1):
            if line > 1 and any(cell != "" for cell in row):
                yield line, [as_text(cell) for cell in row]


def _first_row(workbook: object, sheet: str) -> list[object]:
    rows = workbook.get_sheet_by_name(sheet).iter_rows()  # type: ignore[attr-defined]
    return next(iter(rows), [])
