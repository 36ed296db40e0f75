"""Rows of one practice, read by Arrow in the order of the file.

Nothing is joined, filtered or looked up meanwhile, because rows may then come in another order;
and what reads them afterwards stops at the first that is out of order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openpcn.engines.population.encounter_scan import NOBODY
from openpcn.engines.population.plan import SETTINGS, day_number
from openpcn.kernel.errors import NotRight

ROWS_AT_ONCE = 1 << 18
DAY = pa.date32()
TEXT = pa.string()
AS_DICTIONARY = pa.dictionary(pa.int32(), TEXT)
ONE_DAY = timedelta(days=1)
FAR_OFF = 2**31 - 1
"""Stands for no end: later than any day of the calendar."""
EVENT_TYPES = {"person_id": pa.int64(), "code_id": pa.uint32(), "on": DAY, "value": pa.float32()}
ENCOUNTER_TYPES = {
    "person_id": pa.int64(),
    "starts_on": DAY,
    "ends_on": DAY,
    "setting": TEXT,
    "role": TEXT,
    "clinician": pa.int32(),
}
PERSON_TYPES = {
    "person_id": pa.int64(),
    "sex": pa.string(),
    "birth_month": DAY,
    "death_on": DAY,
    "lsoa21": pa.string(),
    "imd_decile": pa.int8(),
    "ethnicity16": pa.string(),
    "language": pa.string(),
    "interpreter": pa.bool_(),
    "care_home": pa.bool_(),
    "optout_national": pa.bool_(),
    "optout_local": pa.bool_(),
    "arrived_on": DAY,
}
REGISTRATION_TYPES = {
    "person_id": pa.int64(),
    "practice_code": pa.string(),
    "starts_on": DAY,
    "ends_on": DAY,
}
ALWAYS = ("person_id", "sex", "birth_month", "death_on")

Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Partition:
    """Where the records of one practice are."""

    practice: str
    folder: Path

    def file(self, table: str) -> str:
        """The Parquet file of a table."""
        return str(self.folder / f"{table}.parquet")

    def not_right(self, table: str, what: str) -> NotRight:
        """The trouble with one of its files."""
        return NotRight(
            f"{table}.parquet of practice {self.practice} {what}.",
            next_step=f"Load the records of {self.practice} again.",
        )

    def unreadable(self, table: str, trouble: Exception) -> NotRight:
        """The trouble with a file that is missing, cut short or has other columns."""
        return self.not_right(table, f"cannot be read ({str(trouble).splitlines()[0]})")


@dataclass(frozen=True, kw_only=True, eq=False)
class People:
    """Who is counted: registered on the day and alive, in the order of their numbers."""

    ids: NDArray[np.int64]
    born: NDArray[np.int32]
    """First of the month of birth, in days since 1970."""
    rows: pa.Table
    """Everybody whose records are held, with the columns that were asked for."""
    counted: NDArray[np.bool_]
    """Which of the rows are counted."""

    def __len__(self) -> int:
        return len(self.ids)


def read_people(at: Partition, as_at: date, columns: Collection[str]) -> People:
    """Everybody registered with the practice on the day, and not dead by then."""
    wanted = [name for name in PERSON_TYPES if name in columns or name in ALWAYS]
    rows = read_table(at, "person", {name: PERSON_TYPES[name] for name in wanted})
    check_whole(at, "person", rows.select(["person_id", "birth_month", "sex"]))
    ids = numbers(rows["person_id"])
    if (np.diff(ids) <= 0).any():
        raise at.not_right("person", "is not in the order of its people, each once")
    listed = read_table(at, "registration", REGISTRATION_TYPES)
    here = (
        (days(listed["starts_on"]) <= day_number(as_at))
        & (days_or(listed["ends_on"], as_at) >= day_number(as_at))
        & np.asarray(pc.equal(listed["practice_code"], at.practice).to_numpy())
    )
    registered = numbers(listed["person_id"])[here]
    alive = days_or(rows["death_on"], as_at + ONE_DAY) > day_number(as_at)
    counted = np.isin(ids, registered) & alive
    born = days(rows["birth_month"])[counted]
    return People(ids=ids[counted], born=born, rows=rows, counted=counted)


def read_table(at: Partition, table: str, types: Mapping[str, pa.DataType]) -> pa.Table:
    """Columns of one of the small tables; texts as dictionaries."""
    with opened(at, table, types) as file:
        return file.read(columns=list(types), use_threads=False)


def read_events(at: Partition) -> Iterator[Columns]:
    """Events: person_id, code_id, on and value, which is not a number where there is none."""
    for rows in batches(at, "event", EVENT_TYPES):
        check_whole(at, "event", rows.select(["person_id", "code_id", "on"]))
        yield {
            "person_id": numbers(rows["person_id"]),
            "code_id": numbers(rows["code_id"]),
            "on": days(rows["on"]),
            "value": rows["value"].to_numpy(zero_copy_only=False),
        }


def read_encounters(at: Partition, roles: Sequence[str]) -> Iterator[Columns]:
    """Encounters: person_id, starts_on, ends_on, kind and clinician, as `encounter_scan` has them.

    The kind is negative for a setting that nobody asks about, and a stay without an end ends on a
    day after every other. A piece ends where a person ends: it is cut where numbers rise, whatever
    the order of the rest, and the last person's rows start the next; so rows that are out of order
    are together in some piece.
    """
    left: Columns = {}
    for rows in batches(at, "encounter", ENCOUNTER_TYPES):
        check_whole(at, "encounter", rows.select(["person_id", "starts_on"]))
        found = encounter_columns(rows, roles)
        if left:
            found = {name: np.concatenate([left[name], found[name]]) for name in found}
        person = found["person_id"]
        end = int(np.searchsorted(person, person[-1])) if person[0] < person[-1] else 0
        left = {name: column[end:] for name, column in found.items()}
        if end:
            yield {name: column[:end] for name, column in found.items()}
    if left:
        yield left


def encounter_columns(rows: pa.RecordBatch, roles: Sequence[str]) -> Columns:
    """Rows of encounters as numbers."""
    setting = places_in(rows["setting"], SETTINGS)
    role = places_in(rows["role"], roles) + 1
    return {
        "person_id": numbers(rows["person_id"]),
        "starts_on": days(rows["starts_on"]),
        "ends_on": numbers(rows["ends_on"].view(pa.int32()).fill_null(FAR_OFF)),
        "kind": setting * np.int32(len(roles) + 1) + role,
        "clinician": numbers(rows["clinician"].fill_null(NOBODY)),
    }


def places_in(column: pa.DictionaryArray, texts: Sequence[str]) -> NDArray[np.int32]:
    """The place of each text among these; -1 where it is none of them or not known."""
    found = pc.index_in(column.dictionary, value_set=pa.array(texts, TEXT)).fill_null(-1)
    place_of = np.append(numbers(found), -1).astype(np.int32)
    return np.asarray(place_of[numbers(column.indices.fill_null(-1))])


def batches(
    at: Partition, table: str, types: Mapping[str, pa.DataType]
) -> Iterator[pa.RecordBatch]:
    """The rows of one of the long tables, in pieces; texts as dictionaries."""
    with opened(at, table, types) as file:
        yield from file.iter_batches(ROWS_AT_ONCE, columns=list(types), use_threads=False)


@contextmanager
def opened(at: Partition, table: str, types: Mapping[str, pa.DataType]) -> Iterator[pq.ParquetFile]:
    """A file that has these columns, texts as dictionaries; NotRight where it cannot be read."""
    texts = [name for name, kind in types.items() if kind == TEXT]
    try:
        with pq.ParquetFile(at.file(table), read_dictionary=texts, pre_buffer=False) as file:
            check_types(at, table, file.schema_arrow, types)
            yield file
    except KeyError as missing:
        name = missing.args[0].decode()
        raise at.not_right(table, f"has the column {name} as nothing, not string") from missing
    except (pa.ArrowInvalid, OSError) as trouble:
        raise at.unreadable(table, trouble) from trouble


def check_types(
    at: Partition, table: str, schema: pa.Schema, types: Mapping[str, pa.DataType]
) -> None:
    """Every column has the type that the layout says."""
    for name, kind in types.items():
        found = schema.field(name).type if name in schema.names else "nothing"
        if found == AS_DICTIONARY:
            found = TEXT
        if found != kind:
            raise at.not_right(table, f"has the column {name} as {found}, not {kind}")


def check_whole(at: Partition, table: str, rows: pa.Table | pa.RecordBatch) -> None:
    """No row is without what every row must have."""
    for name in rows.schema.names:
        if rows[name].null_count:
            raise at.not_right(table, f"has {rows[name].null_count:,} rows without {name}")


def numbers(column: pa.Array | pa.ChunkedArray) -> NDArray[Any]:
    """A column without gaps as numbers."""
    return np.asarray(column.to_numpy())


def days(column: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
    """A column of days, without gaps, in days since 1970."""
    if isinstance(column, pa.ChunkedArray):
        return np.asarray(column.cast(pa.int32()).to_numpy(), np.int32)
    return np.asarray(column.view(pa.int32()).to_numpy(), np.int32)


def days_or(column: pa.ChunkedArray, otherwise: date) -> NDArray[np.int32]:
    """A column of days in days since 1970, with another day where there is none."""
    return days(column.fill_null(otherwise))
