"""A table once: shown on a page, downloaded as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.web.presenters.words import number

Value = str | int | float | date | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, and how it is set."""

    label: str
    is_number: bool = False
    unit: str = ""
    """Said in the heading of the CSV, where numbers stand without it."""
    is_minor: bool = False
    """Left out where the page is narrow; always in the CSV."""

    @property
    def kind(self) -> str:
        """How its cells are set: n for numbers, m for what a narrow page leaves out."""
        return " ".join(["n"] * self.is_number + ["m"] * self.is_minor)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: the value for a spreadsheet and the text for a reader."""

    value: Value
    text: str
    href: str = ""
    second: str = ""
    bar: int | None = None
    """Length of a bar beneath, 0 to 100."""
    code: str = ""
    """Of what the row is about; a column of its own in the CSV."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row; the first cell names it."""

    cells: tuple[Cell, ...]
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link beneath a table."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows with their headings, and where to download them."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: tuple[Cell, ...] = ()
    note: str = ""
    csv_href: str = ""
    links: tuple[Link, ...] = ()
    caption_hidden: bool = False


def words(text: str, *, href: str = "", second: str = "", code: str = "") -> Cell:
    """A cell of text."""
    return Cell(value=text, text=text, href=href, second=second, code=code)


def per_cent(share: float, text: str) -> Cell:
    """A cell with a share: per cent with one decimal for a spreadsheet, the text for a reader."""
    return Cell(value=round(100 * share, 1), text=text)


def count(value: float | None, *, missing: str = "not held", bar: int | None = None) -> Cell:
    """A cell with a whole number."""
    return Cell(value=value, text=missing if value is None else number(value), bar=bar)
