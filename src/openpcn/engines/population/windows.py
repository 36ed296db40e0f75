"""Which days count: windows before the day asked about, with both ends said."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.kernel.errors import NotRight


@dataclass(frozen=True, kw_only=True)
class Last:
    """The last months (or days) up to the day asked about, perhaps leaving out the latest of them.

    `Last(months=12)` on 31 March 2026 is 1 April 2025 to 31 March 2026: the same day a year ago
    is outside. `Last(months=12, skipping_months=12)` is the year before that. A day that a month
    does not have becomes its last day: one month before 31 March is 28 February.
    """

    months: int = 0
    days: int = 0
    skipping_months: int = 0

    def __post_init__(self) -> None:
        if (self.months > 0) == (self.days > 0) or min(self.months, self.days) < 0:
            raise NotRight(
                f"A window of {self.months} months and {self.days} days is not one window.",
                next_step="Say a number of months, or a number of days.",
            )
        if self.skipping_months < 0 or (self.days and self.skipping_months):
            raise NotRight(
                "Only a window of months can leave out the latest months.",
                next_step="Say the window in months, or leave out nothing.",
            )


@dataclass(frozen=True, kw_only=True)
class Since:
    """From a day on, that day included, up to the day asked about."""

    on: date


Window = Last | Since


def days_of(window: Window | None, as_at: date) -> tuple[date | None, date]:
    """First and last day that count, both included; no window starts with the first record."""
    match window:
        case None:
            return None, as_at
        case Since():
            return window.on, as_at
        case Last(days=0):
            end = months_before(as_at, window.skipping_months)
            start = months_before(as_at, window.skipping_months + window.months)
            return start + timedelta(days=1), end
        case _:
            return as_at - timedelta(days=window.days - 1), as_at


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day where it is shorter."""
    month = day.year * 12 + day.month - 1 - months
    year, at = divmod(month, 12)
    return date(year, at + 1, min(day.day, calendar.monthrange(year, at + 1)[1]))
