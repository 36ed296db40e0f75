"""FHIR R4 as NDJSON, one resource a line, as bulk exports write it.

A file's name says nothing to us; the resources in it do. People are read first, so that every
other resource finds the practice of its person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from openpcn.sources.records.fhir_resources import READERS, Person, person_of
from openpcn.sources.records.raw import Batch, Tally, batch

PRACTICE_NOT_KNOWN = "V81999"
"""The ODS code for "GP practice code not known"."""
PIECE = 20_000
AGAIN = "patients that were there already (same id), kept once, as they came last"
SYNTHEA = "synthea"
"""Where this stands in a resource's identifiers, its people are made by Synthea."""


def resource_type(path: Path) -> str | None:
    """The type of the first resource of a file; None where it is no FHIR."""
    try:
        with path.open(encoding="utf-8") as file:
            first = json.loads(file.readline() or "null")
    except (UnicodeDecodeError, json.JSONDecodeError):
        return None
    return first.get("resourceType") if isinstance(first, dict) else None


def read_fhir(
    paths: Iterable[Path], tally: Tally, *, practice: str = PRACTICE_NOT_KNOWN
) -> Iterator[Batch]:
    """Every resource that we keep; people who name no practice are put under `practice`."""
    ordered = sorted(paths, key=lambda path: (resource_type(path) != "Patient", path.name))
    people: dict[str, Person] = {}
    for path in ordered:
        resources = numbered(path, tally)
        while piece := list(islice(resources, PIECE)):
            yield from rows_of(piece, path.name, people, tally, practice)
    yield batch("person", (person.row for person in people.values()))
    yield batch("registration", (person.registration() for person in people.values()))


def numbered(path: Path, tally: Tally) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The resources of a file with their rows; lines that are none are rejected."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for row, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                resource = json.loads(line)
            except json.JSONDecodeError:
                tally.reject(path.name, row, "is not whole JSON")
                continue
            if not isinstance(resource, dict) or "resourceType" not in resource:
                tally.reject(path.name, row, "is not a FHIR resource")
                continue
            yield row, resource


def rows_of(
    piece: list[tuple[int, Mapping[str, Any]]],
    file: str,
    people: dict[str, Person],
    tally: Tally,
    practice: str,
) -> Iterator[Batch]:
    """The events and encounters of some resources; their people are remembered."""
    made: dict[str, list[dict[str, object]]] = {"event": [], "encounter": []}
    for row, resource in piece:
        kind = resource["resourceType"]
        tally.read[kind] += 1
        try:
            if kind == "Patient":
                person = person_of(resource, practice, tally) | {"file": file, "row": row}
                is_again = str(resource["id"]) in people
                people[str(resource["id"])] = Person(row=person)
                tally.synthetic |= SYNTHEA in json.dumps(resource.get("identifier", ""))
                tally.kept[kind] += not is_again
                tally.noticed.update([AGAIN] if is_again else [])
                continue
            if kind not in READERS:
                tally.passed_over[kind, "not kept by us"] += 1
                continue
            table, rows, left_out = READERS[kind](resource)
            if left_out:
                tally.passed_over[kind, left_out] += 1
                continue
            person_id = str(rows[0]["person"])
            if person_id not in people:
                tally.reject(file, row, f"{kind} of nobody among the patients")
                continue
            whose = people[person_id]
            whose.seen_on(str(rows[0].get("on") or rows[0].get("starts_on")))
            tally.kept[kind] += 1
            made[table] += [
                each | {"practice_code": whose.row["practice_code"], "file": file, "row": row}
                for each in rows
            ]
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            tally.reject(file, row, f"{kind} is not as FHIR describes it")
    for table, rows in made.items():
        if rows:
            yield batch(table, rows)
