"""Minutes of access outside ordinary hours: owed, planned, delivered, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

WEEK = timedelta(days=7)
DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Window:
    """Hours of a day of the week that are to be covered; Monday is 0."""

    weekday: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """What is owed from a day to a day."""

    code: str
    title: str
    starts_on: date
    ends_on: date | None
    counts: str
    """Which population: registered or adjusted."""
    minutes_per_thousand: int
    rounded_to: int
    """Minutes; to the nearest where it is more than one, else up to the minute."""
    standard_hours: tuple[Window, ...]


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session as planned, and what became of it."""

    on: date
    starts_at: time
    ends_at: time
    clinicians: int
    delivered_minutes: int | None

    @property
    def planned_minutes(self) -> int:
        """Minutes of all clinicians together."""
        return minutes_between(self.starts_at, self.ends_at) * self.clinicians


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week from Monday to Sunday."""

    starts_on: date
    required: int | None
    """None: the population is not held, or no scheme was in force."""
    sessions: int
    planned: int
    delivered: int
    unrecorded: int
    """Sessions of which nobody has recorded what was delivered."""
    uncovered: int
    """Minutes of the standard hours in which no session is planned."""

    @property
    def short_of_plan(self) -> int | None:
        """Minutes owed that are not planned."""
        return None if self.required is None else max(0, self.required - self.planned)

    @property
    def shortfall(self) -> int | None:
        """Minutes owed that were not delivered; None while sessions are unrecorded."""
        if self.required is None or self.unrecorded:
            return None
        return max(0, self.required - self.delivered)


def required_minutes(scheme: Scheme, population: Decimal, days: int = DAYS) -> int:
    """Minutes owed in a week; in part of a week, by its days and rounded up."""
    exact = population / 1000 * scheme.minutes_per_thousand
    step = Decimal(scheme.rounded_to)
    rounding = ROUND_HALF_UP if scheme.rounded_to > 1 else ROUND_CEILING
    whole = (exact / step).to_integral_value(rounding) * step
    return int((whole * days / DAYS).to_integral_value(ROUND_CEILING))


def weeks_of(first: date, last: date) -> list[date]:
    """The Mondays from a day to a day."""
    monday = first + timedelta(days=-first.weekday() % DAYS)
    found = []
    while monday <= last:
        found.append(monday)
        monday += WEEK
    return found


def week_return(
    starts_on: date,
    sessions: Iterable[Session],
    schemes: Sequence[Scheme],
    population_of: dict[str, Decimal | None],
) -> Week:
    """One week of the return; `population_of` is told by scheme."""
    ends_on = starts_on + WEEK - timedelta(days=1)
    held = [one for one in sessions if starts_on <= one.on <= ends_on]
    owed = [owed_in(scheme, starts_on, population_of) for scheme in schemes]
    in_force = [(scheme, days) for scheme, days, _ in owed if days]
    amounts = [minutes for _, days, minutes in owed if days]
    known = [each for each in amounts if each is not None]
    return Week(
        starts_on=starts_on,
        required=sum(known) if amounts and len(known) == len(amounts) else None,
        sessions=len(held),
        planned=sum(one.planned_minutes for one in held),
        delivered=sum(one.delivered_minutes or 0 for one in held),
        unrecorded=sum(one.delivered_minutes is None for one in held),
        uncovered=sum(uncovered(scheme, starts_on, held) for scheme, _ in in_force),
    )


def owed_in(
    scheme: Scheme, monday: date, population_of: dict[str, Decimal | None]
) -> tuple[Scheme, int, int | None]:
    """How many days of a week a scheme is in force, and the minutes owed for them."""
    days = sum(holds(scheme, monday + timedelta(days=each)) for each in range(DAYS))
    population = population_of.get(scheme.code)
    minutes = None if population is None else required_minutes(scheme, population, days)
    return scheme, days, minutes


def holds(scheme: Scheme, day: date) -> bool:
    """Whether a scheme is in force on a day."""
    return scheme.starts_on <= day and (scheme.ends_on is None or day <= scheme.ends_on)


def uncovered(scheme: Scheme, monday: date, sessions: Sequence[Session]) -> int:
    """Minutes of a week's standard hours in which no session is planned."""
    total = 0
    for window in scheme.standard_hours:
        day = monday + timedelta(days=window.weekday)
        if holds(scheme, day):
            total += gap(window, [one for one in sessions if one.on == day])
    return total


def gap(window: Window, sessions: Sequence[Session]) -> int:
    """Minutes of a window that no session covers."""
    start, end = minute_of(window.starts_at), minute_of(window.ends_at)
    free, at = 0, start
    for one in sorted(sessions, key=lambda each: each.starts_at):
        begins, ends = minute_of(one.starts_at), minute_of(one.ends_at)
        free += max(0, min(begins, end) - at)
        at = max(at, min(ends, end))
    return free + max(0, end - at)


def minutes_between(start: time, end: time) -> int:
    """Minutes from one time to another on the same day."""
    return minute_of(end) - minute_of(start)


def minute_of(moment: time) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute
