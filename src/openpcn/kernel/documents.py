"""A report as parts that any form can show: headings, paragraphs, tables, notes, figures.

What a reader of any form needs is asked for here: cells under headings, a figure in words, headings
that skip no level, a number that leads to its working. A rendering decides only how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpcn.kernel.errors import NotRight


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Begins a section; level 1 is the largest beneath the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where something can be read; no address where it is not published on the web."""

    title: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Footnote:
    """How a number came about: its working, and where its facts can be read."""

    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Sentences."""

    text: str
    is_strong: bool = False
    footnote: Footnote | None = None


@dataclass(frozen=True, kw_only=True)
class Points:
    """A list, a point to a line."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell that leads to a footnote."""

    text: str
    footnote: Footnote


Row = tuple[str | Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of text under headings; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None

    def __post_init__(self) -> None:
        for row in self.every_row():
            if len(row) != len(self.columns):
                raise NotRight(
                    f"A row of “{self.caption}” has {len(row)} cells, not {len(self.columns)}.",
                    next_step="Give each row a cell for each column.",
                )

    def every_row(self) -> tuple[Row, ...]:
        """The rows, and the total last where there is one."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True, kw_only=True)
class Note:
    """A remark with what it is about and where it can be read."""

    about: str
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A drawing as SVG, with the same in words for who does not see it."""

    svg: str
    alternative: str
    caption: str

    def __post_init__(self) -> None:
        if not self.alternative.strip():
            raise NotRight(
                f"The figure “{self.caption}” says nothing to who does not see it.",
                next_step="Say in words what it shows.",
            )


Part = Heading | Paragraph | Points | Table | Note | Figure


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report: title, what it is about, its parts in order, and what stands on each page."""

    title: str
    about: str
    """One line under the title."""
    parts: tuple[Part, ...]
    footer: str
    """Source and warning, on every page."""
    language: str = "en-GB"

    def __post_init__(self) -> None:
        level = 0
        for part in self.parts:
            if isinstance(part, Heading):
                if not 1 <= part.level <= level + 1:
                    raise NotRight(
                        f"The heading “{part.text}” skips a level.",
                        next_step="Begin at level 1, and go down one level at a time.",
                    )
                level = part.level


Numbers = Mapping[Footnote, int]


def numbered(document: Document) -> Numbers:
    """Every footnote once with its number, from 1 in the order in which a reader meets them."""
    met = dict.fromkeys(note for part in document.parts for note in footnotes_of(part))
    return {note: at for at, note in enumerate(met, start=1)}


def footnotes_of(part: Part) -> Iterator[Footnote]:
    """The footnotes of a part, in order."""
    if isinstance(part, Paragraph) and part.footnote:
        yield part.footnote
    if isinstance(part, Table):
        cells = (cell for row in part.every_row() for cell in row)
        yield from (cell.footnote for cell in cells if isinstance(cell, Cell))


def text_of(cell: str | Cell) -> str:
    """The words of a cell."""
    return cell if isinstance(cell, str) else cell.text
