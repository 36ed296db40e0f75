"""What can be said of an asset: the one shape that forms, spreadsheets, files and feeds fill."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from openpcn.domains.community.vocabulary import (
    AssetKind,
    Cost,
    Publication,
    Standing,
    StepFree,
    Tier,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceSaid:
    """Where an asset is used; the point in metres on the British National Grid, if known."""

    key: UUID | None = None
    name: str = ""
    description: str = ""
    address: str = ""
    postcode: str = ""
    easting: float | None = None
    northing: float | None = None
    basis: str = "not_known"
    uprn: str = ""
    accessibility: str = ""
    is_virtual: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeSaid:
    """When an asset is open or meets, in the terms of iCalendar."""

    key: UUID | None = None
    frequency: str = ""
    every: int = 1
    days: str = ""
    month_days: str = ""
    first_on: date | None = None
    until: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    description: str = ""
    attending: str = ""
    link: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TermSaid:
    """A term of a taxonomy; its parent is named by its code in the same taxonomy."""

    taxonomy: str
    code: str
    name: str
    key: UUID | None = None
    description: str = ""
    uri: str = ""
    parent: str = ""
    link_type: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderSaid:
    """The body that runs an asset."""

    name: str
    external_id: str = ""
    key: UUID | None = None
    description: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    charity_number: str = ""
    company_number: str = ""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetSaid:
    """What an asset is like from a day on."""

    name: str
    kind: str = AssetKind.OTHER
    description: str = ""
    standing: str = Standing.ACTIVE
    publication: str = Publication.PUBLISHED
    tier: str = Tier.NOT_KNOWN
    url: str = ""
    email: str = ""
    phone: str = ""
    eligibility: str = ""
    youngest: int | None = None
    oldest: int | None = None
    cost: str = Cost.NOT_KNOWN
    fees: str = ""
    step_free: str = StepFree.NOT_KNOWN
    alert: str = ""
    accreditations: str = ""
    assured_on: date | None = None
    assurer_email: str = ""
    changed_at: datetime | None = None
    cost_options: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    service_areas: list[dict[str, Any]] = field(default_factory=list)
    funding: list[dict[str, Any]] = field(default_factory=list)
    source_note: str = ""
    provider: ProviderSaid | None = None
    places: tuple[PlaceSaid, ...] = ()
    times: tuple[TimeSaid, ...] = ()
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    terms: tuple[TermSaid, ...] = ()


PLAIN_FIELDS = (
    "name", "kind", "description", "standing", "publication", "tier", "url", "email", "phone",
    "eligibility", "youngest", "oldest", "cost", "fees", "step_free", "alert", "accreditations",
    "assured_on", "assurer_email", "changed_at", "cost_options", "contacts", "service_areas",
    "funding", "source_note",
)  # fmt: skip
"""Fields that a version keeps as they are said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One asset in a file or feed: what its source calls it, what it says, and a short form of it.

    `fingerprint` is a SHA-256 of whatever the source says; where it is the same as last time,
    nothing is written. `key` is the id that the source publishes, if it is a UUID. `opened_on`
    and `closed_on` are its first and last day, where the source says them.
    """

    external_id: str
    said: AssetSaid
    fingerprint: str
    key: UUID | None = None
    opened_on: date | None = None
    closed_on: date | None = None


def fingerprint_of(said: AssetSaid) -> str:
    """SHA-256 of the representation of what is said, fields in the order of the class."""
    return hashlib.sha256(repr(said).encode()).hexdigest()
