"""What is due beside what came in: settled, short, above, late, not yet due, or unexplained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openpcn.kernel.contract_years import month_end

WAIT = timedelta(days=31)
"""After the end of a month, what is due for it is late once this time has passed: our own rule."""


class State(StrEnum):
    """How what is due stands on a day."""

    LATE = "late"
    SHORT = "short"
    ABOVE = "above"
    UNEXPLAINED = "unexplained"
    NOT_YET = "not_yet"
    SETTLED = "settled"

    @property
    def words(self) -> str:
        """In a table."""
        return {
            "late": "Late",
            "short": "Short",
            "above": "More than due",
            "unexplained": "Not explained",
            "not_yet": "Not due yet",
            "settled": "Received",
        }[self.value]

    @property
    def next_step(self) -> str:
        """What somebody does about it."""
        return {
            "late": "Ask the commissioner when it will be paid, with the working of the statement.",
            "short": "Ask for the rest, with the working; or look whether the claim was queried.",
            "above": "Ask what it is: arrears, or paid twice. Share it out once that is known.",
            "unexplained": "Find out what it pays; reverse it and record it for that, once known.",
            "not_yet": "",
            "settled": "",
        }[self.value]

    @property
    def is_open(self) -> bool:
        """Whether somebody has to act."""
        return bool(self.next_step)


@dataclass(frozen=True, kw_only=True)
class Due:
    """An amount that is due for an entitlement and a month."""

    entitlement: str
    month: date | None
    """None: some time in the year."""
    pence: int


@dataclass(frozen=True, kw_only=True)
class Received:
    """An amount that came in for an entitlement and a month, as it was recorded."""

    entitlement: str
    month: date | None
    pence: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is due for an entitlement and a month, and what came in for it."""

    entitlement: str
    month: date | None
    due: int
    received: int
    state: State

    @property
    def difference(self) -> int:
        """What came in above what is due; below nought where it is short."""
        return self.received - self.due


def compare(
    dues: Iterable[Due], received: Iterable[Received], *, year_ends_on: date, as_at: date
) -> tuple[Standing, ...]:
    """Every entitlement and month of either side, by month; those of no month come last."""
    due: dict[tuple[str, date | None], int] = {}
    came: dict[tuple[str, date | None], int] = {}
    for one in dues:
        due[one.entitlement, one.month] = due.get((one.entitlement, one.month), 0) + one.pence
    for each in received:
        key = (each.entitlement, each.month)
        came[key] = came.get(key, 0) + each.pence
    found = [
        standing(name, month, due.get((name, month), 0), came.get((name, month), 0),
                 last_day(month, year_ends_on), as_at)
        for name, month in due.keys() | came.keys()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.month or date.max, one.entitlement)))


def standing(
    name: str, month: date | None, due: int, received: int, last_on: date, as_at: date
) -> Standing:
    """One entitlement in one month."""
    return Standing(
        entitlement=name,
        month=month,
        due=due,
        received=received,
        state=state_of(due, received, is_late=as_at > last_on),
    )


def state_of(due: int, received: int, *, is_late: bool) -> State:
    """How an amount stands."""
    if received == due:
        return State.SETTLED
    if not due:
        return State.UNEXPLAINED
    if not received:
        return State.LATE if is_late else State.NOT_YET
    return State.SHORT if received < due else State.ABOVE


def last_day(month: date | None, year_ends_on: date) -> date:
    """The last day on which something is not late yet."""
    return (year_ends_on if month is None else month_end(month)) + WAIT
