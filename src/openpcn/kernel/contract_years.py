"""The contract year of general practice: 1 April to 31 March, written 2026/27."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.kernel.errors import NotRight

WRITTEN = re.compile(r"(\d{4})/(\d{2})")
FIRST_MONTH = 4


@dataclass(frozen=True, order=True)
class ContractYear:
    """A contract year; `begins` is the calendar year of its 1 April.

    It is never a plain number: 2025 could mean three different years.
    """

    begins: int

    def __str__(self) -> str:
        return f"{self.begins}/{(self.begins + 1) % 100:02d}"

    @property
    def first_on(self) -> date:
        """Its 1 April."""
        return date(self.begins, FIRST_MONTH, 1)

    @property
    def last_on(self) -> date:
        """Its 31 March."""
        return date(self.begins + 1, FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of its twelve months, April first."""
        return tuple(
            date(self.begins + (month > 12), (month - 1) % 12 + 1, 1)
            for month in range(FIRST_MONTH, FIRST_MONTH + 12)
        )

    @property
    def month_ends(self) -> tuple[date, ...]:
        """The last day of each of its twelve months, April first."""
        return tuple(month_end(month) for month in self.months)

    @property
    def next(self) -> ContractYear:
        """The year after."""
        return ContractYear(self.begins + 1)

    @property
    def before(self) -> ContractYear:
        """The year before."""
        return ContractYear(self.begins - 1)

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def contract_year(text: str) -> ContractYear:
    """The year that is written `text`, such as 2026/27; NotRight says how to write it."""
    found = WRITTEN.fullmatch(text.strip())
    year = ContractYear(int(found[1])) if found else None
    if year is None or not found or int(found[2]) != (year.begins + 1) % 100:
        raise NotRight(
            f"“{text[:20]}” is not a contract year.",
            next_step="Write the two years that it touches, for example 2026/27.",
        )
    return year


def contract_year_of(day: date) -> ContractYear:
    """The year that a day lies in."""
    return ContractYear(day.year - (day.month < FIRST_MONTH))


def month_end(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
