"""The people of an OMOP export, and the rows of other tables that are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from openpcn.sources.records.omop_tables import day, pieces, whole
from openpcn.sources.records.raw import SCHEMAS, Batch, Tally

Ints = NDArray[np.int64]
SEXES = MappingProxyType({8532: "F", 8507: "M"})


@dataclass(frozen=True, kw_only=True)
class Everybody:
    """The people of the export: their numbers, rising, with practice and text for each."""

    numbers: Ints
    practices: pa.Array
    texts: pa.Array

    def find(self, numbers: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Where each number stands, and whether it is there."""
        at = np.searchsorted(self.numbers, numbers)
        at = np.minimum(at, len(self.numbers) - 1)
        return at, self.numbers[at] == numbers

    def columns(self, at: Ints) -> dict[str, pa.Array]:
        """Person and practice of some rows."""
        where = pa.array(at.astype(np.int32))
        return {
            "person": pa.DictionaryArray.from_arrays(where, self.texts),
            "practice_code": self.practices.take(where),
        }


class Files:
    """The files of each table."""

    def __init__(self, paths: Mapping[Path, str]) -> None:
        self._paths = paths

    def read(self, table: str, *only: str) -> Iterator[tuple[str, int, pa.Table]]:
        """Each piece of a table with its file and the row before its first."""
        for path, of_file in self._paths.items():
            before = 1
            if of_file == table:
                for piece in pieces(path, table, only):
                    yield path.name, before, piece
                    before += len(piece)


def read_people(files: Files, tally: Tally, practice: str) -> tuple[Everybody, list[Batch]]:
    """The people, and them as batches."""
    sites = {
        site: code
        for _, _, piece in files.read("care_site")
        for site, code in zip(*piece.to_pydict().values(), strict=True)
        if code
    }
    died = {
        number: on
        for _, _, piece in files.read("death")
        for number, on in zip(
            piece["person_id"].to_pylist(), day(piece["death_date"]).to_pylist(), strict=True
        )
    }
    batches, numbers, practices = [], [], []
    for file, before, piece in files.read("person"):
        number = whole(piece["person_id"])
        none = pa.chunked_array([pa.nulls(len(piece), pa.string())])
        site = piece["care_site_id"] if "care_site_id" in piece.column_names else none
        code = [sites.get(each, "") for each in site.to_pylist()]
        unnamed = code.count("")
        if unnamed:
            tally.noticed[f"people without a care site, put under {practice}"] += unnamed
        code = [each or practice for each in code]
        numbers.append(number)
        practices += code
        tally.read["person"] += len(piece)
        tally.kept["person"] += len(piece)
        month = piece["month_of_birth"] if "month_of_birth" in piece.column_names else none
        have = {
            "practice_code": pa.array(code),
            "person": piece["person_id"],
            "sex": pa.array([SEXES.get(each, "U") for each in whole(piece["gender_concept_id"])]),
            "birth_month": months(whole(piece["year_of_birth"]), whole(month)),
            "death_on": pa.array([died.get(each) for each in piece["person_id"].to_pylist()]),
        }
        batches.append(filled("person", file, before, len(piece), have))
    number = np.concatenate(numbers) if numbers else np.zeros(0, dtype=np.int64)
    order = np.argsort(number, kind="stable")
    everybody = Everybody(
        numbers=number[order],
        practices=pa.array(practices, pa.string()).take(pa.array(order)).dictionary_encode(),
        texts=pa.array(number[order]).cast(pa.string()),
    )
    return everybody, batches


def months(years: Ints, month: Ints) -> pa.Array:
    """First days of months; January where no month is known, empty where no year is."""
    at = (years - 1970) * 12 + np.maximum(month, 1) - 1
    dates = at.astype("datetime64[M]").astype("datetime64[D]")
    return pa.array(dates, mask=years < 0).cast(pa.date32())


def kept(
    table: str,
    file: str,
    before: int,
    piece: pa.Table,
    have: Mapping[str, pa.Array],
    everybody: Everybody,
    tally: Tally,
    called: str,
    usable: NDArray[np.bool_] | None = None,
) -> Batch:
    """A batch of the rows whose person and day are known; the others are rejected."""
    at, there = everybody.find(whole(piece["person_id"]))
    usable = np.ones(len(piece), dtype=np.bool_) if usable is None else usable
    tally.read[called] += len(piece)
    for row in np.flatnonzero(~there & usable):
        tally.reject(file, before + int(row) + 1, f"{called} of nobody among the people")
    undated = (
        have["on" if table == "event" else "starts_on"].is_null().to_numpy(zero_copy_only=False)
    )
    for row in np.flatnonzero(undated & there & usable):
        tally.reject(file, before + int(row) + 1, f"{called} has no day that can be read")
    made = filled(table, file, before, len(piece), {**have, **everybody.columns(at)})
    chosen = there & usable & ~undated
    tally.kept[called] += int(chosen.sum())
    return Batch(table=table, rows=made.rows.filter(pa.array(chosen)))


def filled(table: str, file: str, before: int, many: int, have: Mapping[str, pa.Array]) -> Batch:
    """A batch with every column of its schema; those that we do not have are empty."""
    one = np.zeros(many, dtype=np.int32)
    place = {
        "file": pa.DictionaryArray.from_arrays(pa.array(one), pa.array([file])),
        "row": pa.array(np.arange(before + 1, before + 1 + many)),
    }
    columns = {**have, **place}
    made = {
        field.name: as_type(columns.get(field.name, pa.nulls(many, field.type)), field.type)
        for field in SCHEMAS[table]
    }
    return Batch(table=table, rows=pa.table(made))


def as_type(column: pa.Array, wanted: pa.DataType) -> pa.Array:
    """Text as positions in a list of its different values; all else as its type."""
    if pa.types.is_dictionary(wanted) and not pa.types.is_dictionary(column.type):
        return column.cast(pa.string()).dictionary_encode()
    return column if column.type == wanted else column.cast(wanted)
