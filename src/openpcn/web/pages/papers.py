"""What a page shows as a paper: PDF, Word or HTML by the machinery of every report."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from openpcn.kernel.documents import Column, Document, Note, Paragraph, Part
from openpcn.kernel.documents import Table as TablePart
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import in_words
from openpcn.web.pages.files import file_response
from openpcn.web.presenters.tables import Cell, Table
from openpcn.workflows.documents.files import FORMS
from openpcn.workflows.facts.tell_source import Told

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
}


def paper_file(document: Document, form: str, name: str) -> HttpResponse:
    """A document in one of the forms pdf, docx and html, to take away."""
    ending = f".{form}"
    if ending not in FORMS:
        raise NotFound(f"Papers have no form {form}.", next_step="Choose pdf, docx or html.")
    return file_response(FORMS[ending](document), TYPES[ending], f"{name}{ending}")


def tables_paper(tables: Sequence[Table], title: str, told: Told) -> Document:
    """The tables of a page under its title, with their source on every page."""
    return Document(
        title=title,
        about=f"As at {in_words(told.as_at)}",
        parts=(
            Paragraph(text=told.sentence),
            *(part for one in tables if one.rows for part in parts_of(one)),
        ),
        footer=told.sentence,
    )


def parts_of(table: Table) -> tuple[Part, ...]:
    """A table of a page, with the remark beneath it."""
    made = TablePart(
        caption=table.caption,
        columns=tuple(Column(label=one.label, is_number=one.is_number) for one in table.columns),
        rows=tuple(tuple(map(said, row.cells)) for row in table.rows),
        total=tuple(map(said, table.total)) or None,
    )
    return (made, Note(about="Note:", text=table.note)) if table.note else (made,)


def said(cell: Cell) -> str:
    """The words of a cell, with what stands beneath them."""
    return f"{cell.text} ({cell.second})" if cell.second else cell.text
