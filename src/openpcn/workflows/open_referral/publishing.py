"""An asset of our directory in the words of Open Referral UK 3.0, with nothing that is empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from functools import cache
from typing import Any
from uuid import UUID

from pyproj import Transformer

from openpcn.domains.community.queries.assets import AssetAnswer
from openpcn.domains.community.saying import AssetSaid, PlaceSaid, ProviderSaid, TermSaid, TimeSaid
from openpcn.kernel.spoken import language_name
from openpcn.sources.open_referral.fields import EMAIL, is_web_address
from openpcn.workflows.open_referral.ours import LISTS, NOT_SAID, Word, made_id, word_id, words

Written = dict[str, Any]
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


def service_in_short(asset: AssetAnswer) -> Written:
    """A service with its one-to-one fields and its organisation."""
    said = asset.said
    runs = said.provider
    return filled(
        {
            "id": str(asset.key),
            "organization_id": str(runs.key) if runs and runs.key else None,
            "name": said.name,
            "description": said.description,
            "url": web_address(said.url),
            "email": email(said.email),
            "status": said.standing,
            "fees": said.fees,
            "accreditations": said.accreditations,
            "minimum_age": said.youngest,
            "maximum_age": said.oldest,
            "assured_date": said.assured_on.isoformat() if said.assured_on else None,
            "assurer_email": email(said.assurer_email),
            "alert": said.alert,
            "last_modified": last_modified(asset),
            "organization": organisation_in_short(runs) if runs else None,
        }
    )


def service_in_full(asset: AssetAnswer) -> Written:
    """A service with everything that belongs to it."""
    said, key = asset.said, asset.key
    return filled(
        service_in_short(asset)
        | without_places(asset)
        | {
            "service_at_locations": [
                {
                    "id": str(at_location_id(key, place)),
                    "service_id": str(key),
                    "location_id": str(place.key),
                    "location": location(place),
                }
                for place in said.places
            ]
        }
    )


def without_places(asset: AssetAnswer) -> Written:
    """What belongs to a service beside its places."""
    said, key = asset.said, asset.key
    return filled(
        {
            "eligibility_description": said.eligibility,
            "phones": numbered(key, "phone", [{"number": said.phone}] if said.phone else []),
            "schedules": [schedule(each, key) for each in said.times],
            "service_areas": numbered(key, "area", said.service_areas),
            "languages": [language(each, key) for each in said.languages],
            "organization": organisation(said.provider) if said.provider else None,
            "funding": numbered(key, "funding", said.funding),
            "cost_options": numbered(key, "cost", said.cost_options),
            "contacts": numbered(key, "contact", said.contacts),
            "attributes": attributes(said, key),
        }
    )


def at_location_in_short(asset: AssetAnswer, place_key: UUID) -> Written:
    """A service at one of its places, with one-to-one fields."""
    place = place_of(asset, place_key)
    return at_location(asset, place, service_in_short(asset), location_in_short(place))


def at_location_in_full(asset: AssetAnswer, place_key: UUID) -> Written:
    """A service at one of its places, with everything that belongs to them."""
    place = place_of(asset, place_key)
    service = filled(service_in_short(asset) | without_places(asset))
    return at_location(asset, place, service, location(place))


def at_location(asset: AssetAnswer, place: PlaceSaid, service: Written, where: Written) -> Written:
    """A service at a place."""
    return {
        "id": str(at_location_id(asset.key, place)),
        "service_id": str(asset.key),
        "location_id": str(place.key),
        "location": where,
        "service": service,
    }


def at_location_id(asset: UUID, place: PlaceSaid | UUID) -> UUID:
    """The id of an asset at a place: always the same for the two."""
    return made_id("at", asset, place.key if isinstance(place, PlaceSaid) else place)


def place_of(asset: AssetAnswer, key: UUID) -> PlaceSaid:
    """One place of an asset."""
    return next(place for place in asset.said.places if place.key == key)


def organisation_in_short(said: ProviderSaid) -> Written:
    """Whoever runs a service."""
    return filled(
        {
            "id": str(said.key),
            "name": said.name,
            "description": said.description or said.name,
            "email": email(said.email),
            "website": web_address(said.url),
            "logo": said.more.get("logo"),
            "uri": web_address(said.more.get("uri", "")),
            "parent_organization_id": said.more.get("parent_organization_id"),
        }
    )


def organisation(said: ProviderSaid) -> Written:
    """Whoever runs a service, with the numbers under which registers know them."""
    numbers = list(said.more.get("organization_identifiers", []))
    schemes = {each.get("identifier_scheme") for each in numbers}
    for scheme, kind, number in (
        ("GB-CHC", "Charity number", said.charity_number),
        ("GB-COH", "Company number", said.company_number),
    ):
        known = {each.get("identifier") for each in numbers}
        if number and scheme not in schemes and number not in known:
            numbers.append(
                {"identifier_scheme": scheme, "identifier_type": kind, "identifier": number}
            )
    key = said.key or made_id("organisation", said.name)
    return filled(
        organisation_in_short(said)
        | {"organization_identifiers": numbered(key, "identifier", numbers)}
    )


def location_in_short(place: PlaceSaid) -> Written:
    """A place with its one-to-one fields."""
    longitude, latitude = degrees(place)
    return filled(
        {
            "id": str(place.key),
            "location_type": "virtual" if place.is_virtual else "physical",
            "name": place.name,
            "description": place.description,
            "latitude": latitude,
            "longitude": longitude,
            "external_identifier": place.uprn,
            "external_identifier_type": "UPRN" if place.uprn else None,
        }
    )


def location(place: PlaceSaid) -> Written:
    """A place with its address and how one gets in."""
    key = place.key or made_id("place", place.name)
    street, city, county = parts_of(place.address)
    address = {
        "id": str(made_id("address", key)),
        "address_1": street,
        "city": city,
        "state_province": county,
        "postal_code": place.postcode,
        "country": "GB",
        "address_type": "virtual" if place.is_virtual else "physical",
    }
    texts = place.accessibility.split("\n") if place.accessibility else []
    return filled(
        location_in_short(place)
        | {
            "addresses": [address] if place.address or place.postcode else [],
            "accessibility": numbered(key, "access", [{"description": text} for text in texts]),
        }
    )


def parts_of(address: str) -> tuple[str, str, str]:
    """Street, town and county of an address that is written in one line."""
    parts = address.split(", ")
    if len(parts) > 2:
        return ", ".join(parts[:-2]), parts[-2], parts[-1]
    return parts[0], parts[1] if len(parts) == 2 else "", ""


def schedule(said: TimeSaid, key: UUID) -> Written:
    """When a service is open; the standard knows weeks and months."""
    is_daily = said.frequency == "DAILY"
    known = said.frequency if said.frequency in ("WEEKLY", "MONTHLY") else None
    return filled(
        {
            "id": str(said.key or made_id("time", key)),
            "service_id": str(key),
            "valid_from": said.valid_from.isoformat() if said.valid_from else None,
            "valid_to": said.valid_to.isoformat() if said.valid_to else None,
            "dtstart": said.first_on.isoformat() if said.first_on else None,
            "freq": "WEEKLY" if is_daily else known,
            "interval": said.every if known and said.every > 1 else None,
            "byday": EVERY_DAY if is_daily else said.days,
            "bymonthday": said.month_days,
            "description": said.description,
            "opens_at": said.opens_at.isoformat() if said.opens_at else None,
            "closes_at": said.closes_at.isoformat() if said.closes_at else None,
            "schedule_link": web_address(said.link),
            "attending_type": said.attending,
            "notes": said.notes,
        }
    )


def language(code: str, key: UUID) -> Written:
    """A language in which a service is offered, by name and code."""
    return {
        "id": str(made_id("language", key, code)),
        "service_id": str(key),
        "name": language_name(code),
        "code": code,
    }


def attributes(said: AssetSaid, key: UUID) -> list[Written]:
    """The words of our own lists and of others that a service carries."""
    codes = {each.field: getattr(said, each.field) for each in LISTS}
    own = [
        words()[str(word_id(field, code))]
        for field, held in codes.items()
        for code in (held if isinstance(held, tuple) else (held,))
        if code != NOT_SAID
    ]
    carried = [(own_term(word), word.list.field) for word in own]
    carried += [(other_term(each), each.link_type) for each in said.terms]
    return [
        filled(
            {
                "id": str(made_id("attribute", key, term["id"])),
                "link_id": str(key),
                "taxonomy_term_id": term["id"],
                "link_type": link,
                "taxonomy_term": term,
            }
        )
        for term, link in carried
    ]


def own_term(word: Word) -> Written:
    """A word of our own lists."""
    return {
        "id": str(word.id),
        "name": word.title,
        "description": word.title,
        "taxonomy": word.list.title,
        "taxonomy_id": str(word.list.id),
        "code": word.code,
    }


def other_term(said: TermSaid, parent_id: UUID | None = None) -> Written:
    """A word of another list."""
    return filled(
        {
            "id": str(said.key or made_id("term", said.taxonomy, said.code)),
            "name": said.name,
            "description": said.description or said.name,
            "parent_id": str(parent_id) if parent_id else None,
            "taxonomy": said.taxonomy,
            "taxonomy_id": str(made_id("taxonomy", said.taxonomy)),
            "term_uri": web_address(said.uri),
            "code": said.code,
        }
    )


def numbered(key: UUID, kind: str, rows: Iterable[Written]) -> list[Written]:
    """Objects, each with an id: the published one, or one made from where it stands."""
    return [{"id": str(made_id(kind, key, place)), **row} for place, row in enumerate(rows)]


def last_modified(asset: AssetAnswer) -> str:
    """When its source changed it, else when we learnt it."""
    changed = asset.said.changed_at or asset.known_from
    return changed.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def degrees(place: PlaceSaid) -> tuple[float | None, float | None]:
    """Longitude and latitude of a point, to about ten centimetres."""
    if place.easting is None or place.northing is None:
        return None, None
    longitude, latitude = to_degrees().transform(place.easting, place.northing)
    return round(longitude, 6), round(latitude, 6)


@cache
def to_degrees() -> Transformer:
    """From metres on the British National Grid to longitude and latitude."""
    return Transformer.from_crs(27700, 4326, always_xy=True)


def web_address(text: str) -> str | None:
    """A web address that is one."""
    return text if text and is_web_address(text) and text.isascii() else None


def email(text: str) -> str | None:
    """An e-mail address that is one."""
    return text if text and text.isascii() and EMAIL.fullmatch(text) else None


def filled(written: Written) -> Written:
    """An object without its empty members."""
    return {name: value for name, value in written.items() if value not in (None, "", [])}
