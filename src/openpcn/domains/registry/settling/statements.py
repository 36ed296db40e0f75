"""What files and people say about one organisation's place, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one file says: with dates of its own, or as a snapshot of one day."""

    object: str | None
    """Code of the network (or other whole); None: the file says that there is none."""
    is_snapshot: bool
    starts_on: date
    """For a snapshot, its day."""
    ends_on: date | None = None
    published_on: date | None = None
    """Until when an open end is confirmed; None: for ever."""
    source: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """The organisation belongs to the object from a day to a day."""

    object: str
    starts_on: date
    ends_on: date | None
    starts_after: date | None
    ends_before: date | None
    basis: str
    source: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """What a person has recorded: from its first day on, files change nothing."""

    object: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A span that dated sources vouch for; open blocks are vouched for until `confirmed_on`."""

    object: str
    starts_on: date
    ends_on: date | None
    confirmed_on: date
    source: int
