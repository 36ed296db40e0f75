"""One person's rows out of a practice's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import duckdb

from openpcn.engines.population.duckdb_files import rows_of
from openpcn.engines.population.people import Encounter, Event, Person, PersonRecords
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.reading import PERSON_TYPES, Partition

EVENT = ("on", "code_id", "value")
ENCOUNTER = ("starts_on", "setting", "ends_on", "role", "clinician")


def read_person(
    con: duckdb.DuckDBPyConnection,
    at: Partition,
    person_id: int,
    codes: Codes,
    clusters: Collection[str],
) -> PersonRecords | None:
    """A person's rows, with the clusters of each event; nothing where the practice has no such."""
    held: dict[int, set[str]] = defaultdict(set)
    for name in clusters:
        for code in codes[name]:
            held[code].add(name)
    people = rows_of(con, at, "person", tuple(PERSON_TYPES), person_id)
    if not people:
        return None
    events = [
        Event(on=on, code=code, value=value, clusters=frozenset(held[code]))
        for on, code, value in rows_of(con, at, "event", EVENT, person_id)
        if code in held
    ]
    encounters = [
        Encounter(**dict(zip(ENCOUNTER, row, strict=True)))
        for row in rows_of(con, at, "encounter", ENCOUNTER, person_id)
    ]
    return PersonRecords(
        person=Person(**dict(zip(PERSON_TYPES, people[0], strict=True))),
        events=tuple(events),
        encounters=tuple(encounters),
    )


def holds_person(con: duckdb.DuckDBPyConnection, at: Partition, person_id: int) -> bool:
    """Whether a practice holds records of a person."""
    return bool(rows_of(con, at, "person", ("person_id",), person_id))
