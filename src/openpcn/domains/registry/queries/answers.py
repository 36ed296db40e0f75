"""What questions about the structure are answered with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """A practice as a core member of a network on the day."""

    practice_code: str
    practice_name: str
    network_code: str
    network_name: str
    starts_on: date
    ends_on: date | None
    starts_after: date | None
    ends_before: date | None
    basis: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PracticeAnswer:
    """An open practice with its newest list and where it belongs."""

    code: str
    name: str
    postcode: str
    patients: int | None
    list_on: date | None
    network_code: str | None
    network_name: str | None
    place_code: str | None
    place_name: str | None
    sub_icb_code: str | None
    system_code: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkAnswer:
    """A network with its size and where it belongs: where most of its patients are registered."""

    code: str
    name: str
    practices: int
    patients: int | None
    list_on: date | None
    place_code: str | None
    place_name: str | None
    places: int
    """In how many places its practices lie."""
    system_code: str | None
    system_name: str | None
    opened_on: date | None
    closed_on: date | None
    has_rationale: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceAnswer:
    """A place, or the sub-ICB location that stands in for one, with what lies in it."""

    code: str
    name: str
    kind: str
    practices: int
    networks: int
    patients: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SystemAnswer:
    """An integrated care board with what lies in it."""

    code: str
    name: str
    practices: int
    networks: int
    patients: int | None
