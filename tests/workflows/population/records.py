"""A few invented people, as the four tables of a practice."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from openpcn.kernel.records import DIAGNOSIS, OBSERVATION, SCHEMAS

TODAY = date(2026, 10, 1)


def tables(people: int = 3, *, practice: str = "Z90001") -> dict[str, pa.Table]:
    """The records of so many people, each with two events and an encounter."""
    numbers = list(range(1, people + 1))
    return {
        "person": pa.Table.from_pylist(
            [
                {
                    "person_id": number,
                    "sex": "FM"[number % 2],
                    "birth_month": date(1950 + number % 50, 5, 1),
                    "care_home": False,
                    "optout_national": number % 5 == 0,
                    "optout_local": False,
                }
                for number in numbers
            ],
            schema=SCHEMAS["person"],
        ),
        "registration": pa.Table.from_pylist(
            [
                {"person_id": n, "practice_code": practice, "starts_on": date(2015, 1, 1)}
                for n in numbers
            ],
            schema=SCHEMAS["registration"],
        ),
        "event": pa.Table.from_pylist(
            [
                event
                for n in numbers
                for event in (
                    {"person_id": n, "code_id": 0, "on": date(2020, 1, 1), "kind": DIAGNOSIS},
                    {
                        "person_id": n,
                        "code_id": 1,
                        "on": TODAY,
                        "value": 7.5 + n,
                        "kind": OBSERVATION,
                    },
                )
            ],
            schema=SCHEMAS["event"],
        ),
        "encounter": pa.Table.from_pylist(
            [{"person_id": n, "starts_on": TODAY, "setting": "gp", "role": "gp"} for n in numbers],
            schema=SCHEMAS["encounter"],
        ),
    }


CODES = [
    ("snomed", "1999999910", "Synthetic: a diagnosis"),
    ("snomed", "1999999911", "Synthetic: a measurement"),
]
