"""Columns of text as columns of values, with what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

DAY = r"^\d{4}-\d{2}-\d{2}$"
MONTH = r"^\d{4}-\d{2}$"
NUMBER = r"^[+-]?\d+(\.\d+)?$"
YES = ("true", "1", "yes", "y")
NO = ("false", "0", "no", "n")

Read = tuple[pa.ChunkedArray, NDArray[np.bool_]]
"""The values, and where there was text that could not be read."""


def days(column: pa.ChunkedArray) -> Read:
    """Days written as 2024-12-31."""
    try:
        return column.cast(pa.date32()), none_of(column)
    except pa.ArrowInvalid:
        pass
    kept = pc.if_else(pc.match_substring_regex(column, DAY), column, None)
    made = pc.strptime(kept, format="%Y-%m-%d", unit="s", error_is_null=True).cast(pa.date32())
    exists = pc.equal(made.cast(pa.string()), kept)
    made = pc.if_else(exists, made, None)
    return made, unread(column, made)


def months(column: pa.ChunkedArray) -> Read:
    """Months written as 2024-12, or as a day of which only the month is kept."""
    first = pc.binary_join_element_wise(column, "01", "-")
    with_day = pc.if_else(pc.match_substring_regex(column, MONTH), first, column)
    made, amiss = days(with_day)
    first = pc.floor_temporal(made, unit="month").cast(pa.date32())
    return first, amiss


def numbers(column: pa.ChunkedArray) -> Read:
    """Numbers with a point for decimals."""
    try:
        return column.cast(pa.float32()), none_of(column)
    except pa.ArrowInvalid:
        pass
    kept = pc.if_else(pc.match_substring_regex(column, NUMBER), column, None)
    made = kept.cast(pa.float32())
    return made, unread(column, made)


def truths(column: pa.ChunkedArray) -> Read:
    """True or false, in the usual ways of writing them."""
    lower = pc.utf8_lower(column)
    yes, no = (pc.is_in(lower, pa.array(words)) for words in (YES, NO))
    made = pc.if_else(yes, True, pc.if_else(no, False, pa.scalar(None, pa.bool_())))
    return made, unread(column, made)


def words(known: Mapping[str, int]) -> Callable[[pa.ChunkedArray], Read]:
    """Words that stand for numbers; the number itself may be written too."""
    spelt = {**known, **{str(number): number for number in known.values()}}

    def read(column: pa.ChunkedArray) -> Read:
        at = pc.index_in(pc.utf8_lower(column), pa.array(list(spelt)))
        made = pc.take(pa.array(list(spelt.values()), pa.int8()), at)
        return made, unread(column, made)

    return read


def one_of(*known: str) -> Callable[[pa.ChunkedArray], Read]:
    """One of these words, as it is written."""

    def read(column: pa.ChunkedArray) -> Read:
        made = pc.if_else(pc.is_in(column, pa.array(known)), column, pa.scalar(None, pa.string()))
        return made, unread(column, made)

    return read


def small(column: pa.ChunkedArray) -> Read:
    """Tenths: whole numbers from 1 to 10."""
    made, _ = words({str(number): number for number in range(1, 11)})(column)
    return made, unread(column, made)


def texts(column: pa.ChunkedArray) -> Read:
    """Text as it is."""
    return column, none_of(column)


def unread(column: pa.ChunkedArray, made: pa.ChunkedArray) -> NDArray[np.bool_]:
    """Where there was text and no value came of it."""
    return np.asarray(pc.and_(pc.is_valid(column), pc.is_null(made)).to_numpy())


def none_of(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    """That everything could be read."""
    return np.zeros(len(column), dtype=np.bool_)
