"""Pharmacies and libraries of the demonstration, in the layouts of their publishers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.areas import ICB_CODE, REGION_CODE
from openpcn.workflows.demonstration.invention import Invention, chance

Line = list[object]
DISPENSERS_ON = date(2026, 10, 1)
EVERY_NTH = 31
"""One postcode in so many has a pharmacy: about as many as published for a like population."""
EVERY_NTH_LIBRARY = 97
CLOSED = 9
"""One pharmacy in so many has closed."""
KINDS = ("Pharmacy", "Chemist", "Pharmacy", "Dispensing Chemist")
LIBRARY_COLUMNS = (
    "name", "id", "authority_id", "address", "postcode", "lat", "lng", "statutory2010",
    "statutory2016", "type", "closed", "closed_year", "opened_year", "url", "email",
)  # fmt: skip


def pharmacies(invention: Invention) -> Iterator[Line]:
    """Every so many postcodes a pharmacy; some have closed, one supplies appliances."""
    lot = chance(invention.seed, "pharmacies")
    for number, unit in enumerate(invention.postcodes[7::EVERY_NTH]):
        stem = names.STEMS[int(lot.integers(len(names.STEMS)))]
        name = f"{stem} {KINDS[number % len(KINDS)]}".upper()
        has_closed = number % CLOSED == CLOSED - 1
        street = names.STREETS[int(lot.integers(len(names.STREETS)))]
        yield [
            f"FZ{number + 1:03}", name, REGION_CODE, ICB_CODE,
            f"{int(lot.integers(1, 190))} {street}", "", names.COUNTY.upper(), "", "",
            unit.postcode, "20050401", "20240930" if has_closed else "",
            "C" if has_closed else "A", "2" if number == 1 else "1", "", "20050401", "",
            f"01632 {961_000 + number}", "", "", "", "0", "", ICB_CODE, "", "", "",
        ]  # fmt: skip


def libraries(invention: Invention) -> Iterator[Line]:
    """A library for every so many postcodes; the public one has no list of its own otherwise."""
    yield list(LIBRARY_COLUMNS)
    for number, unit in enumerate(invention.postcodes[11::EVERY_NTH_LIBRARY]):
        town = invention.areas.towns[int(invention.areas.land.town[unit.area])]
        part = names.PARTS[number % len(names.PARTS)]
        yield [
            f"{town} {part} Library", 900 + number, 1, f"{part}, {town}", unit.postcode, "", "",
            "t", "t", ("LAL", "CRL")[number % 5 == 4], "", "", "", "", "",
        ]  # fmt: skip
