"""Leaves that look at the person alone, for everybody at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from openpcn.engines.population import tree
from openpcn.engines.population.plan import DAY_0, day_number
from openpcn.engines.population.reading import People
from openpcn.engines.population.windows import days_of

AGE_BANDS = (*(f"{5 * band}-{5 * band + 4}" for band in range(18)), "90+")
SEXES = ("F", "M", "I", "U")
Flags = NDArray[np.bool_]


def column_for(leaf: tree.FromPerson) -> str:
    """The column of the person's row that a leaf looks at."""
    match leaf:
        case tree.Is():
            return leaf.trait
        case tree.OneOf() | tree.Known():
            return leaf.label
        case tree.Arrived():
            return "arrived_on"
        case tree.Between(measure="imd_decile"):
            return "imd_decile"
        case _:
            return "birth_month"


def person_flags(leaves: Iterable[tree.FromPerson], people: People, as_at: date) -> Iterator[Flags]:
    """For each leaf, who of those that are counted it is true of."""
    months = months_old(people.born, as_at)
    years = months // 12
    for leaf in leaves:
        match leaf:
            case tree.Between(measure="age_years"):
                yield between(years, leaf)
            case tree.Between(measure="age_months"):
                yield between(months, leaf)
            case _:
                rows = flags_of_rows(leaf, people.rows[column_for(leaf)], as_at)
                yield rows[people.counted]


def flags_of_rows(leaf: tree.FromPerson, column: pa.ChunkedArray, as_at: date) -> Flags:
    """Of which rows a leaf is true that looks at one column."""
    match leaf:
        case tree.Is():
            return as_flags(column.fill_null(False))
        case tree.OneOf():
            wanted = pa.array(leaf.values, pa.string())
            return as_flags(pc.is_in(column, value_set=wanted))
        case tree.Known():
            return as_flags(column.is_valid())
        case tree.Arrived():
            first, last = days_of(leaf.window, as_at)
            came = column.cast(pa.int32())
            day = came.fill_null(day_number(last) + 1).to_numpy()
            start = day_number(first) if first else day_number(date.min)
            return np.asarray((start <= day) & (day <= day_number(last)))
        case _:
            return between(column.cast(pa.int32()).fill_null(-1).to_numpy(), leaf)


def as_flags(column: pa.ChunkedArray) -> Flags:
    """A column of yes and no."""
    return np.asarray(column.to_numpy(), np.bool_)


def between(number: NDArray[np.int32], leaf: tree.Between) -> Flags:
    """Whose number lies inside; a negative one is not known."""
    lowest = 0 if leaf.lowest is None else max(0, leaf.lowest)
    inside = number >= lowest
    return inside if leaf.highest is None else inside & (number <= leaf.highest)


def months_old(born: NDArray[np.int32], as_at: date) -> NDArray[np.int32]:
    """Completed months since the first of the month of birth; negative before birth."""
    months = (born.astype("M8[D]").astype("M8[M]") - np.datetime64(DAY_0, "M")).astype(np.int32)
    return np.asarray((as_at.year - 1970) * 12 + as_at.month - 1 - months, np.int32)


def age_bands(people: People, as_at: date) -> NDArray[np.int32]:
    """Everybody's five-year age band by its place in AGE_BANDS; who is not born is in the first."""
    return np.clip(months_old(people.born, as_at) // 60, 0, len(AGE_BANDS) - 1)


def sexes(people: People) -> NDArray[np.int32]:
    """Each person's sex by its place in SEXES; what is none of them is not known."""
    found = pc.index_in(people.rows["sex"], value_set=pa.array(SEXES))
    return np.asarray(found.fill_null(len(SEXES) - 1).to_numpy(), np.int32)[people.counted]
