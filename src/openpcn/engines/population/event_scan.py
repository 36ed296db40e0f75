"""One pass over events, in the order of people and days: every leaf's bit for every person.

A bit is right after each event for the events so far, so nothing is left to do at a person's end.
What a leaf remembers of a person is forgotten at the leaf's first event of the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population.compiling import loop, part
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
    Actions,
)

SORTED = -1
ONE = np.uint64(1)
AT, OWNER, PREVIOUS = range(3)


@dataclass(frozen=True, kw_only=True, eq=False)
class Memory:
    """What a scan remembers from one piece of a file to the next."""

    place: NDArray[np.int64]
    """The person it is at, by place and number, and the day of the last row."""
    whose: NDArray[np.int32]
    latest: NDArray[np.int32]
    other: NDArray[np.int32]
    count: NDArray[np.int32]
    highest: NDArray[np.float64]
    before: NDArray[np.float64]
    met: NDArray[np.int32]
    """By action, the last person whom it met."""

    @classmethod
    def of(cls, does: Actions) -> Memory:
        """Nothing is remembered yet."""
        leaves = len(does.first)
        numbers = np.zeros((3, leaves), np.int32)
        found = np.zeros((2, leaves), np.float64)
        return cls(
            place=np.array([0, -(2**63), NO_START], np.int64),
            whose=np.full(leaves, -1, np.int32),
            latest=numbers[0],
            other=numbers[1],
            count=numbers[2],
            highest=found[0],
            before=found[1],
            met=np.full(len(does.op), -1, np.int32),
        )


@part
def compares(value: float, limit: float, how: int) -> bool:
    """Whether thousandths are below, at most, at least or above the limit."""
    if how == AT_LEAST:
        return value >= limit
    if how == ABOVE:
        return value > limit
    if how == AT_MOST:
        return value <= limit
    return value < limit


@part
def put(bits: NDArray[np.uint64], at: int, leaf: int, yes: bool) -> None:
    """Set or clear a person's bit of a leaf."""
    if yes:
        bits[at, leaf >> 6] |= ONE << np.uint64(leaf & 63)
    else:
        bits[at, leaf >> 6] &= ~(ONE << np.uint64(leaf & 63))


@loop(
    "i8[:], u4[:], i4[:], f4[:], i8[:], i4[:], i8, i4[:], i4[:], u1[:], i4[:], i4[:], i4[:], "
    "i4[:], f8[:], u1[:], i8[:], i4[:], i4[:], i4[:], i4[:], f8[:], f8[:], i4[:], u8[:,:]"
)
def scan_events(
    person: NDArray[np.int64],
    code: NDArray[np.uint32],
    day: NDArray[np.int32],
    value: NDArray[np.float32],
    people: NDArray[np.int64],
    born: NDArray[np.int32],
    as_at: int,
    start: NDArray[np.int32],
    seen: NDArray[np.int32],
    op: NDArray[np.uint8],
    leaf_of: NDArray[np.int32],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    need: NDArray[np.int32],
    limit: NDArray[np.float64],
    compare: NDArray[np.uint8],
    place: NDArray[np.int64],
    whose: NDArray[np.int32],
    latest: NDArray[np.int32],
    other: NDArray[np.int32],
    count: NDArray[np.int32],
    highest: NDArray[np.float64],
    before: NDArray[np.float64],
    met: NDArray[np.int32],
    bits: NDArray[np.uint64],
) -> int:
    """Fill `bits`, a row for each person; the first row that is out of order, or -1 if none is."""
    codes, everybody = np.uint32(len(start) - 1), len(people)
    at, owner, previous = place[AT], place[OWNER], place[PREVIOUS]
    known, birth = False, 0
    if at < everybody and people[at] == owner:
        known, birth = True, born[at]
    for row in range(len(person)):
        on = day[row]
        if person[row] != owner:
            if person[row] < owner:
                return row
            owner = person[row]
            while at < everybody and people[at] < owner:
                at += 1
            known = False
            if at < everybody and people[at] == owner:
                known, birth = True, born[at]
        elif on < previous:
            return row
        previous = on
        key = code[row]
        if not known or on > as_at or on < birth or key >= codes:
            continue
        for action in range(start[key], seen[key]):
            leaf = leaf_of[action]
            inside = np.uint64((first[leaf] <= on) & (on <= last[leaf]))
            bits[at, leaf >> 6] |= inside << np.uint64(leaf & 63)
        for action in range(seen[key], start[key + np.uint32(1)]):
            leaf, doing = leaf_of[action], op[action]
            if doing == RESOLVED:
                if whose[leaf] != at:
                    whose[leaf], latest[leaf] = at, NO_START
                other[leaf] = on
                if latest[leaf] != on or need[leaf] == 1:
                    put(bits, at, leaf, False)
                continue
            inside_window = first[leaf] <= on <= last[leaf]
            if doing == FIRST:
                if whose[leaf] != at:
                    whose[leaf] = at
                    if inside_window:
                        put(bits, at, leaf, True)
                continue
            if not inside_window:
                continue
            if whose[leaf] != at:
                whose[leaf] = at
                latest[leaf] = other[leaf] = NO_START
                count[leaf] = 0
            if doing == CONDITION:
                latest[leaf] = on
                put(bits, at, leaf, other[leaf] != on or need[leaf] == 0)
            elif doing == DAYS:
                if latest[leaf] != on:
                    latest[leaf] = on
                    count[leaf] += 1
                    if count[leaf] == need[leaf]:
                        put(bits, at, leaf, True)
            elif doing == CODES:
                if met[action] != at:
                    met[action] = at
                    count[leaf] += 1
                    if count[leaf] == need[leaf]:
                        put(bits, at, leaf, True)
            elif np.isfinite(value[row]):
                found = np.floor(np.float64(value[row]) * 1000.0 + 0.5)
                if doing == ANY:
                    if compares(found, limit[leaf], compare[leaf]):
                        put(bits, at, leaf, True)
                    continue
                if latest[leaf] != on:
                    before[leaf] = highest[leaf]
                    latest[leaf], highest[leaf] = on, found
                    count[leaf] += 1
                else:
                    highest[leaf] = max(highest[leaf], found)
                if doing == LATEST:
                    put(bits, at, leaf, compares(highest[leaf], limit[leaf], compare[leaf]))
                elif doing == BEST and count[leaf] >= 2:
                    best = max(highest[leaf], before[leaf])
                    put(bits, at, leaf, compares(best, limit[leaf], compare[leaf]))
    place[AT], place[OWNER], place[PREVIOUS] = at, owner, previous
    return SORTED
