"""GP extracts as CSV in our own layout (docs/records.md): four kinds of file, any number of each.

A file is told by its columns, not by its name. Files are read in pieces, so that memory does not
grow with them; rows may be in any order.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from openpcn.kernel.errors import NotRight
from openpcn.kernel.records import ETHNICITIES, KINDS, SETTINGS, SEXES
from openpcn.sources.records import columns
from openpcn.sources.records.raw import SCHEMAS, TEXT, Batch, Tally

PIECE = 16_000_000
"""Bytes that are read at a time."""

Reader = Callable[[pa.ChunkedArray], columns.Read]


@dataclass(frozen=True, kw_only=True)
class Column:
    """How a column is read; what cannot be read makes the row useless, or is only left out."""

    read: Reader = columns.texts
    needed: bool = False
    wish: str = ""
    """How it should be written, for the message."""


DAY = "a day as 2024-12-31"
TRUTH = "true or false"

FILES: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {
        "person": {
            "practice_code": Column(needed=True),
            "patient_id": Column(needed=True),
            "sex": Column(read=columns.one_of(*SEXES), wish="F, M, I or U"),
            "birth_month": Column(read=columns.months, needed=True, wish="a month as 1950-05"),
            "death_on": Column(read=columns.days, wish=DAY),
            "lsoa21": Column(),
            "imd_decile": Column(read=columns.small, wish="1 to 10"),
            "ethnicity16": Column(read=columns.one_of(*ETHNICITIES), wish="a letter of 16+1"),
            "language": Column(),
            "interpreter": Column(read=columns.truths, wish=TRUTH),
            "care_home": Column(read=columns.truths, wish=TRUTH),
            "optout_national": Column(read=columns.truths, wish=TRUTH),
            "optout_local": Column(read=columns.truths, wish=TRUTH),
            "arrived_on": Column(read=columns.days, wish=DAY),
        },
        "registration": {
            "practice_code": Column(needed=True),
            "patient_id": Column(needed=True),
            "starts_on": Column(read=columns.days, needed=True, wish=DAY),
            "ends_on": Column(read=columns.days, wish=DAY),
        },
        "event": {
            "practice_code": Column(needed=True),
            "patient_id": Column(needed=True),
            "on": Column(read=columns.days, needed=True, wish=DAY),
            "system": Column(needed=True),
            "code": Column(needed=True),
            "display": Column(),
            "value": Column(read=columns.numbers, wish="a number"),
            "kind": Column(read=columns.words(KINDS), needed=True, wish=" ".join(KINDS)),
        },
        "encounter": {
            "practice_code": Column(needed=True),
            "patient_id": Column(needed=True),
            "starts_on": Column(read=columns.days, needed=True, wish=DAY),
            "ends_on": Column(read=columns.days, wish=DAY),
            "setting": Column(read=columns.one_of(*SETTINGS), needed=True, wish=" ".join(SETTINGS)),
            "role": Column(),
            "clinician": Column(),
        },
    }
)
"""The columns of each kind of file. All must be there; only those needed must be filled."""

TYPICAL = MappingProxyType(
    {
        "person": "birth_month",
        "registration": "starts_on",
        "event": "code",
        "encounter": "setting",
    }
)
"""A column that only this kind of file has, or that with `patient_id` tells it."""


def kind_of(path: Path) -> str | None:
    """Which kind of file this is, told by its heading; None where it is none."""
    heading = set(heading_of(path))
    if not {"practice_code", "patient_id"} <= heading:
        return None
    for kind in ("encounter", "event", "person", "registration"):
        if TYPICAL[kind] in heading:
            return kind
    return None


def heading_of(path: Path) -> list[str]:
    """The names of the columns, or nothing where it is not text."""
    try:
        with path.open("rb") as file:
            first = file.readline().decode("utf-8-sig")
        return [name.strip() for name in next(csv.reader([first]), [])]
    except (UnicodeDecodeError, csv.Error):
        return []


def read_extract(paths: Mapping[Path, str], tally: Tally) -> Iterator[Batch]:
    """Every row of these files, by their kinds; people first."""
    for kind in FILES:
        for path, of_file in paths.items():
            if of_file == kind:
                yield from read_file(path, kind, tally)


def read_file(path: Path, kind: str, tally: Tally) -> Iterator[Batch]:
    """The rows of one file in pieces."""
    missing = [name for name in FILES[kind] if name not in heading_of(path)]
    if missing:
        raise NotRight(
            f"{path.name} has no column {', '.join(missing)}.",
            next_step="docs/records.md describes the columns. An empty column is enough where "
            "nothing is known.",
        )
    rows = Rows(file=path.name, tally=tally)
    try:
        with pacsv.open_csv(
            path,
            read_options=pacsv.ReadOptions(block_size=PIECE, use_threads=False),
            parse_options=pacsv.ParseOptions(invalid_row_handler=rows.other_length),
            convert_options=pacsv.ConvertOptions(
                include_columns=list(FILES[kind]),
                column_types=dict.fromkeys(FILES[kind], pa.string()),
                strings_can_be_null=True,
                null_values=[""],
            ),
        ) as stream:
            for piece in stream:
                yield Batch(table=kind, rows=typed(pa.Table.from_batches([piece]), kind, rows))
    except (pa.ArrowInvalid, UnicodeDecodeError) as trouble:
        raise NotRight(
            f"{path.name} cannot be read as CSV in UTF-8 after row {rows.last:,}.",
            next_step="Save it again as CSV (comma, UTF-8) from the clinical system.",
        ) from trouble


@dataclass(kw_only=True)
class Rows:
    """Which row of the file each kept row is, though some could not be split into columns."""

    file: str
    tally: Tally
    last: int = 1
    split_badly: set[int] = field(default_factory=set)

    def other_length(self, row: pacsv.InvalidRow) -> str:
        """Note a row that has more or fewer columns than the heading."""
        number = row.number or self.last
        self.split_badly.add(number)
        self.tally.reject(
            self.file, number, f"has {row.actual_columns} columns, not {row.expected_columns}"
        )
        return "skip"

    def numbers(self, many: int) -> np.ndarray:
        """The rows of the next piece."""
        made = np.arange(self.last + 1, self.last + 1 + many + len(self.split_badly))
        if self.split_badly:
            made = np.setdiff1d(made, list(self.split_badly), assume_unique=True)[:many]
        if many:
            self.last = int(made[-1])
            self.split_badly = {row for row in self.split_badly if row > self.last}
        return made


def typed(piece: pa.Table, kind: str, rows: Rows) -> pa.Table:
    """A piece with typed columns, without the rows that lack what is needed."""
    number = rows.numbers(len(piece))
    rows.tally.read[kind] += len(piece)
    made: dict[str, pa.ChunkedArray] = {}
    useless = np.zeros(len(piece), dtype=np.bool_)
    for name, column in FILES[kind].items():
        values, wrong = column.read(piece[name])
        if column.needed:
            wrong = wrong | piece[name].is_null().to_numpy()
            for at in np.flatnonzero(wrong & ~useless):
                rows.tally.reject(rows.file, int(number[at]), reason_for(name, column, piece, at))
            useless |= wrong
        elif wrong.any():
            rows.tally.noticed[f"{name} left out: not {column.wish}"] += int(wrong.sum())
        made["person" if name == "patient_id" else name] = values
    table = pa.table(
        {
            name: as_type(made[name], field.type)
            for name, field in zip(SCHEMAS[kind].names, SCHEMAS[kind], strict=True)
            if name in made
        }
    )
    file = pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(len(piece), dtype=np.int32)), pa.array([rows.file])
    )
    table = table.append_column("file", file).append_column("row", pa.array(number))
    rows.tally.kept[kind] += int((~useless).sum())
    return table.filter(pa.array(~useless)) if useless.any() else table


def as_type(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    """Text as positions in a list of its different values; all else as its type."""
    if wanted == TEXT:
        return column.dictionary_encode()
    return column.cast(wanted)


def reason_for(name: str, column: Column, piece: pa.Table, at: int) -> str:
    """Why a row cannot be used, without saying what stood there."""
    if piece[name][at].as_py() is None:
        return f"{name} is empty"
    return f"{name} is not {column.wish}"
