"""A table as a CSV file that no spreadsheet can be made to run."""

from __future__ import annotations

from django.http import HttpResponse

from openpcn.kernel.exports import csv_lines
from openpcn.web.presenters.tables import Table


def csv_file(table: Table, name: str) -> HttpResponse:
    """The table as a download; text goes out so that a spreadsheet shows it and runs nothing."""
    headings = [column.label for column in table.columns]
    rows = ([cell.value for cell in row.cells] for row in table.rows)
    response = HttpResponse(
        "".join(csv_lines(headings, rows)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
