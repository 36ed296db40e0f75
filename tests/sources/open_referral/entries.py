"""Small invented entries of a directory."""

from __future__ import annotations

import copy
import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5


def key(name: str) -> str:
    """An invented id, the same for the same name."""
    return str(uuid5(NAMESPACE_URL, f"https://directory.example/{name}"))


def service(title: str = "Lunch club", **changed: Any) -> dict[str, Any]:
    """A service with one of everything; a member set to None is left out."""
    entry = {
        "id": key(title),
        "name": title,
        "description": "A hot lunch in company.",
        "url": "https://lunch.example/club",
        "email": "lunch@example.org",
        "status": "active",
        "minimum_age": 60,
        "last_modified": "2026-03-01T10:00:00Z",
        "organization": {
            "id": key("charity"),
            "name": "Vellshire Lunches",
            "description": "A charity",
            "organization_identifiers": [
                {"id": key("number"), "identifier_type": "Charity", "identifier": "1000001"}
            ],
        },
        "service_at_locations": [
            {
                "id": key(f"{title} at the hall"),
                "location": {
                    "id": key("hall"),
                    "location_type": "physical",
                    "name": "Lantern Hall",
                    "latitude": 52.63,
                    "longitude": -1.13,
                    "addresses": [
                        {
                            "id": key("address"),
                            "address_1": "1 Lantern Street",
                            "city": "Lantern Hill",
                            "state_province": "Vellshire",
                            "postal_code": "LE1 1AA",
                            "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                    "accessibility": [{"id": key("ramp"), "description": "A ramp at the door."}],
                },
            }
        ],
        "schedules": [
            {
                "id": key(f"{title} on Tuesdays"),
                "freq": "WEEKLY",
                "byday": "TU",
                "opens_at": "12:00",
                "closes_at": "14:00:00",
            }
        ],
        "languages": [{"id": key("language"), "name": "Gujarati", "code": "gu"}],
        "cost_options": [{"id": key("cost"), "option": "Lunch", "amount": 4.5}],
        "attributes": [
            {
                "id": key("attribute"),
                "taxonomy_term": {
                    "id": key("term"),
                    "name": "Older people",
                    "description": "For older people",
                    "taxonomy": "Audience",
                },
            }
        ],
    }
    made = copy.deepcopy(entry | changed)
    return {name: value for name, value in made.items() if value is not None}


def page(*entries: dict[str, Any], number: int = 1, of: int = 1, total: int | None = None) -> bytes:
    """A page of a feed."""
    return json.dumps(
        {
            "total_items": len(entries) if total is None else total,
            "total_pages": of,
            "page_number": number,
            "size": len(entries),
            "first_page": number == 1,
            "last_page": number == of,
            "empty": not entries,
            "contents": list(entries),
        }
    ).encode()
