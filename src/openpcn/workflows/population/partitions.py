"""One practice's records on disk: written whole or not at all, checked when read."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.records import ORDER, PARTITION_TABLES, SCHEMAS, VERSION, columns_amiss
from openpcn.workflows.population.swapping import (
    WRITING,
    put_in_place,
    sync_file,
    sync_folder,
)

ABOUT = "partition.json"
ROW_GROUP = 131_072
CODE_OF_A_PRACTICE = re.compile(r"[A-Z][A-Z0-9]{2,9}")
LABEL = b"openpcn.fingerprint"
LAYOUT = b"openpcn.layout"


@dataclass(frozen=True, kw_only=True)
class Partition:
    """What one practice's records are: how many, of when, from where, and whether invented."""

    practice: str
    people: int
    registrations: int
    events: int
    encounters: int
    first_on: date | None
    """First day of an event."""
    last_on: date | None
    """Last day of an event."""
    source: str
    extracted_on: date | None
    """The day that the supplier took the extract; nothing is later."""
    synthetic: bool
    rejected: int
    fingerprint: str
    """Of the contents of all four tables; every file of the partition carries it."""


def folder_of(records: Path, practice: str) -> Path:
    """Where a practice's records are; its code is checked before it becomes a path."""
    if not CODE_OF_A_PRACTICE.fullmatch(practice):
        raise NotRight(
            f"{practice!r} cannot be the code of a practice.",
            next_step="An ODS code is a letter and more letters or digits, such as A81001.",
        )
    return records / f"practice={practice}"


def write_partition(
    records: Path,
    practice: str,
    tables: Mapping[str, pa.Table],
    *,
    source: str,
    extracted_on: date | None,
    synthetic: bool,
    rejected: int = 0,
) -> Partition:
    """Keep a practice's four tables in the place of those held; on any trouble these stay."""
    place = folder_of(records, practice)
    made = records / f"{WRITING}{place.name}"
    fitting = {name: _as_declared(name, tables[name]) for name in PARTITION_TABLES}
    days = pc.min_max(fitting["event"]["on"]).as_py()
    about = Partition(
        practice=practice,
        people=len(fitting["person"]),
        registrations=len(fitting["registration"]),
        events=len(fitting["event"]),
        encounters=len(fitting["encounter"]),
        first_on=days["min"],
        last_on=days["max"],
        source=source,
        extracted_on=extracted_on,
        synthetic=synthetic,
        rejected=rejected,
        fingerprint=fingerprint_of(practice, fitting),
    )
    try:
        made.mkdir(parents=True, exist_ok=True)
        write_files(made, fitting, about)
        sync_folder(made)
        put_in_place(made, place)
    except OSError as trouble:
        shutil.rmtree(made, ignore_errors=True)
        raise not_written(practice, records, trouble) from trouble
    return about


def write_files(folder: Path, tables: Mapping[str, pa.Table], about: Partition) -> None:
    """Write every file of a partition, two at a time, and wait until each is on the disk."""

    def write(name: str) -> None:
        place = folder / (f"{name}.parquet" if name else ABOUT)
        if name:
            write_parquet(place, tables[name], fingerprint=about.fingerprint)
        else:
            place.write_text(json.dumps(asdict(about), default=str, indent=1) + "\n")
        sync_file(place)

    with ThreadPoolExecutor(max_workers=2) as pool:
        largest_first = sorted(tables, key=lambda name: -tables[name].nbytes)
        list(pool.map(write, [*largest_first, ""]))


def write_parquet(place: Path, table: pa.Table, *, fingerprint: str) -> None:
    """Write one table with our labels in its schema."""
    labels = {LAYOUT: VERSION.encode(), LABEL: fingerprint.encode()}
    pq.write_table(
        table.replace_schema_metadata(labels), place, compression="zstd", row_group_size=ROW_GROUP
    )


def not_written(practice: str, records: Path, trouble: OSError) -> NotPossible:
    """What to say when the disk refuses."""
    full = trouble.errno in {errno.ENOSPC, errno.EDQUOT}
    said = "the disk is full" if full else os.strerror(trouble.errno or errno.EIO)
    return NotPossible(
        f"The records of {practice} were not written: {said}. What was held before is unchanged.",
        next_step=f"Make room in {records}, or name another folder, then load {practice} again."
        if full
        else f"See that {records} can be written to, then load {practice} again.",
    )


