"""A report as plain data that a database keeps, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from openpcn.kernel.documents import (
    Cell,
    Column,
    Document,
    Figure,
    Footnote,
    Heading,
    Note,
    Paragraph,
    Part,
    Points,
    Row,
    Source,
    Table,
)


def plain(document: Document) -> dict[str, Any]:
    """Lists and words only; each part says what it is."""
    said = asdict(document)
    parts = [{"part": type(part).__name__, **asdict(part)} for part in document.parts]
    return said | {"parts": parts}


def document_from(said: dict[str, Any]) -> Document:
    """The report that `plain` was made from."""
    return Document(**said | {"parts": tuple(part_from(one) for one in said["parts"])})


def part_from(said: dict[str, Any]) -> Part:
    """One part."""
    fields = {name: value for name, value in said.items() if name != "part"}
    match said["part"]:
        case "Heading":
            return Heading(**fields)
        case "Paragraph":
            note = fields["footnote"]
            return Paragraph(**fields | {"footnote": footnote_from(note) if note else None})
        case "Points":
            return Points(items=tuple(fields["items"]))
        case "Note":
            return Note(**fields | {"sources": sources_from(fields["sources"])})
        case "Figure":
            return Figure(**fields)
        case _:
            return table_from(fields)


def table_from(said: dict[str, Any]) -> Table:
    """A table."""
    return Table(
        caption=said["caption"],
        columns=tuple(Column(**column) for column in said["columns"]),
        rows=tuple(row_from(row) for row in said["rows"]),
        total=row_from(said["total"]) if said["total"] else None,
    )


def row_from(cells: list[Any]) -> Row:
    """The cells of a row."""
    return tuple(cell if isinstance(cell, str) else cell_from(cell) for cell in cells)


def cell_from(said: dict[str, Any]) -> Cell:
    """A cell that leads to a footnote."""
    return Cell(text=said["text"], footnote=footnote_from(said["footnote"]))


def footnote_from(said: dict[str, Any]) -> Footnote:
    """A footnote."""
    return Footnote(text=said["text"], sources=sources_from(said["sources"]))


def sources_from(said: list[dict[str, str]]) -> tuple[Source, ...]:
    """Where something can be read."""
    return tuple(Source(**one) for one in said)
