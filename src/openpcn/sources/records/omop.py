"""OMOP Common Data Model 5.4, its tables as CSV (comma or tab) or Parquet.

Codes are taken from the source concepts (`*_source_concept_id`), because those are what was
recorded; standard concepts are a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openpcn.sources.records.omop_people import Everybody, Files, Ints, kept, read_people
from openpcn.sources.records.omop_tables import EVENTS, Clinical, day, whole
from openpcn.sources.records.raw import Batch, Tally

SYSTEMS = MappingProxyType({"SNOMED": "snomed", "ICD10": "icd10", "dm+d": "dmd"})
VISITS = MappingProxyType(
    {
        9201: "ip_elective",
        8717: "ip_elective",
        262: "ip_emergency",
        9203: "ed",
        581476: "community",
    }
)
"""Visit concepts by setting; all others, outpatient and office visits among them, are gp."""
EMERGENCY_ROOM = 9203


def read_omop(paths: Mapping[Path, str], tally: Tally, *, practice: str) -> Iterator[Batch]:
    """Every row that we keep; people without a care site are put under `practice`."""
    files = Files(paths)
    everybody, people = read_people(files, tally, practice)
    yield from people
    if not len(everybody.numbers):
        return
    yield from read_periods(files, everybody, tally)
    concepts = Concepts.used(files)
    for table, told in EVENTS.items():
        yield from read_events(files, table, told, everybody, concepts, tally)
    yield from read_visits(files, everybody, tally)


def read_periods(files: Files, everybody: Everybody, tally: Tally) -> Iterator[Batch]:
    """Registrations; a period that ends on the last day of any is still open."""
    last = max(
        (
            latest
            for _, _, piece in files.read("observation_period", "observation_period_end_date")
            if (latest := pc.max(day(piece["observation_period_end_date"])).as_py())
        ),
        default=None,
    )
    for file, before, piece in files.read("observation_period"):
        ends = day(piece["observation_period_end_date"])
        if last is not None:
            ends = pc.if_else(pc.equal(ends, pa.scalar(last, pa.date32())), None, ends)
        have = {"starts_on": day(piece["observation_period_start_date"]), "ends_on": ends}
        called = "observation_period"
        yield kept("registration", file, before, piece, have, everybody, tally, called)


@dataclass(frozen=True, kw_only=True)
class Concepts:
    """The source concepts that the events use: numbers, rising, with system, code and display."""

    numbers: Ints
    system: pa.Array
    code: pa.Array
    display: pa.Array

    @classmethod
    def used(cls, files: Files) -> Concepts:
        """Look the used ones up in the concept table, which may be much larger."""
        parts = [
            np.unique(whole(piece[told.concept]))
            for table, told in EVENTS.items()
            for _, _, piece in files.read(table, told.concept)
        ]
        used = np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)
        rows: list[tuple[int, str, str, str]] = []
        for _, _, piece in files.read("concept"):
            these = pa.array(np.isin(whole(piece["concept_id"]), used[used > 0]))
            rows += [
                (int(number), *named(vocabulary, code), name or "")
                for number, code, vocabulary, name in zip(
                    *piece.filter(these).to_pydict().values(), strict=True
                )
            ]
        rows.sort()
        numbers, *words = zip(*rows, strict=True) if rows else ((), (), (), ())
        system, code, display = (pa.array(column, pa.string()) for column in words)
        return cls(
            numbers=np.array(numbers, dtype=np.int64), system=system, code=code, display=display
        )


def named(vocabulary: str, code: str) -> tuple[str, str]:
    """System and code of a concept; other vocabularies are local, with their name before."""
    system = SYSTEMS.get(vocabulary)
    return (system, code) if system else ("local", f"{vocabulary}:{code}")


def read_events(
    files: Files,
    table: str,
    told: Clinical,
    everybody: Everybody,
    concepts: Concepts,
    tally: Tally,
) -> Iterator[Batch]:
    """The events of one table; those without a known source concept are passed over."""
    for file, before, piece in files.read(table):
        number = whole(piece[told.concept])
        at = np.searchsorted(concepts.numbers, number)
        known = np.isin(number, concepts.numbers)
        none = int((number <= 0).sum())
        for reason, many in (
            ("no source concept", none),
            ("its concept is not in the concept table", int((~known).sum()) - none),
        ):
            if many:
                tally.passed_over[table, reason] += many
        where = pa.array(np.where(known, at, 0), mask=~known)
        have = {
            "on": day(piece[told.day]),
            "system": concepts.system.take(where),
            "code": concepts.code.take(where),
            "display": concepts.display.take(where),
            "kind": pa.array(np.full(len(piece), told.kind, dtype=np.int8)),
        }
        if told.value:
            have["value"] = pc.if_else(
                pc.match_substring_regex(piece[told.value], r"^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$"),
                piece[told.value],
                None,
            ).cast(pa.float32())
        yield kept("event", file, before, piece, have, everybody, tally, table, known)


def read_visits(files: Files, everybody: Everybody, tally: Tally) -> Iterator[Batch]:
    """Encounters; a hospital stay that came from the emergency room is an emergency."""
    for file, before, piece in files.read("visit_occurrence"):
        names = piece.column_names
        concept = whole(piece["visit_concept_id"])
        setting = np.array([VISITS.get(int(each), "gp") for each in concept], dtype=object)
        if "admitted_from_concept_id" in names:
            urgent = whole(piece["admitted_from_concept_id"]) == EMERGENCY_ROOM
            setting[urgent & (setting == "ip_elective")] = "ip_emergency"
        stays = np.array([each.startswith("ip_") for each in setting], dtype=np.bool_)
        have = {
            "starts_on": day(piece["visit_start_date"]),
            "ends_on": pc.if_else(pa.array(stays), day(piece["visit_end_date"]), None),
            "setting": pa.array(setting, pa.string()),
        }
        if "provider_id" in names:
            have["clinician"] = piece["provider_id"]
        yield kept("encounter", file, before, piece, have, everybody, tally, "visit_occurrence")
