"""What a contract year asks of practices, networks and boards, and on which days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpcn.engines.calendar.days import day_for
from openpcn.kernel.contract_years import ContractYear, month_end

ONCE = "once"


class Owner(StrEnum):
    """Who owes it."""

    PRACTICE = "practice"
    NETWORK = "network"
    ICB = "icb"

    @property
    def words(self) -> str:
        """Each practice, the network, or the board."""
        return {"practice": "Practice", "network": "Network", "icb": "Integrated care board"}[self]


class Due(StrEnum):
    """How the day of it is told."""

    ONCE = "once"
    """On a day of the year."""
    MONTHLY = "monthly"
    """For each month."""
    ALL_YEAR = "all_year"
    """At any time from `starts_on` to `ends_on`, or all through the year."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where an obligation can be read."""

    code: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """Something that the contract asks for in a year."""

    code: str
    year: ContractYear
    title: str
    words: str
    owner: Owner
    due: Due
    due_on: date | None
    """None where it is due once and its day has not been found."""
    starts_on: date | None
    ends_on: date | None
    evidence: str
    status: str
    clause: str
    sources: tuple[Source, ...]
    checked_on: date
    note: str


@dataclass(frozen=True, kw_only=True)
class LocalDay:
    """A day that a commissioner or network has set where the contract names none."""

    due_on: date | None = None
    day_of_month: int | None = None
    same_month: bool = False
    """Whether it is a day of the month that it is for; else of the month after."""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """An obligation on one day or for one month."""

    obligation: Obligation
    key: str
    """The month of a monthly one, 2026-04; "once" of any other."""
    month: date | None
    due_on: date | None
    """None: no day is held, or it runs all through the year."""
    is_local: bool = False
    """Whether the day was set locally."""
    day_words: str = ""
    """Who set it."""


def occurrences(
    obligations: tuple[Obligation, ...], local: Mapping[str, LocalDay] | None = None
) -> tuple[Occurrence, ...]:
    """Every occurrence of a year, by day; those without a day come last, in order of title."""
    days = local or {}
    found = [one for each in obligations for one in _of(each, days.get(each.code))]
    return tuple(sorted(found, key=in_order))


def in_order(one: Occurrence) -> tuple[date, date, str, str]:
    """By day, month, title and owner."""
    return (
        one.due_on or date.max,
        one.month or date.max,
        one.obligation.title,
        one.obligation.owner,
    )


def _of(each: Obligation, local: LocalDay | None) -> list[Occurrence]:
    if each.due is Due.MONTHLY:
        return [_for_month(each, month, local) for month in months_of(each)]
    if each.due_on is None and local is not None and local.due_on is not None:
        return [
            Occurrence(
                obligation=each,
                key=ONCE,
                month=None,
                due_on=local.due_on,
                is_local=True,
                day_words=local.words,
            )
        ]
    return [Occurrence(obligation=each, key=ONCE, month=None, due_on=each.due_on)]


def months_of(each: Obligation) -> list[date]:
    """The months of the year in which a monthly obligation stands."""
    first, last = each.starts_on or each.year.first_on, each.ends_on or each.year.last_on
    return [month for month in each.year.months if month <= last and month_end(month) >= first]


def _for_month(each: Obligation, month: date, local: LocalDay | None) -> Occurrence:
    day = local.day_of_month if local else None
    due_on = None
    if local is not None and day is not None:
        due_on = day_for(month, day, same_month=local.same_month)
    return Occurrence(
        obligation=each,
        key=f"{month:%Y-%m}",
        month=month,
        due_on=due_on,
        is_local=due_on is not None,
        day_words=local.words if local and due_on else "",
    )
