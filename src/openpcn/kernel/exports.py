"""Text that a spreadsheet shows and does not run: the one way out for every CSV export."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Cell = str | int | float | date | None


def safe_cell(value: Cell) -> str:
    """A cell as text; a text that a spreadsheet would run as a formula gets an apostrophe.

    Numbers stay numbers, negative ones too; days are written 2025-03-31; None is empty.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = value.replace("\0", "")
    risky = text.lstrip().startswith(STARTS_A_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if risky else text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a CSV export, heading first, ended as RFC 4180 says."""
    yield csv_line(headings)
    for row in rows:
        yield csv_line(row)


def csv_line(row: Sequence[Cell]) -> str:
    """One line of a CSV export."""
    buffer = StringIO()
    csv.writer(buffer).writerow([safe_cell(cell) for cell in row])
    return buffer.getvalue()
