"""The typed rows of a directory: a service with everything that belongs to it.

The names are those of Open Referral UK 3.0; what it leaves out is None or an empty tuple.
`needed` marks what the standard requires.
"""

# ruff: noqa: RUF009 - what looks like a call in a default makes a field of the dataclass
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpcn.sources.open_referral import fields


def held(reader: Any, *, needed: bool = False) -> Any:
    """A single value, read by `reader`."""
    return field(default=None, metadata={"reader": reader, "needed": needed, "shape": "value"})


def one(row: type, *, needed: bool = False) -> Any:
    """A single object of another kind."""
    return field(default=None, metadata={"reader": row, "needed": needed, "shape": "one"})


def many(row: type) -> Any:
    """A list of objects of another kind."""
    return field(default=(), metadata={"reader": row, "needed": False, "shape": "many"})


@dataclass(frozen=True, kw_only=True, slots=True)
class TermRow:
    """A word of a list of words (a taxonomy), such as “Befriending”."""

    id: str = held(fields.uuid, needed=True)
    name: str = held(fields.text, needed=True)
    description: str | None = held(fields.text, needed=True)
    parent_id: str | None = held(fields.uuid)
    taxonomy: str | None = held(fields.text)
    taxonomy_id: str | None = held(fields.uuid)
    term_uri: str | None = held(fields.web_address)
    code: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributeRow:
    """That a word of a list applies: what kind, for whom, in which circumstances."""

    id: str = held(fields.uuid, needed=True)
    link_type: str | None = held(fields.text)
    taxonomy_term: TermRow | None = one(TermRow)


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressRow:
    """Where a place is, as it is written on an envelope."""

    id: str = held(fields.uuid, needed=True)
    attention: str | None = held(fields.text)
    address_1: str = held(fields.text, needed=True)
    city: str = held(fields.text, needed=True)
    region: str | None = held(fields.text)
    state_province: str = held(fields.text, needed=True)
    postal_code: str = held(fields.text, needed=True)
    country: str = held(fields.text, needed=True)
    address_type: str = held(fields.one_of("physical", "postal", "virtual"), needed=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessibilityRow:
    """How people with disabilities get in and about."""

    id: str = held(fields.uuid, needed=True)
    description: str | None = held(fields.text)
    details: str | None = held(fields.text)
    url: str | None = held(fields.web_address)
    accessibility: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class LocationRow:
    """A place: a building, or a line that people call."""

    id: str = held(fields.uuid, needed=True)
    location_type: str = held(fields.one_of("physical", "postal", "virtual"), needed=True)
    name: str | None = held(fields.text)
    description: str | None = held(fields.text)
    latitude: float | None = held(fields.number)
    longitude: float | None = held(fields.number)
    external_identifier: str | None = held(fields.text)
    external_identifier_type: str | None = held(fields.text)
    addresses: tuple[AddressRow, ...] = many(AddressRow)
    accessibility: tuple[AccessibilityRow, ...] = many(AccessibilityRow)


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleRow:
    """When a service is open."""

    id: str = held(fields.uuid, needed=True)
    valid_from: date | None = held(fields.day)
    valid_to: date | None = held(fields.day)
    dtstart: date | None = held(fields.day)
    freq: str | None = held(fields.one_of("WEEKLY", "MONTHLY"))
    interval: float | None = held(fields.number)
    byday: str | None = held(fields.days_of_the_week)
    bymonthday: str | None = held(fields.text)
    description: str | None = held(fields.text)
    opens_at: time | None = held(fields.clock)
    closes_at: time | None = held(fields.clock)
    schedule_link: str | None = held(fields.web_address)
    attending_type: str | None = held(fields.text)
    notes: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class PhoneRow:
    """A number to call; Open Referral UK leaves it out, its parent standard has it."""

    number: str | None = held(fields.text)
    extension: str | None = held(fields.text)
    description: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class AtLocationRow:
    """That a service is offered at a place."""

    id: str = held(fields.uuid, needed=True)
    location: LocationRow | None = one(LocationRow)
    schedules: tuple[ScheduleRow, ...] = many(ScheduleRow)


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaRow:
    """Whom a service is for by where they live."""

    id: str = held(fields.uuid, needed=True)
    name: str | None = held(fields.text)
    extent_type: str | None = held(fields.text)
    service_area: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageRow:
    """A language in which a service is offered."""

    id: str = held(fields.uuid, needed=True)
    name: str | None = held(fields.text)
    code: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentifierRow:
    """A number under which a register knows an organisation, such as a charity number."""

    id: str = held(fields.uuid, needed=True)
    identifier_scheme: str | None = held(fields.text)
    identifier_type: str = held(fields.text, needed=True)
    identifier: str = held(fields.text, needed=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationRow:
    """Whoever runs a service."""

    id: str = held(fields.uuid, needed=True)
    name: str = held(fields.text, needed=True)
    description: str = held(fields.text, needed=True)
    email: str | None = held(fields.email)
    website: str | None = held(fields.web_address)
    logo: str | None = held(fields.text)
    uri: str | None = held(fields.web_address)
    parent_organization_id: str | None = held(fields.uuid)
    organization_identifiers: tuple[IdentifierRow, ...] = many(IdentifierRow)


@dataclass(frozen=True, kw_only=True, slots=True)
class CostRow:
    """What a service costs somebody."""

    id: str = held(fields.uuid, needed=True)
    valid_from: date | None = held(fields.day)
    valid_to: date | None = held(fields.day)
    option: str | None = held(fields.text)
    amount: float | None = held(fields.number)
    amount_description: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactRow:
    """Whom to ask."""

    id: str = held(fields.uuid, needed=True)
    name: str | None = held(fields.text)
    title: str | None = held(fields.text)
    phones: tuple[PhoneRow, ...] = many(PhoneRow)


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingRow:
    """Who pays for a service."""

    id: str = held(fields.uuid, needed=True)
    source: str | None = held(fields.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceRow:
    """A service with its organisation, places, times, costs, languages and words."""

    id: str = held(fields.uuid, needed=True)
    name: str = held(fields.text, needed=True)
    description: str | None = held(fields.text)
    url: str | None = held(fields.web_address)
    email: str | None = held(fields.email)
    status: str = held(
        fields.one_of("active", "inactive", "defunct", "temporarily closed"), needed=True
    )
    fees: str | None = held(fields.text)
    accreditations: str | None = held(fields.text)
    minimum_age: float | None = held(fields.number)
    maximum_age: float | None = held(fields.number)
    assured_date: date | None = held(fields.day)
    assurer_email: str | None = held(fields.email)
    alert: str | None = held(fields.text)
    eligibility_description: str | None = held(fields.text)
    """Of the parent standard, as are phones and the names of languages."""
    last_modified: datetime | None = held(fields.moment)
    organization: OrganisationRow | None = one(OrganisationRow)
    service_at_locations: tuple[AtLocationRow, ...] = many(AtLocationRow)
    schedules: tuple[ScheduleRow, ...] = many(ScheduleRow)
    service_areas: tuple[AreaRow, ...] = many(AreaRow)
    languages: tuple[LanguageRow, ...] = many(LanguageRow)
    cost_options: tuple[CostRow, ...] = many(CostRow)
    contacts: tuple[ContactRow, ...] = many(ContactRow)
    phones: tuple[PhoneRow, ...] = many(PhoneRow)
    funding: tuple[FundingRow, ...] = many(FundingRow)
    attributes: tuple[AttributeRow, ...] = many(AttributeRow)
