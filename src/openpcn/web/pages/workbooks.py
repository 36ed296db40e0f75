"""Tables as CSV, Excel and papers, with their source."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse

from openpcn.web.dates import Dates
from openpcn.web.pages.downloads import csv_file, values
from openpcn.web.pages.papers import paper_file, tables_paper
from openpcn.web.presenters.tables import Table
from openpcn.workflows.documents.files import FORMS
from openpcn.workflows.facts.tell_source import LISTS, MEMBERS, Told, tell_source
from openpcn.workflows.workforce.workbooks import Sheet, tables_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STAFF = (("mapped:workforce-practice",), ("mapped:workforce-network",))


def told_of_staff(dates: Dates) -> Told:
    """The files that the tables of staff come from."""
    return tell_source(when=dates.when, formats=(LISTS, MEMBERS, *STAFF))


def tables_as(
    request: HttpRequest,
    tables: Sequence[Table],
    name: str,
    wanted: str,
    told: Told,
    *,
    title: str = "",
) -> HttpResponse:
    """One table as CSV, the one that `of` names where there are several; all as a workbook.

    Under a title also all as a paper: pdf, docx or html.
    """
    if wanted == "xlsx":
        return workbook_of(tables, f"{name}.xlsx", told)
    if title and f".{wanted}" in FORMS:
        file_name = told.file_name(f"{name}.{wanted}").removesuffix(f".{wanted}")
        return paper_file(tables_paper(tables, title, told), wanted, file_name)
    of = request.GET.get("of", "" if len(tables) > 1 else tables[0].id)
    table = next((one for one in tables if one.id == of), None)
    if wanted != "csv" or table is None:
        raise Http404
    return csv_file(table, f"{name}-{table.id}", told)


def workbook_of(tables: Sequence[Table], name: str, told: Told) -> HttpResponse:
    """Every table on a sheet of its own."""
    made = tables_workbook(
        [sheet_of(one) for one in tables],
        (told.sentence, *(f"{one.caption}. {one.note}" for one in tables if one.note)),
    )
    response = HttpResponse(made, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{told.file_name(name)}"'
    return response


def sheet_of(table: Table) -> Sheet:
    """A table as a sheet; codes stand after names where there are any."""
    has_codes = any(row.cells[0].code for row in table.rows)
    named = [f"{one.label} ({one.unit})" if one.unit else one.label for one in table.columns]
    headings = [*named[:1], *(["Code"] if has_codes else []), *named[1:]]
    return table.id, headings, [tuple(values(row, has_codes)) for row in table.rows]
