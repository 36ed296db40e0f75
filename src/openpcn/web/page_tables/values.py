"""From the words of a page to values of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openpcn.kernel.exports import Cell
from openpcn.web.page_tables.reading import PageTable, Said

NUMBER = re.compile(
    r"(?P<sign>[+−-]?)(?P<pounds>£?)"
    r"(?P<digits>(0|[1-9]\d{0,2}(,\d{3})+|[1-9]\d{0,6})(\.\d+)?)(?P<share>%?)"
)
"""As pages write numbers; a code or a telephone number, long or with a nought first, is none."""
UNITS = {"£": "pounds", "%": "%", "": ""}


def rows_of(table: PageTable) -> tuple[list[str], list[list[Cell]]]:
    """Headings and rows; a unit that a whole column has goes into its heading."""
    top, *rest = table.rows
    wide = max(len(row) for row in table.rows)
    columns = [list(column(rest, at)) for at in range(wide)]
    named = [top[at].text if at < len(top) else "" for at in range(wide)]
    headings: list[str] = []
    shown: list[list[Cell]] = []
    for name, cells in zip(named, columns, strict=True):
        unit = unit_of(cells)
        headings.append(f"{name} ({unit})" if unit else name)
        shown.append([value(one.text, has_unit=unit is not None) for one in cells])
        if any(one.second for one in cells):
            headings.append(f"{name}: more" if name else "More")
            shown.append([one.second for one in cells])
    return headings, [list(row) for row in zip(*shown, strict=True)]


def column(rows: Sequence[Sequence[Said]], at: int) -> Iterator[Said]:
    """The cells of a column; a short row has none."""
    yield from (row[at] if at < len(row) else Said() for row in rows)


def unit_of(cells: Sequence[Said]) -> str | None:
    """The one unit of all numbers of a column, empty if they have none; None if they differ."""
    found = {unit(match) for one in cells if (match := NUMBER.fullmatch(one.text))}
    return UNITS[found.pop()] if len(found) == 1 else None


def unit(match: re.Match[str]) -> str:
    """The sign of a unit at a number."""
    return match["pounds"] or match["share"]


def value(text: str, *, has_unit: bool) -> Cell:
    """A number where a text is one and its unit is told above it, else the text."""
    match = NUMBER.fullmatch(text)
    if match is None or not (has_unit or not unit(match)):
        return text
    digits = match["digits"].replace(",", "")
    number = float(digits) if "." in digits else int(digits)
    return -number if match["sign"] in {"−", "-"} else number
