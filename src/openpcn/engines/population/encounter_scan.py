"""One pass over encounters, in the order of people and first days: the same for contacts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population.compiling import loop, part
from openpcn.engines.population.event_scan import SORTED, put
from openpcn.engines.population.plan import DAYS, NIGHTS, NO_START

NOBODY = -(2**31)


@loop(
    "i8[:], i4[:], i4[:], i4[:], i8[:], i4[:], i8, i8, i4[:], u1[:], i4[:], i4[:], i4[:], i4[:], "
    "i4[:], i4[:], i8[:], u8[:,:]"
)
def scan_encounters(
    person: NDArray[np.int64],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    kind: NDArray[np.int32],
    people: NDArray[np.int64],
    born: NDArray[np.int32],
    as_at: int,
    per_setting: int,
    start: NDArray[np.int32],
    op: NDArray[np.uint8],
    leaf_of: NDArray[np.int32],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    need: NDArray[np.int32],
    whose: NDArray[np.int32],
    latest: NDArray[np.int32],
    count: NDArray[np.int64],
    bits: NDArray[np.uint64],
) -> int:
    """Fill `bits` of contacts and nights; the first row that is out of order, or -1 if none is.

    A stay without an end ends after every day; a setting has `per_setting` kinds in a row.
    `whose` is -1 at first; it, `latest` and `count` have a place for each leaf.
    """
    kinds, begins = len(start) - 1, 0
    at, known, birth = 0, False, 0
    owner, previous = np.int64(-(2**63)), np.int32(NO_START)
    for row in range(len(person)):
        on = starts[row]
        if person[row] != owner:
            if person[row] < owner:
                return row
            owner, begins = person[row], row
            while at < len(people) and people[at] < owner:
                at += 1
            known = False
            if at < len(people) and people[at] == owner:
                known, birth = True, born[at]
        elif on < previous:
            return row
        previous = on
        if not known or on > as_at or on < birth or kind[row] < 0 or kind[row] >= kinds:
            continue
        for action in range(start[kind[row]], start[kind[row] + 1]):
            leaf, doing = leaf_of[action], op[action]
            if whose[leaf] != at:
                whose[leaf], latest[leaf], count[leaf] = at, NO_START, 0
            if doing == NIGHTS:
                if not stay_seen(starts, ends, kind, per_setting, begins, row):
                    end = min(min(ends[row], as_at), last[leaf])
                    begin = max(np.int64(on), np.int64(first[leaf]) - 1)
                    count[leaf] += max(0, end - begin)
                    if count[leaf] >= need[leaf]:
                        put(bits, at, leaf, True)
            elif doing == DAYS and first[leaf] <= on <= last[leaf] and latest[leaf] != on:
                latest[leaf] = on
                count[leaf] += 1
                if count[leaf] == need[leaf]:
                    put(bits, at, leaf, True)
    return SORTED


@part
def stay_seen(
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    kind: NDArray[np.int32],
    per_setting: int,
    begins: int,
    row: int,
) -> bool:
    """Whether an earlier row of the same person is the same stay: setting, first and last day."""
    other = row - 1
    while other >= begins and starts[other] == starts[row]:
        same = kind[other] >= 0 and kind[other] // per_setting == kind[row] // per_setting
        if same and ends[other] == ends[row]:
            return True
        other -= 1
    return False


@loop("i8[:], i4[:], i4[:], i8[:], i4[:], i8, i8, i8, i4[:], i4[:], u8[:,:]")
def scan_shares(
    person: NDArray[np.int64],
    starts: NDArray[np.int32],
    clinician: NDArray[np.int32],
    people: NDArray[np.int64],
    born: NDArray[np.int32],
    fewest: int,
    percent: int,
    leaf: int,
    days: NDArray[np.int32],
    seen: NDArray[np.int32],
    bits: NDArray[np.uint64],
) -> int:
    """Fill the bits of one leaf about continuity, from the contacts that it counts.

    They are in order; `clinician` is NOBODY where unknown. `days` and `seen` are room for the
    contacts of one person.
    """
    row, at = 0, 0
    while row < len(person):
        owner, size = person[row], 0
        while at < len(people) and people[at] < owner:
            at += 1
        known = at < len(people) and people[at] == owner
        while row < len(person) and person[row] == owner:
            on = starts[row]
            if known and on >= born[at]:
                other = size - 1
                while other >= 0 and days[other] == on and seen[other] != clinician[row]:
                    other -= 1
                if other < 0 or days[other] != on:
                    days[size], seen[size] = on, clinician[row]
                    size += 1
            row += 1
        if size >= fewest and most_often(seen, size) * 100 < percent * size:
            put(bits, at, leaf, True)
    return SORTED


@part
def most_often(seen: NDArray[np.int32], size: int) -> int:
    """How often the clinician seen most is among the first `size`; NOBODY is none. It sorts them.

    Sorting is Shell's, because a loop makes no array.
    """
    gap = size // 2
    while gap > 0:
        for start in range(gap, size):
            one, place = seen[start], start
            while place >= gap and seen[place - gap] > one:
                seen[place] = seen[place - gap]
                place -= gap
            seen[place] = one
        gap //= 2
    most, run = 0, 0
    for place in range(size):
        again = place > 0 and seen[place] == seen[place - 1]
        run = run + 1 if again else 1
        if seen[place] != NOBODY:
            most = max(most, run)
    return most
