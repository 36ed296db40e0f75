"""Answers on disk: one row for each person, counts by practice, age and sex, and what they mean.

`people.parquet` has flags as bits of 64-bit words; `answers.json` says which bit is which.
`counts.parquet` holds small numbers as they are: it is for further work, not for publication.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openpcn.engines.population.answers import PracticeAnswers
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.person_leaves import AGE_BANDS, SEXES
from openpcn.engines.population.words import counted, everybody, turned, words_needed
from openpcn.workflows.population.swapping import WRITING, write_whole

PEOPLE, COUNTS, ABOUT = "people.parquet", "counts.parquet", "answers.json"
EVERYBODY = "(everybody)"
ROWS_TOGETHER = 50_000
TEXT = pa.dictionary(pa.int32(), pa.string())


class Store:
    """Where answers are written as they come; nothing counts until `finish`."""

    def __init__(self, out: Path, catalogue: Catalogue) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self._out, self._catalogue = out, catalogue
        self._flags = [one.name for one in catalogue.definitions if one.kind == "flag"]
        self._people = Gathered(out / f"{WRITING}{PEOPLE}")
        self._counts = Gathered(out / f"{WRITING}{COUNTS}")

    def add(self, found: PracticeAnswers) -> None:
        """Write one practice's answers."""
        if len(found.ids):
            self._people.add(self._rows(found))
            self._counts.add(self._counted(found))

    def finish(self, about: dict[str, Any]) -> None:
        """Put the files in place, the description last."""
        self._people.close(self._out / PEOPLE)
        self._counts.close(self._out / COUNTS)
        write_whole(
            self._out / ABOUT,
            (json.dumps(about | {"columns": self._columns()}, indent=1) + "\n").encode(),
        )

    def abandon(self) -> None:
        """Leave nothing half-written."""
        self._people.abandon()
        self._counts.abandon()

    def _columns(self) -> dict[str, object]:
        places = {name: [at // 64, at % 64] for at, name in enumerate(self._flags)}
        kinds = {one.name: one.kind for one in self._catalogue.definitions if one.kind != "flag"}
        return {"flags": {"words": "flags_0 and on", "bit_of": places}, "others": kinds}

    def _rows(self, found: PracticeAnswers) -> pa.Table:
        answers, people = found.answers, len(found.ids)
        columns: dict[str, pa.Array] = {
            "practice_code": same(found.practice, people),
            "person_id": pa.array(found.ids),
            "age_band": labels(found.age_band, AGE_BANDS),
            "sex": labels(found.sex, SEXES),
        }
        words = turned(self._bits(found))
        for at in range(words.shape[1]):
            columns[f"flags_{at}"] = pa.array(np.ascontiguousarray(words[:people, at]))
        columns |= {name: pa.array(score) for name, score in answers.scores.items()}
        for name, choice in answers.choices.items():
            columns[name] = labels(choice.astype(np.int32), self._catalogue.named[name].labels)
        return pa.table(columns)

    def _bits(self, found: PracticeAnswers) -> NDArray[np.uint64]:
        """A row of bits for each flag."""
        rows = [found.answers.flags[name] for name in self._flags]
        return np.array(rows, np.uint64).reshape(len(rows), words_needed(len(found.ids)))

    def _counted(self, found: PracticeAnswers) -> pa.Table:
        lines = [line for line in self._lines(found) if len(line[2])]
        sizes = [len(line[2]) for line in lines]
        group = np.concatenate([line[2] for line in lines])
        return pa.table(
            {
                "practice_code": same(found.practice, len(group)),
                "age_band": labels((group // len(SEXES)).astype(np.int32), AGE_BANDS),
                "sex": labels((group % len(SEXES)).astype(np.int32), SEXES),
                "definition": spread([line[0] for line in lines], sizes),
                "answer": spread([line[1] for line in lines], sizes),
                "number": pa.array(np.concatenate([line[3] for line in lines])),
            }
        )

    def _lines(self, found: PracticeAnswers) -> Iterator[tuple[str, str, Any, Any]]:
        """Definition, answer, the groups of age and sex that have any, and their numbers."""
        group = found.age_band * len(SEXES) + found.sex
        groups = len(AGE_BANDS) * len(SEXES)
        bits = np.vstack([everybody(len(group)), self._bits(found)])
        numbers = counted(bits, group, groups)
        for name, number in zip((EVERYBODY, *self._flags), numbers, strict=True):
            yield name, "yes", *present(number)
        for name, score in found.answers.scores.items():
            total = np.bincount(group, weights=score, minlength=groups).astype(np.int64)
            yield name, "total", *present(total)
        for name, choice in found.answers.choices.items():
            of = self._catalogue.named[name].labels
            both = np.bincount(choice * np.int32(groups) + group, minlength=groups * len(of))
            for label, chosen in zip(of, both.reshape(len(of), groups), strict=True):
                yield name, label, *present(chosen)


class Gathered:
    """A Parquet file that is written in pieces of a sensible size."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._waiting: list[pa.Table] = []
        self._writer: pq.ParquetWriter | None = None

    def add(self, rows: pa.Table) -> None:
        """Write the rows, once there are enough."""
        self._waiting.append(rows)
        if sum(map(len, self._waiting)) >= ROWS_TOGETHER:
            self._write()

    def close(self, place: Path) -> None:
        """Write what waits and give the file its name; without a row there is no file."""
        self._write()
        if self._writer is None:
            place.unlink(missing_ok=True)
            return
        self._writer.close()
        self._place.replace(place)

    def abandon(self) -> None:
        """Remove what was written."""
        if self._writer is not None:
            self._writer.close()
        self._place.unlink(missing_ok=True)

    def _write(self) -> None:
        if not self._waiting:
            return
        rows = pa.concat_tables(self._waiting).unify_dictionaries()
        if self._writer is None:
            texts = [field.name for field in rows.schema if pa.types.is_dictionary(field.type)]
            self._writer = pq.ParquetWriter(
                self._place, rows.schema, compression="lz4", use_dictionary=texts
            )
        self._writer.write_table(rows)
        self._waiting = []


def present(number: Any) -> tuple[Any, Any]:
    """The places where a number is not zero, and the numbers there."""
    places = np.flatnonzero(number)
    return places, number[places]


def same(text: str, rows: int) -> pa.Array:
    """A column that says the same in every row."""
    return labels(np.zeros(rows, np.int32), (text,))


def spread(texts: list[str], sizes: list[int]) -> pa.Array:
    """Each text as often as its size says."""
    return labels(np.repeat(np.arange(len(texts), dtype=np.int32), sizes), texts)


def labels(places: Any, texts: Any) -> pa.Array:
    """A column of texts from their places."""
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(list(texts), pa.string()))
