"""One person's rows, as the plain evaluator and a worked vignette have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who it is, as far as definitions may know."""

    birth_month: date
    person_id: int = 1
    sex: str = "U"
    death_on: date | None = None
    lsoa21: str | None = None
    imd_decile: int | None = None
    ethnicity16: str | None = None
    language: str | None = None
    interpreter: bool | None = None
    care_home: bool = False
    optout_national: bool = False
    optout_local: bool = False
    arrived_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A code on a day, with the clusters that hold the code, and perhaps a value."""

    on: date
    code: int
    clusters: frozenset[str]
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Encounter:
    """A contact or stay from a day to a day, both included; no end is still there."""

    starts_on: date
    setting: str
    ends_on: date | None = None
    role: str | None = None
    clinician: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonRecords:
    """Everything that is held about one person, in any order."""

    person: Person
    events: tuple[Event, ...] = ()
    encounters: tuple[Encounter, ...] = ()
