"""A published paper's workforce tables, as transcribed: what was printed, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class PaperGroup:
    """One row of the table by neighbourhood; None where the paper prints nothing."""

    name: str
    patients: int
    average_list: int | None
    per_thousand: Decimal | None
    fte: Decimal
    patients_each: int | None


@dataclass(frozen=True, kw_only=True)
class PaperCount:
    """A count that the text prints, with the words around it."""

    of: str
    number: int
    words: str
    page: str


@dataclass(frozen=True, kw_only=True)
class Vacancies:
    """Vacancies of one commissioner by role: number and the percentage printed beside it."""

    name: str
    rows: tuple[tuple[str, int, int | None], ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The inputs of a workforce paper."""

    title: str
    published: str
    checked_on: date
    file: str
    groups_page: str
    groups: tuple[PaperGroup, ...]
    total: PaperGroup
    average_list: int
    average_page: str
    contracts_page: str
    contracts: tuple[tuple[str, int], ...]
    counts: tuple[PaperCount, ...]
    vacancies_page: str
    vacancies: tuple[Vacancies, ...]

    def count(self, of: str) -> PaperCount:
        """A count of the text by what it counts."""
        return next(one for one in self.counts if one.of == of)
