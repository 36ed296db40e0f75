"""Rows of an extract, gathered by practice; what does not fit in memory waits on the disk."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from openpcn.sources.records.raw import SCHEMAS, Batch

MOST = 400_000_000
"""Bytes that are held in memory before they are put on the disk."""


class Gathering:
    """Batches in, practices out."""

    def __init__(self, folder: Path, *, most: int = MOST) -> None:
        self._folder, self._most, self._size, self._flushed = folder, most, 0, 0
        self._held: dict[tuple[str, str], list[pa.Table]] = defaultdict(list)
        self._place_of: dict[str, int] = {}
        """By practice, whose code may be anything yet: the number in its files' names."""

    def add(self, batch: Batch) -> None:
        """Take the rows of a batch, each to its practice."""
        for practice, rows in by_practice(batch.rows):
            self._place_of.setdefault(practice, len(self._place_of))
            self._held[practice, batch.table].append(rows)
            self._size += rows.nbytes
        if self._size > self._most:
            self._flush()

    @property
    def practices(self) -> list[str]:
        """The practices met so far."""
        return sorted(self._place_of)

    def take(self, practice: str) -> dict[str, pa.Table]:
        """All rows of a practice; they are then no longer held."""
        made, at = {}, self._place_of[practice]
        for table, schema in SCHEMAS.items():
            parts = [
                pq.read_table(path, schema=schema)
                for path in sorted(self._folder.glob(f"{at}.{table}.*.parquet"))
            ]
            parts += self._held.pop((practice, table), [])
            whole = pa.concat_tables([schema.empty_table(), *parts])
            made[table] = whole.unify_dictionaries().combine_chunks()
        return made

    def close(self) -> None:
        """Remove what waited on the disk."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _flush(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for (practice, table), parts in self._held.items():
            whole = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
            place = self._folder / f"{self._place_of[practice]}.{table}.{self._flushed:06}.parquet"
            pq.write_table(whole, place, compression="zstd")
        self._held.clear()
        self._size, self._flushed = 0, self._flushed + 1


def by_practice(rows: pa.Table) -> list[tuple[str, pa.Table]]:
    """The rows of each practice; nobody's rows are left out (readers reject them)."""
    column = rows["practice_code"].unify_dictionaries().combine_chunks()
    codes = column.dictionary.to_pylist()
    at = column.indices.fill_null(len(codes)).to_numpy()
    if len(codes) == 1 and not column.null_count:
        return [(codes[0], rows)] if len(rows) else []
    order = np.argsort(at, kind="stable")
    sorted_rows = rows.take(pa.array(order))
    ends = np.cumsum(np.bincount(at, minlength=len(codes) + 1))
    starts = np.concatenate([[0], ends[:-1]])
    return [
        (code, sorted_rows.slice(start, end - start))
        for code, start, end in zip(codes, starts, ends, strict=False)
        if end > start
    ]
