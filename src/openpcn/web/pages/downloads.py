"""A table as a CSV file that no spreadsheet can be made to run, with its source in each row."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse

from openpcn.kernel.exports import Cell as Value
from openpcn.kernel.exports import csv_lines
from openpcn.web.presenters.tables import Row, Table
from openpcn.workflows.facts.tell_source import Told


def csv_file(table: Table, name: str, told: Told) -> HttpResponse:
    """The table as a download; text goes out so that a spreadsheet shows it and runs nothing."""
    has_codes = any(row.cells[0].code for row in table.rows)
    named = [f"{one.label} ({one.unit})" if one.unit else one.label for one in table.columns]
    headings = [*named[:1], *(["Code"] if has_codes else []), *named[1:], *told.headings]
    rows = ((*values(row, has_codes), *told.cells) for row in table.rows)
    return attached("".join(csv_lines(headings, rows)), f"{name}.csv", told)


def values(row: Row, has_codes: bool) -> Iterator[Value]:
    """What a row holds, with its code after its name."""
    first, *others = row.cells
    yield first.value
    if has_codes:
        yield first.code
    yield from (cell.value for cell in others)


def attached(text: str, name: str, told: Told) -> HttpResponse:
    """A CSV file to take away, whose name says whether it is of the demonstration."""
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{told.file_name(name)}"'
    return response
