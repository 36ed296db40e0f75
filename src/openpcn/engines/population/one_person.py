"""One person's rows out of a practice's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import duckdb

from openpcn.engines.population.people import Encounter, Event, Person, PersonRecords
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.reading import PERSON_TYPES, Partition, quoted, told_plainly

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
    people = rows(con, at, "person", tuple(PERSON_TYPES), person_id)
    if not people:
        return None
    events = [
        Event(on=on, code=code, value=value, clusters=frozenset(held[code]))
        for on, code, value in rows(con, at, "event", EVENT, person_id)
        if code in held
    ]
    encounters = [
        Encounter(**dict(zip(ENCOUNTER, row, strict=True)))
        for row in rows(con, at, "encounter", ENCOUNTER, person_id)
    ]
    return PersonRecords(
        person=Person(**dict(zip(PERSON_TYPES, people[0], strict=True))),
        events=tuple(events),
        encounters=tuple(encounters),
    )


def holds_person(con: duckdb.DuckDBPyConnection, at: Partition, person_id: int) -> bool:
    """Whether a practice holds records of a person."""
    return bool(rows(con, at, "person", ("person_id",), person_id))


def rows(
    con: duckdb.DuckDBPyConnection,
    at: Partition,
    table: str,
    columns: tuple[str, ...],
    person_id: int,
) -> list[tuple]:  # type: ignore[type-arg]
    """The rows of one person."""
    names = ", ".join(f'"{name}"' for name in columns)
    source = f"read_parquet({quoted(at.file(table))}, hive_partitioning = false)"
    with told_plainly(at, table):
        query = f"select {names} from {source} where person_id = {int(person_id)}"  # noqa: S608
        return con.execute(query).fetchall()
