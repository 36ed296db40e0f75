"""One pass over events, in the order of people and days: every leaf's bit for every person.

A bit is right after each event for the events so far, so nothing is left to do at a person's end.
What a leaf remembers of a person is forgotten at the leaf's first event of the next one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population.compiling import compiled
from openpcn.engines.population.plan import (
    ABOVE,
    ANY,
    AT_LEAST,
    AT_MOST,
    BEST,
    CODES,
    CONDITION,
    DAYS,
    FIRST,
    LATEST,
    NO_START,
    RESOLVED,
    SEEN,
)

SORTED = -1
ONE = np.uint64(1)


@compiled
def compares(value: float, limit: float, how: int) -> bool:
    """Whether thousandths are below, at most, at least or above the limit."""
    if how == AT_LEAST:
        return value >= limit
    if how == ABOVE:
        return value > limit
    if how == AT_MOST:
        return value <= limit
    return value < limit


@compiled
def put(bits: NDArray[np.uint64], leaf: int, at: int, yes: bool) -> None:
    """Set or clear a person's bit of a leaf."""
    if yes:
        bits[leaf, at >> 6] |= ONE << np.uint64(at & 63)
    else:
        bits[leaf, at >> 6] &= ~(ONE << np.uint64(at & 63))


@compiled
def scan_events(
    person: NDArray[np.int64],
    code: NDArray[np.uint32],
    day: NDArray[np.int32],
    value: NDArray[np.float32],
    people: NDArray[np.int64],
    born: NDArray[np.int32],
    as_at: int,
    start: NDArray[np.int32],
    op: NDArray[np.uint8],
    leaf_of: NDArray[np.int32],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    need: NDArray[np.int32],
    limit: NDArray[np.float64],
    compare: NDArray[np.uint8],
    bits: NDArray[np.uint64],
) -> int:
    """Fill `bits`; the first row that is out of order, or -1 where none is."""
    leaves, codes = len(first), np.uint32(len(start) - 1)
    whose = np.full(leaves, -1, np.int32)
    latest = np.zeros(leaves, np.int32)
    other = np.zeros(leaves, np.int32)
    count = np.zeros(leaves, np.int32)
    highest = np.zeros(leaves, np.float64)
    before = np.zeros(leaves, np.float64)
    met = np.full(len(leaf_of), -1, np.int32)
    at, known, birth = -1, False, 0
    owner, previous = np.int64(-(2**63)), np.int32(NO_START)
    for row in range(len(person)):
        on = day[row]
        if person[row] != owner:
            if person[row] < owner:
                return row
            owner = person[row]
            at += 1
            while at < len(people) and people[at] < owner:
                at += 1
            known = at < len(people) and people[at] == owner
            if known:
                birth = born[at]
            else:
                at -= 1
        elif on < previous:
            return row
        previous = on
        if not known or on > as_at or on < birth or code[row] >= codes:
            continue
        for action in range(start[code[row]], start[code[row] + 1]):
            leaf, doing = leaf_of[action], op[action]
            if doing == RESOLVED:
                if whose[leaf] != at:
                    whose[leaf], latest[leaf] = at, NO_START
                other[leaf] = on
                if latest[leaf] != on or need[leaf] == 1:
                    put(bits, leaf, at, False)
                continue
            inside = first[leaf] <= on <= last[leaf]
            if doing == SEEN:
                if inside:
                    put(bits, leaf, at, True)
                continue
            if doing == FIRST:
                if whose[leaf] != at:
                    whose[leaf] = at
                    if inside:
                        put(bits, leaf, at, True)
                continue
            if not inside:
                continue
            if whose[leaf] != at:
                whose[leaf] = at
                latest[leaf] = other[leaf] = NO_START
                count[leaf] = 0
            if doing == CONDITION:
                latest[leaf] = on
                put(bits, leaf, at, other[leaf] != on or need[leaf] == 0)
            elif doing == DAYS:
                if latest[leaf] != on:
                    latest[leaf] = on
                    count[leaf] += 1
                    if count[leaf] == need[leaf]:
                        put(bits, leaf, at, True)
            elif doing == CODES:
                if met[action] != at:
                    met[action] = at
                    count[leaf] += 1
                    if count[leaf] == need[leaf]:
                        put(bits, leaf, at, True)
            elif np.isfinite(value[row]):
                found = np.floor(np.float64(value[row]) * 1000.0 + 0.5)
                if doing == ANY:
                    if compares(found, limit[leaf], compare[leaf]):
                        put(bits, leaf, at, True)
                    continue
                if latest[leaf] != on:
                    before[leaf] = highest[leaf]
                    latest[leaf], highest[leaf] = on, found
                    count[leaf] += 1
                else:
                    highest[leaf] = max(highest[leaf], found)
                if doing == LATEST:
                    put(bits, leaf, at, compares(highest[leaf], limit[leaf], compare[leaf]))
                elif doing == BEST and count[leaf] >= 2:
                    best = max(highest[leaf], before[leaf])
                    put(bits, leaf, at, compares(best, limit[leaf], compare[leaf]))
    return SORTED
