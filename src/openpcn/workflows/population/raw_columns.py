"""Columns of an extract as numbers and back, and which of their values differ."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
OPEN = -(2**31)
FEW = 1_000_000
SIXTEEN_BITS = 2**16


def different(keys: Ints, most: int) -> tuple[Ints, Ints]:
    """Of keys below `most`: the first row of each, by rising key, and each row's place in that."""
    if most > 4 * len(keys) + FEW:
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
        return first, which
    first_of = np.full(most, -1)
    first_of[keys[::-1]] = np.arange(len(keys))[::-1]
    held = np.flatnonzero(first_of >= 0)
    place_of = np.zeros(most, np.int64)
    place_of[held] = np.arange(len(held))
    return first_of[held], place_of[keys]


def positions(column: pa.ChunkedArray | pa.DictionaryArray) -> Ints:
    """Positions in the list of different texts; -1 where empty."""
    one = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return np.asarray(one.indices.fill_null(-1).to_numpy(), dtype=np.int64)


def day_numbers(column: pa.ChunkedArray) -> Ints:
    """Days as numbers, `OPEN` where empty."""
    return np.asarray(column.cast(pa.int32()).fill_null(OPEN).to_numpy(), dtype=np.int64)


def from_days(numbers: Ints) -> pa.Array:
    """Days from numbers."""
    return pa.array(numbers.astype(np.int32), mask=numbers == OPEN).cast(pa.date32())


def plain(column: pa.ChunkedArray) -> pa.Array:
    """A column without its list of different texts, in one piece."""
    one = column.combine_chunks()
    return one.cast(pa.string()) if pa.types.is_dictionary(one.type) else one


def by_person_and_day(person: Ints, day: Ints) -> tuple[Ints, Bools]:
    """The order of rows by person, and by day of one person; whether each but the first ties.

    Numbers that fit into 16 bits are sorted digit by digit, which is several times faster.
    """
    if not len(day):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
    from_first = day - day.min()
    if max(from_first.max(), person.max()) >= SIXTEEN_BITS:
        order = np.lexsort([day, person])
    else:
        order = np.argsort(from_first.astype(np.uint16), kind="stable")
        order = order[np.argsort(person[order].astype(np.uint16), kind="stable")]
    main = person[order] * SIXTEEN_BITS**2 + from_first[order]
    return np.asarray(order), main[1:] == main[:-1]


def mix_equal(order: Ints, again: Bools, mixed: Ints) -> None:
    """Bring rows that tie into the order of a hash of them, in place, so that equal ones meet."""
    tied = np.zeros(len(order), dtype=np.bool_)
    tied[1:] |= again
    tied[:-1] |= again
    among = order[tied]
    bits = np.uint64(len(order).bit_length())
    group = np.cumsum(np.concatenate([[True], ~again]), dtype=np.uint64)[tied]
    within = mixed[among].view(np.uint64) >> bits
    order[tied] = among[np.argsort((group << (np.uint64(64) - bits)) | within, kind="stable")]
