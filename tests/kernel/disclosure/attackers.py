"""Attackers who know the rule, the shape of the table and every shown number; none of our code.

`everything_possible` lists every whole-number answer there is; `bounds_of` asks HiGHS directly.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Mapping

import highspy
import numpy as np

Groups = frozenset[str]


def stands_for(shown: int | None, rule) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    """The true counts that a shown number can come from, by trying them all."""
    if shown is None:
        return 0, 10**6
    fits = [
        true
        for true in range(shown + 11)
        if int((true + rule.base // 2) / rule.base) * rule.base == shown
        and not (1 <= true <= rule.threshold)
        and not (true == 0 and not rule.noughts_shown)
    ]
    return min(fits), max(fits)


def everything_possible(
    shown: Iterable[tuple[Groups, int | None, object]], groups: list[str], *, most: int
) -> np.ndarray:
    """Every table of counts of the groups, nought to `most`, that agrees with what is shown."""
    every = np.indices((most + 1,) * len(groups)).reshape(len(groups), -1).T
    for inside, number, rule in shown:
        low, high = stands_for(number, rule)
        total = every[:, [groups.index(group) for group in inside]].sum(axis=1)
        every = every[(low <= total) & (total <= high)]
    return every


def unions(groups: list[str]) -> Iterable[tuple[str, ...]]:
    """Every set of groups but the empty one."""
    for size in range(1, len(groups) + 1):
        yield from itertools.combinations(groups, size)


def bounds_of(
    people: Groups, shown: Iterable[tuple[Groups, int | None, object]], groups: list[str]
) -> tuple[float, float]:
    """The least and the most that HiGHS finds possible for a set of people."""
    ends = []
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        for group in groups:
            solver.addVar(0, 5000)
            solver.changeColCost(groups.index(group), float(group in people))
        for inside, number, rule in shown:
            low, high = stands_for(number, rule)
            at = np.array(sorted(groups.index(group) for group in inside), dtype=np.int32)
            solver.addRow(low, high, len(at), at, np.ones(len(at)))
        solver.changeObjectiveSense(sense)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(solver.getInfo().objective_function_value)
    return np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6)


def overlapping_town(chance: random.Random, *, pieces: int, small: float) -> Mapping[str, int]:
    """People with a condition in each piece of a town: many pieces with few, some with many."""
    return {
        f"p{number}": chance.randint(0, 6) if chance.random() < small else chance.randint(7, 60)
        for number in range(pieces)
    }


def divided(chance: random.Random, pieces: list[str], parts: int) -> list[Groups]:
    """The pieces dealt into parts, as networks and as neighbourhoods divide them differently."""
    dealt: dict[int, set[str]] = {}
    for piece in pieces:
        dealt.setdefault(chance.randrange(parts), set()).add(piece)
    return [frozenset(each) for each in dealt.values()]
