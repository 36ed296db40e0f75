"""The two times of every question: when it was true, and what we knew then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openpcn.kernel.errors import NotRight

FARTHEST_AHEAD = timedelta(days=731)


@dataclass(frozen=True, kw_only=True)
class When:
    """The day a question is about, and the moment of knowledge it is answered with.

    `as_at` is a day (Europe/London). `as_known` is an aware moment in UTC, or None for now:
    what is current knowledge at the time of asking.
    """

    as_at: date
    as_known: datetime | None = None


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """Days from `starts_on` to `ends_on`, both inclusive; None is open."""

    starts_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether `day` lies inside."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a day."""
        return (other.ends_on is None or self.starts_on <= other.ends_on) and (
            self.ends_on is None or other.starts_on <= self.ends_on
        )


def day_before(day: date) -> date:
    """The day before `day`."""
    return day - timedelta(days=1)


def believable(day: date, *, today: date) -> date:
    """A day that a question may be about: not over two years ahead of today."""
    farthest = today + FARTHEST_AHEAD
    if day > farthest:
        raise NotRight(
            f"{in_words(day)} is more than two years from now: nobody can know it.",
            next_step=f"Ask about {in_words(farthest)} or earlier.",
        )
    return day


def in_words(day: date) -> str:
    """A day as people write it: 31 March 2025."""
    return f"{day.day} {day:%B %Y}"
