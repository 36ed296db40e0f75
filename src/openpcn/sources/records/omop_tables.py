"""The tables of OMOP 5.4 that we use: known by their columns, read in pieces."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openpcn.kernel.errors import NotRight
from openpcn.kernel.records import DIAGNOSIS, MEDICATION, OBSERVATION, PROCEDURE
from openpcn.sources.records.columns import days

PIECE = 16_000_000


@dataclass(frozen=True, kw_only=True)
class Clinical:
    """A table of events: how it writes day, source concept and value."""

    kind: int
    day: str
    concept: str
    value: str = ""


EVENTS = MappingProxyType(
    {
        "condition_occurrence": Clinical(
            kind=DIAGNOSIS, day="condition_start_date", concept="condition_source_concept_id"
        ),
        "drug_exposure": Clinical(
            kind=MEDICATION, day="drug_exposure_start_date", concept="drug_source_concept_id"
        ),
        "measurement": Clinical(
            kind=OBSERVATION,
            day="measurement_date",
            concept="measurement_source_concept_id",
            value="value_as_number",
        ),
        "observation": Clinical(
            kind=OBSERVATION,
            day="observation_date",
            concept="observation_source_concept_id",
            value="value_as_number",
        ),
        "procedure_occurrence": Clinical(
            kind=PROCEDURE, day="procedure_date", concept="procedure_source_concept_id"
        ),
    }
)

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "person": ("person_id", "gender_concept_id", "year_of_birth"),
        "observation_period": (
            "person_id",
            "observation_period_start_date",
            "observation_period_end_date",
        ),
        "death": ("person_id", "death_date"),
        "visit_occurrence": ("person_id", "visit_concept_id", "visit_start_date", "visit_end_date"),
        "concept": ("concept_id", "concept_code", "vocabulary_id", "concept_name"),
        "care_site": ("care_site_id", "care_site_source_value"),
        **{
            name: ("person_id", each.day, each.concept, *([each.value] if each.value else []))
            for name, each in EVENTS.items()
        },
    }
)
"""The columns by which each table is known, which are those that it needs."""
MORE = MappingProxyType(
    {
        "person": ("month_of_birth", "care_site_id"),
        "visit_occurrence": ("admitted_from_concept_id", "provider_id"),
    }
)
"""Further columns that are used where they are there."""


def table_of(path: Path) -> str | None:
    """Which table of the model a file is; None where it is none."""
    names = {name.lower() for name in names_of(path)}
    fitting = [table for table, needed in COLUMNS.items() if set(needed) <= names]
    return max(fitting, key=lambda table: len(COLUMNS[table]), default=None)


def names_of(path: Path) -> Sequence[str]:
    """The columns of a file."""
    if path.suffix == ".parquet":
        try:
            names: list[str] = pq.read_schema(path).names
        except pa.ArrowInvalid:
            return ()
        return names
    try:
        with path.open("rb") as file:
            first = file.readline().decode("utf-8-sig")
    except UnicodeDecodeError:
        return ()
    return next(csv.reader([first], delimiter=delimiter_of(first)), [])


def delimiter_of(heading: str) -> str:
    """Tab where there is one, as in the vocabulary files; else comma."""
    return "\t" if "\t" in heading else ","


def pieces(path: Path, table: str, only: Sequence[str] = ()) -> Iterator[pa.Table]:
    """The columns that are used, as text, in pieces."""
    by_lower = {name.lower(): name for name in names_of(path)}
    wanted = only or [*COLUMNS[table], *(n for n in MORE.get(table, ()) if n in by_lower)]
    names = [by_lower[name] for name in wanted]
    read = _parquet if path.suffix == ".parquet" else _csv
    for piece in read(path, names):
        yield piece.select(names).rename_columns(list(wanted))


def _parquet(path: Path, names: Sequence[str]) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as file:
        for piece in file.iter_batches(columns=list(names)):
            table = pa.Table.from_batches([piece])
            yield pa.table({name: table[name].cast(pa.string()) for name in names})


def _csv(path: Path, names: Sequence[str]) -> Iterator[pa.Table]:
    with path.open("rb") as file:
        delimiter = delimiter_of(file.readline().decode("utf-8-sig"))
    try:
        with pacsv.open_csv(
            path,
            read_options=pacsv.ReadOptions(block_size=PIECE),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter, quote_char=False if delimiter == "\t" else '"'
            ),
            convert_options=pacsv.ConvertOptions(
                include_columns=list(names),
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=True,
                null_values=[""],
            ),
        ) as stream:
            for piece in stream:
                yield pa.Table.from_batches([piece])
    except pa.ArrowInvalid as trouble:
        raise NotRight(
            f"{path.name} cannot be read as a table of OMOP.",
            next_step="Export it again as CSV in UTF-8 or as Parquet.",
        ) from trouble


def whole(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Whole numbers; -1 where there is none."""
    made = pc.if_else(pc.match_substring_regex(column, r"^\d+$"), column, None)
    return np.asarray(made.cast(pa.int64()).fill_null(-1).to_numpy())


def day(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days; of a moment its day, and empty where it is none."""
    return days(pc.utf8_slice_codeunits(column, 0, 10))[0]
