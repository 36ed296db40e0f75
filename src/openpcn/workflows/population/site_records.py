"""The records that the site answers from, and the newest answers to every definition."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from django.conf import settings

from openpcn.kernel.errors import NotFound
from openpcn.workflows.population.keeping import MANIFEST
from openpcn.workflows.population.storing import ABOUT, COUNTS, PEOPLE


@dataclass(frozen=True, kw_only=True)
class Answers:
    """A run whose answers are held: as at which day, of whom, and how to read it."""

    folder: Path
    as_at: date
    people: int
    definitions: int
    fingerprint: str
    label: str
    """What to say wherever people are shown: synthetic, or nothing."""
    not_assured: str
    bit_of: dict[str, tuple[int, int]]
    """Flag → number of its word, place of its bit."""
    kinds: dict[str, str]
    """Score, band or segment of every other definition."""
    practices: frozenset[str]


def records_folder() -> Path:
    """Where the site's records of people are kept."""
    return Path(settings.STATE) / "population" / "records"


def records_as_held() -> int:
    """Changes whenever records are loaded: opt-outs count at once, answers after the next run."""
    manifest = records_folder() / MANIFEST
    return manifest.stat().st_mtime_ns if manifest.is_file() else 0


def answers_folder() -> Path:
    """Where the answers to every definition are kept."""
    return Path(settings.STATE) / "population" / "answers"


def answers_held() -> Answers | None:
    """The answers that the site shows; None where no run was kept."""
    about = answers_folder() / ABOUT
    if not about.is_file():
        return None
    return read_answers(answers_folder(), about.read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def read_answers(folder: Path, text: str) -> Answers:
    """The description of a run, from its text."""
    said: dict[str, Any] = json.loads(text)
    column = pq.read_table(folder / PEOPLE, columns=["practice_code"]).column(0)
    return Answers(
        folder=folder,
        as_at=date.fromisoformat(said["as_at"]),
        people=said["people"],
        definitions=said["definitions"],
        fingerprint=said["fingerprint"],
        label=said["label"],
        not_assured=said["not_assured"],
        bit_of={name: (at[0], at[1]) for name, at in said["columns"]["flags"]["bit_of"].items()},
        kinds=said["columns"]["others"],
        practices=frozenset(column.unique().to_pylist()),
    )


def the_answers() -> Answers:
    """The answers that the site shows; NotFound says how they come about."""
    held = answers_held()
    if held is None:
        raise NotFound(
            "No records of people are held here.",
            next_step="A data manager loads them with openpcn population load, then answers the "
            "definitions with openpcn population run.",
        )
    return held


def people_rows(
    answers: Answers, practices: Collection[str], columns: Collection[str]
) -> dict[str, list[Any]]:
    """Columns of the people registered with some practices."""
    table = people_table(answers, practices, columns)
    return {name: table.column(name).to_pylist() for name in columns}


def people_table(
    answers: Answers, practices: Collection[str], columns: Collection[str]
) -> pa.Table:
    """The same columns as a table."""
    wanted = ds.field("practice_code").isin(sorted(practices))
    return ds.dataset(answers.folder / PEOPLE).to_table(columns=list(columns), filter=wanted)


def count_rows(answers: Answers, practices: Collection[str]) -> dict[tuple[str, str, str], int]:
    """Practice, definition and answer → people, or the total of a score."""
    wanted = ds.field("practice_code").isin(sorted(practices))
    columns = ["practice_code", "definition", "answer", "number"]
    table = ds.dataset(answers.folder / COUNTS).to_table(columns=columns, filter=wanted)
    table = table.unify_dictionaries()  # written in pieces, each with texts of its own
    summed = table.group_by(columns[:3]).aggregate([("number", "sum")])
    return {
        (row["practice_code"], row["definition"], row["answer"]): row["number_sum"]
        for row in summed.to_pylist()
    }
