"""An invented directory of services in Open Referral UK 3.0, of any size, from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

THINGS = ("Lunch club", "Walking group", "Advice desk", "Memory café", "Youth club", "Choir")
TOWNS = ("Lantern Hill", "Nether Vell", "Brook End", "Quarry Gate", "Saint Ann", "Market Vell")
AUDIENCES = ("Older people", "Carers", "Young people", "New arrivals", "Everybody")
LANGUAGES = (("English", "en"), ("Gujarati", "gu"), ("Polish", "pl"), ("Somali", "so"))
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PER_BODY = 4
"""Services that one body runs."""


def services(count: int, *, seed: int = 1, changed: int = 0) -> Iterator[dict[str, Any]]:
    """So many services; the first `changed` of them say something else than they would."""
    for number in range(count):
        entry = service(number, seed)
        if number < changed:
            entry["fees"] = "Pay what you can"
            entry["last_modified"] = "2026-10-01T09:00:00Z"
        yield entry


def service(number: int, seed: int) -> dict[str, Any]:
    """One service with everything that belongs to it."""
    chance = random.Random(seed * 1_000_003 + number)
    town, thing = chance.choice(TOWNS), chance.choice(THINGS)
    language, code = chance.choice(LANGUAGES)
    audience = chance.randrange(len(AUDIENCES))
    return {
        "id": made("service", number),
        "name": f"{thing} of {town} {number}",
        "description": f"An invented {thing.lower()} in {town}. Come as you are; tea is made." * 2,
        "url": f"https://directory.example/{number}",
        "email": f"ask{number}@directory.example",
        "status": "active",
        "minimum_age": chance.choice((0, 16, 18, 60)),
        "last_modified": "2026-05-01T09:00:00Z",
        "organization": body(number // PER_BODY),
        "service_at_locations": [{"id": made("at", number), "location": place(number, chance)}],
        "schedules": [
            {
                "id": made("time", number),
                "freq": "WEEKLY",
                "byday": chance.choice(DAYS),
                "opens_at": "10:00:00",
                "closes_at": "12:00:00",
                "description": "Not on public holidays",
            }
        ],
        "languages": [{"id": made("language", number), "name": language, "code": code}],
        "cost_options": [{"id": made("cost", number), "option": "Visit", "amount": number % 5}],
        "contacts": [{"id": made("contact", number), "title": "Coordinator"}],
        "attributes": [
            {
                "id": made("attribute", number),
                "link_type": "audience",
                "taxonomy_term": {
                    "id": made("term", audience),
                    "name": AUDIENCES[audience],
                    "description": f"For {AUDIENCES[audience].lower()}",
                    "taxonomy": "Audience",
                },
            }
        ],
    }


def body(number: int) -> dict[str, Any]:
    """Who runs it."""
    return {
        "id": made("body", number),
        "name": f"Invented Charity {number}",
        "description": "A charity that does not exist",
        "website": f"https://charity{number}.example",
        "organization_identifiers": [
            {
                "id": made("register", number),
                "identifier_scheme": "GB-CHC",
                "identifier_type": "Charity number",
                "identifier": str(9_000_000 + number),
            }
        ],
    }


def place(number: int, chance: random.Random) -> dict[str, Any]:
    """Where it is."""
    return {
        "id": made("place", number // 2),
        "location_type": "physical",
        "name": f"Hall {number // 2}",
        "latitude": round(52.4 + chance.random() / 2, 6),
        "longitude": round(-1.5 + chance.random() / 2, 6),
        "addresses": [
            {
                "id": made("address", number // 2),
                "address_1": f"{number % 200 + 1} Invented Street",
                "city": chance.choice(TOWNS),
                "state_province": "Vellshire",
                "postal_code": "ZZ1 1ZZ",
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "accessibility": [{"id": made("ramp", number // 2), "description": "Ramp at the door"}],
    }


def made(kind: str, number: int) -> str:
    """An id that is the same every time."""
    ahead = int.from_bytes(kind.encode()[:8].ljust(8, b"_"), "big")
    return str(UUID(int=(ahead << 64) | number, version=4))


def write_directory(path: Path, count: int, *, seed: int = 1, changed: int = 0) -> None:
    """Write a directory as one page, a service a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"total_items": {count}, "total_pages": 1, "contents": [\n')
        for number, entry in enumerate(services(count, seed=seed, changed=changed)):
            file.write(",\n" if number else "")
            json.dump(entry, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n]}\n")
