"""One community asset as a file lists it: the one row that every reader of assets returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeCell:
    """Days of the week (MO, or 1MO for the first Monday of a month) from an hour to an hour."""

    days: tuple[str, ...]
    opens_at: time
    closes_at: time

    @property
    def is_monthly(self) -> bool:
        """Whether it comes once a month."""
        return len(self.days[0]) > 2


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetRow:
    """A service, group or place; what the file does not say is empty or None."""

    line: int
    code: str
    """What the source calls it."""
    name: str
    kind: str
    standing: str = "active"
    description: str = ""
    address: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    easting: float | None = None
    northing: float | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    area: str = ""
    """The council or other area that the source lists it under."""
    opened_on: date | None = None
    closed_on: date | None = None
    organisation: str = ""
    charity_number: str = ""
    eligibility: str = ""
    youngest: int | None = None
    oldest: int | None = None
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    tier: str = ""
    cost: str = ""
    fees: str = ""
    step_free: str = ""
    accessibility: str = ""
    times: tuple[TimeCell, ...] = ()
    alert: str = ""
    note: str = ""
