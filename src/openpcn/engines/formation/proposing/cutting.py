"""Cuts that a fractional choice breaks: few practices, counted in pairs, are held too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.formation.proposing.columns import Column
from openpcn.engines.formation.proposing.master import Cut
from openpcn.engines.formation.proposing.problem import Lists, Numbers

LEAST_BREACH = 0.01
MOST_CUTS = 60
MOST_PER_NODE = 5
SEEDS_OF_FIVE = 300


def broken_cuts(
    columns: Sequence[Column], chosen: Numbers, size: int, known: Collection[Cut]
) -> list[Cut]:
    """The cuts most broken by the fractional choice, few through any one node."""
    support = np.flatnonzero(chosen > 1e-6)
    share = chosen[support]
    holds = np.zeros((size, len(support)), np.int64)
    for position, column in enumerate(support.tolist()):
        holds[list(columns[column].nodes), position] = 1
    near = _met_together(holds, share)
    pairs = _pairs_of_threes(holds, share, near)
    breaches = {cut: held - 1 for cut, held in pairs.items() if held > 1 + LEAST_BREACH}
    if len(breaches) < MOST_CUTS // 2:
        breaches |= _fives(holds, share, near, pairs)
    return _spread_out({cut: worth for cut, worth in breaches.items() if cut not in known})


def _met_together(holds: NDArray[np.int64], share: Numbers) -> dict[int, list[int]]:
    """For each node that no network holds whole: the nodes that share a chosen network with it."""
    unsettled = np.flatnonzero(((holds > 0) & (share < 1 - 1e-6)).any(axis=1)).tolist()
    together = (holds * share) @ holds.T > 1e-6
    return {v: [u for u in unsettled if u != v and together[v, u]] for v in unsettled}


def _pairs_of_threes(
    holds: NDArray[np.int64], share: Numbers, near: dict[int, list[int]]
) -> dict[Cut, float]:
    held: dict[Cut, float] = {}
    for node, others in near.items():
        for one, other in combinations(others, 2):
            cut = frozenset((node, one, other))
            if cut not in held:
                held[cut] = float((holds[[node, one, other]].sum(axis=0) // 2) @ share)
    return held


def _fives(
    holds: NDArray[np.int64],
    share: Numbers,
    near: dict[int, list[int]],
    threes: dict[Cut, float],
) -> dict[Cut, float]:
    found: dict[Cut, float] = {}
    for seed in sorted(threes, key=lambda cut: (-threes[cut], sorted(cut)))[:SEEDS_OF_FIVE]:
        base = holds[sorted(seed)].sum(axis=0)
        around = Counter(u for v in seed for u in near[v] if u not in seed)
        likely = [u for u, _ in sorted(around.items(), key=lambda item: (-item[1], item[0]))[:10]]
        for one, other in combinations(likely, 2):
            held = float(((base + holds[one] + holds[other]) // 2) @ share)
            if held > 2 + LEAST_BREACH:
                found[seed | {one, other}] = held - 2
    return found


def _spread_out(breaches: dict[Cut, float]) -> list[Cut]:
    used: Counter[int] = Counter()
    taken: list[Cut] = []
    for cut in sorted(breaches, key=lambda cut: (-breaches[cut], sorted(cut))):
        if len(taken) == MOST_CUTS:
            break
        if all(used[node] < MOST_PER_NODE for node in cut):
            taken.append(cut)
            used.update(cut)
    return taken


def cuts_of_nodes(cuts: Sequence[Cut], size: int) -> Lists:
    """For each node, the cuts that it is in."""
    inside: list[list[int]] = [[] for _ in range(size)]
    for number, cut in enumerate(cuts):
        for node in cut:
            inside[node].append(number)
    return Lists.of(inside)
