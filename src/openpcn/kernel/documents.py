"""A report as parts that any form can show: headings, paragraphs, tables, notes, figures.

What a reader of any form needs is asked for here: cells under headings, a figure in words, headings
that skip no level. A rendering decides only how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.kernel.errors import NotRight


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Begins a section; level 1 is the largest beneath the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Sentences."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of text under headings; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise NotRight(
                    f"A row of “{self.caption}” has {len(row)} cells, not {len(self.columns)}.",
                    next_step="Give each row a cell for each column.",
                )


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where something can be read; no address where it is not published on the web."""

    title: str
    url: str = ""


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


Part = Heading | Paragraph | Table | Note | Figure


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
