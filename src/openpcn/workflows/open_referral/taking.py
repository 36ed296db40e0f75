"""A service of a feed into what is said of an asset, with what could not be kept as it was told."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from pyproj import Transformer

from openpcn.domains.community.saying import AssetSaid, PlaceSaid, ProviderSaid, TermSaid, TimeSaid
from openpcn.domains.community.vocabulary import AssetKind, Basis, Cost
from openpcn.kernel.codes import tidy_postcode
from openpcn.kernel.spoken import language_code
from openpcn.sources.open_referral.faults import Told, shown
from openpcn.sources.open_referral.rows import (
    LanguageRow,
    LocationRow,
    OrganisationRow,
    ScheduleRow,
    ServiceRow,
)
from openpcn.workflows.open_referral.ours import words

OLDEST = 150
"""Years; a higher age is no age."""
LONGEST = {"name": 200, "email": 254, "phone": 40, "url": 500, "address": 300, "attending": 200}
SHORTEN = "Ask the publisher for a shorter text."
FREE = frozenset({"free", "no charge", "free of charge", "none"})


def asset_said(row: ServiceRow, *, note: str, told: Told) -> AssetSaid:
    """What a feed says of one service, in the shape of our directory."""
    own = own_words(row)
    youngest, oldest = ages(row, told)
    return AssetSaid(
        name=cut(row.name, "name", told),
        kind=own.get("kind", [AssetKind.SERVICE])[0],
        description=row.description or "",
        standing=row.status,
        tier=own.get("tier", ["not_known"])[0],
        url=cut(row.url, "url", told),
        email=cut(row.email, "email", told),
        phone=cut(phone_of(row), "phone", told),
        eligibility=row.eligibility_description or "",
        youngest=youngest,
        oldest=oldest,
        cost=own["cost"][0] if "cost" in own else cost_of(row),
        fees=row.fees or "",
        step_free=own.get("step_free", ["not_known"])[0],
        alert=row.alert or "",
        accreditations=row.accreditations or "",
        assured_on=row.assured_date,
        assurer_email=cut(row.assurer_email, "email", told),
        changed_at=row.last_modified,
        cost_options=plain(row.cost_options),
        contacts=plain(row.contacts),
        service_areas=plain(row.service_areas),
        funding=plain(row.funding),
        source_note=note,
        provider=provider_said(row.organization, told) if row.organization else None,
        places=places_said(row, told),
        times=times_said(row, told),
        languages=languages_said(row.languages, told),
        themes=tuple(own.get("themes", ())),
        terms=terms_said(row),
    )


def own_words(row: ServiceRow) -> dict[str, list[str]]:
    """Words of our own lists that a service carries, by where they stand."""
    found: dict[str, list[str]] = {}
    for attribute in row.attributes:
        term = attribute.taxonomy_term
        if term is not None and (word := words().get(term.id)):
            found.setdefault(word.list.field, []).append(word.code)
    return found


def terms_said(row: ServiceRow) -> tuple[TermSaid, ...]:
    """The terms of other lists."""
    return tuple(
        TermSaid(
            taxonomy=(term.taxonomy or term.taxonomy_id or "")[:120],
            code=(term.code or term.id)[:120],
            name=term.name[:200],
            key=UUID(term.id),
            description=term.description or "",
            uri=(term.term_uri or "")[:500],
            parent=term.parent_id or "",
            link_type=(attribute.link_type or "")[:60],
        )
        for attribute in row.attributes
        if (term := attribute.taxonomy_term) is not None and term.id not in words()
    )


def ages(row: ServiceRow, told: Told) -> tuple[int | None, int | None]:
    """Youngest and oldest in whole years; none where they cannot be."""
    low, high = row.minimum_age, row.maximum_age
    for name, age in (("minimum_age", low), ("maximum_age", high)):
        if age is not None and not 0 <= age <= OLDEST:
            told.note(name, f"{age:g} is not an age; it is left out.", "Ask the publisher.")
            low, high = (None, high) if name == "minimum_age" else (low, None)
    if low is not None and high is not None and low > high:
        return None, None
    return (None if low is None else int(low)), (None if high is None else int(high))


def cost_of(row: ServiceRow) -> str:
    """Whether it costs anything, as far as amounts or the words about fees say."""
    amounts = [each.amount for each in row.cost_options if each.amount is not None]
    if amounts:
        paid = sum(amount > 0 for amount in amounts)
        return str(Cost.FREE if not paid else Cost.PAID if paid == len(amounts) else Cost.SOME)
    is_free = (row.fees or "").strip().strip(".").lower() in FREE
    return str(Cost.FREE if is_free else Cost.NOT_KNOWN)


def phone_of(row: ServiceRow) -> str:
    """The first number to call."""
    phones = (*row.phones, *(phone for contact in row.contacts for phone in contact.phones))
    return next((each.number for each in phones if each.number), "")


def provider_said(row: OrganisationRow, told: Told) -> ProviderSaid:
    """Whoever runs the service."""
    numbers = {each.identifier_type: each for each in row.organization_identifiers}
    more: dict[str, Any] = {
        "logo": row.logo,
        "uri": row.uri,
        "parent_organization_id": row.parent_organization_id,
        "organization_identifiers": plain(row.organization_identifiers),
    }
    return ProviderSaid(
        name=cut(row.name, "name", told),
        external_id=row.id,
        key=UUID(row.id),
        description=row.description,
        url=cut(row.website, "url", told),
        email=cut(row.email, "email", told),
        charity_number=number_of(numbers, "GB-CHC", "charity"),
        company_number=number_of(numbers, "GB-COH", "company"),
        more={name: value for name, value in more.items() if value},
    )


def number_of(numbers: dict[str, Any], scheme: str, word: str) -> str:
    """The number under which a register knows a body."""
    for kind, each in numbers.items():
        if each.identifier_scheme == scheme or word in kind.lower():
            return str(each.identifier)[:20]
    return ""


def places_said(row: ServiceRow, told: Told) -> tuple[PlaceSaid, ...]:
    """The places of a service, each once."""
    found = {
        at.location.id: at.location for at in row.service_at_locations if at.location is not None
    }
    return tuple(place_said(each, told) for each in found.values())


def place_said(row: LocationRow, told: Told) -> PlaceSaid:
    """One place; its point where it is in Great Britain."""
    address = row.addresses[0] if row.addresses else None
    written = (address.address_1, address.city, address.state_province) if address else ()
    postcode = tidy_postcode(address.postal_code) if address else None
    point = point_of(row, told)
    known = {"easting": point[0], "northing": point[1], "basis": Basis.PUBLISHED} if point else {}
    is_uprn = (row.external_identifier_type or "").upper() == "UPRN"
    texts = [text for each in row.accessibility if (text := each.description or each.accessibility)]
    return PlaceSaid(
        key=UUID(row.id),
        name=cut(row.name, "name", told),
        description=row.description or "",
        address=cut(", ".join(dict.fromkeys(part for part in written if part)), "address", told),
        postcode=postcode or "",
        uprn=(row.external_identifier or "")[:12] if is_uprn else "",
        accessibility="\n".join(texts),
        is_virtual=row.location_type == "virtual",
        **known,  # type: ignore[arg-type]
    )


def point_of(row: LocationRow, told: Told) -> tuple[float, float] | None:
    """The point on the British National Grid; a point elsewhere is told and left out."""
    if row.latitude is None or row.longitude is None:
        return None
    if 49 <= row.latitude <= 61 and -9 <= row.longitude <= 2.5:
        east, north = to_grid().transform(row.longitude, row.latitude)
        return round(east, 2), round(north, 2)
    told.note(
        "latitude",
        f"{row.latitude:g}, {row.longitude:g} is not in Great Britain; it is left out.",
        "Ask the publisher where the place is.",
    )
    return None


@cache
def to_grid() -> Transformer:
    """From longitude and latitude to metres on the British National Grid."""
    return Transformer.from_crs(4326, 27700, always_xy=True)


def times_said(row: ServiceRow, told: Told) -> tuple[TimeSaid, ...]:
    """When a service is open, at any of its places."""
    listed = (*row.schedules, *(each for at in row.service_at_locations for each in at.schedules))
    return tuple(time_said(each, told) for each in {one.id: one for one in listed}.values())


def time_said(row: ScheduleRow, told: Told) -> TimeSaid:
    """One time; hours over midnight and days that run backwards stay in words."""
    opens, closes, words_of_it = row.opens_at, row.closes_at, row.description or ""
    if opens and closes and closes <= opens:
        told.note("closes_at", f"It closes at {closes:%H:%M}, before it opens.", "Read the words.")
        words_of_it = f"{words_of_it} {opens:%H:%M} to {closes:%H:%M}".strip()
        opens = closes = None
    starts, ends = row.valid_from, row.valid_to
    if starts and ends and ends < starts:
        told.note("valid_to", f"{ends} is before {starts}; both are left out.", "Ask them.")
        starts = ends = None
    return TimeSaid(
        key=UUID(row.id),
        frequency=row.freq or "",
        every=int(row.interval) if row.interval and 1 <= row.interval <= 52 else 1,
        days=(row.byday or "")[:60],
        month_days=(row.bymonthday or "")[:100],
        first_on=row.dtstart,
        valid_from=starts,
        valid_to=ends,
        opens_at=opens,
        closes_at=closes,
        description=words_of_it,
        attending=cut(row.attending_type, "attending", told),
        link=(row.schedule_link or "")[:500],
        notes=row.notes or "",
    )


def languages_said(rows: tuple[LanguageRow, ...], told: Told) -> tuple[str, ...]:
    """Tags of the languages, from a code or from a name."""
    found: dict[str, None] = {}
    for row in rows:
        tag = language_code(row.code or "") or language_code(row.name or "")
        if tag:
            found[tag] = None
        elif row.name or row.code:
            told.note("languages", f"{shown(row.name or row.code)} is no language we know.", ASK)
    return tuple(found)


ASK = "Ask the publisher for its code, such as gu for Gujarati."


def plain(rows: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Rows as lists of objects in the words of Open Referral UK, without what is empty."""
    return [plain_object(row) for row in rows]


def plain_object(row: Any) -> dict[str, Any]:
    """One row as an object."""
    told = {each.name: getattr(row, each.name) for each in fields(row)}
    return {name: plain_value(value) for name, value in told.items() if value not in (None, ())}


def plain_value(value: Any) -> Any:
    """A value as JSON writes it."""
    if isinstance(value, tuple):
        return plain(value)
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value


def cut(text: str | None, what: str, told: Told) -> str:
    """A text as long as it may be; that it was cut is told."""
    if text and len(text) > LONGEST[what]:
        told.note(what, f"The {what} has {len(text)} characters and was cut.", SHORTEN)
        return text[: LONGEST[what]]
    return text or ""
