"""What a published format is: how it is told from others, whose it is, and who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpcn.sources.cells import parse_day
from openpcn.sources.periods import day_in_name
from openpcn.sources.rows import Recognised, Row, Tally
from openpcn.sources.tables import place_of, plain

OGL = "Open Government Licence v3.0"
NHS_ENGLAND = "NHS England"
Reader = Callable[[Path, Recognised, Tally], Iterator[Row]]


@dataclass(frozen=True, kw_only=True)
class Glimpse:
    """The beginning of a file, by which its format is told."""

    rows: Sequence[Sequence[str]] = ()
    """The first rows of a delimited text."""
    sheets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """First row of each sheet of a workbook, as compared."""
    head: str = ""
    """The first characters."""

    @property
    def headings(self) -> list[str]:
        """The first row as headings are compared."""
        return [plain(heading) for heading in self.rows[0]] if self.rows else []

    def column(self, heading: str) -> list[str]:
        """The cells seen under one heading."""
        place = self.headings.index(plain(heading))
        return [row[place] for row in self.rows[1:] if len(row) > place]


def no_day(_glimpse: Glimpse) -> date | None:
    """The content does not say which day it is about."""
    return None


def day_under(heading: str) -> Callable[[Glimpse], date | None]:
    """The content says its day in each row, under this heading."""

    def find(glimpse: Glimpse) -> date | None:
        return next((day for cell in glimpse.column(heading) if (day := parse_day(cell))), None)

    return find


@dataclass(frozen=True, kw_only=True)
class Format:
    """One published layout."""

    id: str
    title: str
    publisher: str
    licence: str = OGL
    headings: tuple[str, ...] = ()
    """All of these are there; ## stands for the two figures of an edition's year."""
    without: tuple[str, ...] = ()
    """None of these is there."""
    read: Reader
    looks_right: Callable[[Glimpse], bool] | None = None
    """For layouts without headings: whether this is one."""
    what_differs: Callable[[Glimpse], tuple[str, ...]] | None = None
    """For layouts without headings: sentences, where the file is near; else nothing."""
    day: Callable[[Glimpse], date | None] = no_day
    day_basis: str = "content"
    day_in_name: Callable[[str], date | None] = day_in_name
    needs_day: bool = False
    """Nothing can be made of the file without knowing its period."""

    def matches(self, glimpse: Glimpse) -> bool:
        """Whether the file that was glimpsed has this layout."""
        if self.looks_right is not None:
            return self.looks_right(glimpse)
        present = glimpse.headings
        return all(place_of(heading, present) >= 0 for heading in self.headings) and not any(
            place_of(heading, present) >= 0 for heading in self.without
        )
