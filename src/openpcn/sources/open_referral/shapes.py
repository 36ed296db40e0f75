"""One entry of a feed into a typed row, with every fault of it told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from functools import cache
from typing import Any

from openpcn.kernel.codes import tidy_postcode
from openpcn.sources.open_referral.faults import Fault, Told, shown, without_unwritable
from openpcn.sources.open_referral.fields import ASK, text
from openpcn.sources.open_referral.rows import LocationRow, ServiceRow

MOST_OF_A_LIST = 1_000
OTHER_KINDS = {
    "service": "a service at a location",
    "services": "an organisation",
    "taxonomy_terms": "a list of words",
}
"""Members that a service never has, and what an entry with one of them is."""


@dataclass(frozen=True, slots=True)
class Part:
    """How one member of an object is read."""

    name: str
    reader: Any
    needed: bool
    shape: str


def read_service(document: Any, *, entry: int) -> tuple[ServiceRow | None, tuple[Fault, ...]]:
    """A service, whole or not at all, and what is wrong with the entry."""
    told = Told(entry, name_of(document))
    if not isinstance(document, Mapping):
        told.refuse("", f"{shown(document)} is not a service.", ASK)
        return None, tuple(told.faults)
    if kind := next((what for key, what in OTHER_KINDS.items() if key in document), ""):
        told.refuse("", f"This is {kind}, not a service.", "Import the feed's list of services.")
        return None, tuple(told.faults)
    row = read_object(ServiceRow, document, "", told)
    if row is not None:
        note_what_is_odd(row, told)
    return (None if told.stops else row), tuple(told.faults)


def name_of(document: Any) -> str:
    """Name and id of an entry, as far as it has them."""
    if not isinstance(document, Mapping):
        return ""
    said = [document.get("name"), document.get("id")]
    return ", ".join(
        without_unwritable(each)[:80] for each in said if isinstance(each, str) and each
    )


def read_object(row: type, value: Any, at: str, told: Told) -> Any:
    """An object of one kind; None where it is none."""
    if not isinstance(value, Mapping):
        told.refuse(at, f"{shown(value)} is not an object.", ASK)
        return None
    read: dict[str, Any] = {}
    for part in parts_of(row):
        given = value.get(part.name)
        path = f"{at}.{part.name}" if at else part.name
        if given is None:
            if part.needed:
                read[part.name] = without(part, path, told)
            continue
        if part.shape == "value":
            read[part.name] = read_value(part, given, path, told)
        elif part.shape == "one":
            read[part.name] = read_object(part.reader, given, path, told)
        else:
            read[part.name] = read_list(part.reader, given, path, told)
    return row(**read)


def without(part: Part, at: str, told: Told) -> str | None:
    """What stands for a value that the standard requires and that is not there.

    A town or a description that nobody gave keeps no service from being found; an id, a name or a
    status does.
    """
    message = f"There is no {part.name}, which the standard requires."
    if part.reader is text and part.name != "name":
        told.note(at, message, ASK)
        return ""
    told.refuse(at, message, ASK)
    return None


def read_value(part: Part, given: Any, at: str, told: Told) -> Any:
    """A single value; where the standard asks for text that is there and empty, it stays empty."""
    value = part.reader(given, at, told)
    if value is None and part.needed and isinstance(given, str) and not given.strip():
        if part.name != "name":
            return ""
        told.refuse(at, "The name is empty.", ASK)
    return value


def read_list(row: type, value: Any, at: str, told: Told) -> tuple[Any, ...]:
    """A list of objects of one kind."""
    if not isinstance(value, list):
        told.refuse(at, f"{shown(value)} is not a list.", ASK)
        return ()
    if len(value) > MOST_OF_A_LIST:
        told.refuse(at, f"The list has {len(value):,} entries.", f"Shorten it. {ASK}")
        return ()
    return tuple(
        read_object(row, each, f"{at}[{number}]", told) for number, each in enumerate(value)
    )


@cache
def parts_of(row: type) -> tuple[Part, ...]:
    """How each member of a kind of object is read."""
    return tuple(
        Part(each.name, each.metadata["reader"], each.metadata["needed"], each.metadata["shape"])
        for each in fields_of(row)
    )


def note_what_is_odd(row: ServiceRow, told: Told) -> None:
    """What the standard allows and a reader of the directory would miss."""
    if not row.description:
        told.note("description", "The service has no description.", ASK)
    if row.organization is None:
        told.note("organization", "Nobody is named who runs the service.", ASK)
    low, high = row.minimum_age, row.maximum_age
    if low is not None and high is not None and low > high:
        told.note("minimum_age", f"The lowest age {low:g} is above the highest, {high:g}.", ASK)
    for number, at in enumerate(row.service_at_locations):
        if at is not None and at.location is not None:
            note_odd_place(at.location, f"service_at_locations[{number}].location", told)


def note_odd_place(place: LocationRow, at: str, told: Told) -> None:
    """A place that is on no map, or whose postcode is none."""
    if not is_on_earth(place):
        told.note(
            f"{at}.latitude",
            f"{place.latitude:g}, {place.longitude:g} is not a place on earth; it is left out.",
            ASK,
        )
    for number, address in enumerate(place.addresses):
        if address is not None and address.postal_code and not tidy_postcode(address.postal_code):
            told.note(
                f"{at}.addresses[{number}].postal_code",
                f"{shown(address.postal_code)} is not a postcode of the United Kingdom.",
                ASK,
            )


def is_on_earth(place: LocationRow) -> bool:
    """Whether coordinates, where both are given, are possible."""
    if place.latitude is None or place.longitude is None:
        return True
    return abs(place.latitude) <= 90 and abs(place.longitude) <= 180
