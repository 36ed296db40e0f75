"""What each contract year asks for, one file for each year, and the schedules of an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from openpcn.engines.calendar.obligations import Due, Obligation, Owner, Source
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.reading import file_of, parsed, refuse, shipped, wrong_among, years_in
from openpcn.rulebook.statuses import Status

FOLDER = "obligations"
SOURCES = "sources.toml"
SCHEDULES = "schedules.toml"

OBLIGATION: Keys = MappingProxyType(
    {
        "title": (str,),
        "words": (str,),
        "owner": (str,),
        "due": (str,),
        "evidence": (str,),
        "status": (str,),
        "clause": (str,),
        "sources": (list,),
        "checked_on": (date,),
        "note": (str,),
    }
)
OBLIGATION_MORE: Keys = MappingProxyType(
    {"due_on": (date,), "starts_on": (date,), "ends_on": (date,)}
)
SOURCE: Keys = MappingProxyType({"title": (str,), "url": (str,)})
SCHEDULE: Keys = MappingProxyType(
    {
        "title": (str,),
        "words": (str,),
        "from_year": (str,),
        "status": (str,),
        "sources": (list,),
        "checked_on": (date,),
        "note": (str,),
    }
)
CHOICES: Mapping[str, type[Owner] | type[Due] | type[Status]] = MappingProxyType(
    {"owner": Owner, "due": Due, "status": Status}
)


class NoCalendarForYear(NotPossible):
    """The rulebook has no calendar of a contract year."""

    def __init__(self, year: ContractYear) -> None:
        super().__init__(
            f"There is no contract calendar of {year}.",
            next_step=f"Years we hold: {', '.join(map(str, calendar_years()))}.",
        )


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A schedule that a network agreement has."""

    code: str
    title: str
    words: str
    from_year: ContractYear
    status: Status
    sources: tuple[Source, ...]
    checked_on: date
    note: str


@cache
def obligations(year: ContractYear) -> tuple[Obligation, ...]:
    """What a contract year asks for; NoCalendarForYear names the years that are held."""
    if year not in calendar_years():
        raise NoCalendarForYear(year)
    name = file_of(year)
    held = read_obligations(shipped(FOLDER, name), file=name)
    if any(one.year != year for one in held):
        raise NotRight(f"{name} is about another year.", next_step="Put its contract_year right.")
    return held


def calendar_years() -> tuple[ContractYear, ...]:
    """The contract years whose calendars are in the rulebook, the first first."""
    return years_in(FOLDER)


@cache
def calendar_sources() -> Mapping[str, Source]:
    """Where the obligations can be read, by code."""
    tables = parsed(shipped(FOLDER, SOURCES), SOURCES)
    refuse([f"[{code}] {w}" for code, table in tables.items() for w in wrong_keys(table, SOURCE)],
           SOURCES)  # fmt: skip
    return MappingProxyType({code: Source(code=code, **table) for code, table in tables.items()})


@cache
def agreement_schedules() -> tuple[Schedule, ...]:
    """The schedules of a network agreement, in order."""
    return read_schedules(shipped(FOLDER, SCHEDULES), file=SCHEDULES)


def read_obligations(text: str, *, file: str) -> tuple[Obligation, ...]:
    """The obligations of a file; everything that is wrong with it is said at once."""
    tables = parsed(text, file)
    year = contract_year(str(tables.pop("contract_year", "")))
    wrong = [f"[{c}] {w}" for c, t in tables.items() for w in wrong_in(t, year)]
    refuse(wrong, file)
    known = calendar_sources()
    return tuple(
        Obligation(
            **(
                {"due_on": None, "starts_on": None, "ends_on": None}
                | table
                | {
                    "code": code,
                    "year": year,
                    "owner": Owner(table["owner"]),
                    "due": Due(table["due"]),
                    "sources": tuple(known[each] for each in table["sources"]),
                }
            )
        )
        for code, table in tables.items()
    )


def read_schedules(text: str, *, file: str) -> tuple[Schedule, ...]:
    """The schedules of a file."""
    tables = parsed(text, file)
    refuse([f"[{c}] {w}" for c, t in tables.items() for w in wrong_schedule(t)], file)
    known = calendar_sources()
    return tuple(
        Schedule(
            **(
                table
                | {
                    "code": code,
                    "from_year": contract_year(table["from_year"]),
                    "status": Status(table["status"]),
                    "sources": tuple(known[each] for each in table["sources"]),
                }
            )
        )
        for code, table in tables.items()
    )


def wrong_in(table: Any, year: ContractYear) -> list[str]:
    """What is wrong with one obligation."""
    wrong = wrong_keys(table, OBLIGATION, OBLIGATION_MORE) or wrong_words(table)
    if wrong:
        return wrong
    days = {name: table[name] for name in OBLIGATION_MORE if name in table}
    wrong = [f"{name} is outside {year}" for name, day in days.items() if day not in year]
    if "due_on" in table and table["due"] != Due.ONCE:
        wrong.append("due_on goes with due = 'once' only")
    return wrong


def wrong_schedule(table: Any) -> list[str]:
    """What is wrong with one schedule."""
    return wrong_keys(table, SCHEDULE) or wrong_words(table)


def wrong_words(table: Mapping[str, Any]) -> list[str]:
    """Words that are none of their list, and sources that nothing describes."""
    wrong = wrong_among(table, CHOICES)
    unknown = [code for code in table["sources"] if code not in calendar_sources()]
    return wrong + [f"source {code!r} is not described in {SOURCES}" for code in unknown]