def read_about(records: Path, practice: str) -> Partition:
    """What is held of a practice."""
    place = folder_of(records, practice) / ABOUT
    try:
        told: dict[str, Any] = json.loads(place.read_text())
    except FileNotFoundError:
        raise NotFound(
            f"{records} holds no records of {practice}.",
            next_step="Load them with openpcn population load.",
        ) from None
    for name in ("first_on", "last_on", "extracted_on"):
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    return Partition(**told)


def read_tables(
    records: Path, practice: str, names: tuple[str, ...] = PARTITION_TABLES
) -> dict[str, pa.Table]:
    """Tables of a practice, of one and the same refresh, with columns as declared."""
    check_partition(records, practice, names)
    folder = folder_of(records, practice)
    return {name: pq.read_table(folder / f"{name}.parquet", partitioning=None) for name in names}


def check_partition(
    records: Path, practice: str, names: tuple[str, ...] = PARTITION_TABLES
) -> Partition:
    """Refuse a partition with a missing file, other columns, or files of different refreshes."""
    about = read_about(records, practice)
    amiss = [
        said
        for name in names
        for said in _file_amiss(folder_of(records, practice) / f"{name}.parquet", name, about)
    ]
    if amiss:
        raise NotRight(
            f"The records of {practice} are not as they were written: {'; '.join(amiss)}.",
            next_step=f"Load {practice} again; its folder is then replaced.",
        )
    return about


def _file_amiss(place: Path, name: str, about: Partition) -> list[str]:
    try:
        schema = pq.read_schema(place)
    except FileNotFoundError:
        return [f"{place.name} is missing"]
    except (pa.ArrowInvalid, OSError):
        return [f"{place.name} is not whole"]
    if amiss := columns_amiss(name, schema):
        return [f"{place.name}: {', '.join(amiss)}"]
    if (schema.metadata or {}).get(LABEL, b"").decode() != about.fingerprint:
        return [f"{place.name} is of another refresh"]
    return []


def _as_declared(name: str, table: pa.Table) -> pa.Table:
    """The table with its declared columns, in order of person and day."""
    amiss = columns_amiss(name, table.schema)
    amiss = amiss or [
        f"column {field.name} is empty in {table[field.name].null_count:,} rows"
        for field in SCHEMAS[name]
        if not field.nullable and table[field.name].null_count
    ]
    if amiss:
        raise NotRight(
            f"The table {name} does not have its columns: {', '.join(amiss)}.",
            next_step="See docs/records.md for the columns.",
        )
    return in_order(table.select(SCHEMAS[name].names).cast(SCHEMAS[name]), ORDER[name])


def in_order(table: pa.Table, columns: tuple[str, ...]) -> pa.Table:
    """The rows sorted by these columns; those that are equal in them keep their order."""
    keys = [_as_numbers(table[name]) for name in reversed(columns)]
    if _is_sorted(keys[::-1]):
        return table
    return table.take(np.lexsort(keys))


def _as_numbers(column: pa.ChunkedArray) -> NDArray[np.int64]:
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    return np.asarray(column.to_numpy(), dtype=np.int64)


def _is_sorted(keys: list[NDArray[np.int64]]) -> bool:
    tied = np.ones(max(len(keys[0]) - 1, 0), dtype=np.bool_)
    for key in keys:
        step = np.diff(key)
        if (step[tied] < 0).any():
            return False
        tied &= step == 0
    return True


def fingerprint_of(practice: str, tables: Mapping[str, pa.Table]) -> str:
    """SHA-256 of the values of every table, whatever wrote them."""
    seen = sha256(f"{VERSION}/{practice}".encode())
    for name in PARTITION_TABLES:
        for column in SCHEMAS[name].names:
            seen.update(f"/{name}.{column}/{len(tables[name])}/".encode())
            for part in _values(tables[name][column].combine_chunks()):
                seen.update(part)
    return seen.hexdigest()


def _values(column: pa.Array) -> Iterator[bytes | memoryview]:
    """The bytes of a column's values and of which are empty."""
    if pa.types.is_string(column.type):
        column = column.dictionary_encode()
        yield "/".join(column.dictionary.to_pylist()).encode()
        column = column.indices
    if column.null_count:
        yield np.packbits(column.is_null().to_numpy(zero_copy_only=False)).data
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    filled = column.fill_null(False if pa.types.is_boolean(column.type) else 0)
    yield np.ascontiguousarray(filled.to_numpy(zero_copy_only=False)).data
