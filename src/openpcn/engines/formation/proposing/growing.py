"""A first plan: groups that grow from scattered practices, the lightest first."""

from __future__ import annotations

import numpy as np

from openpcn.engines.formation.proposing.compiling import compiled
from openpcn.engines.formation.proposing.problem import Numbers, Whole


@compiled
def grow(weight: Whole, near_start: Whole, near: Whole, hub_cost: Numbers, hub_first: Whole,
         hub_of: Whole, groups: int, seed: int) -> Whole:  # fmt: skip
    """A first plan: scattered seeds, the lightest reachable group grows first."""
    np.random.seed(seed)
    size = weight.shape[0]
    group_of = np.full(size, -1, np.int64)
    patients = np.zeros(groups, np.int64)
    farness = np.full(size, np.inf)
    chosen = np.random.randint(size)
    for group in range(groups):
        group_of[chosen] = group
        patients[group] = weight[chosen]
        total = 0.0
        hub = hub_of[hub_first[chosen]]
        for v in range(size):
            farness[v] = min(farness[v], hub_cost[v, hub])
            if group_of[v] < 0:
                total += farness[v] + 1e-9
        mark = np.random.random() * total
        chosen = -1
        for v in range(size):
            if group_of[v] < 0:
                mark -= farness[v] + 1e-9
                chosen = v
                if mark <= 0:
                    break
        if chosen < 0:
            break
    while True:
        best, best_v, best_group = np.inf, -1, -1
        for v in range(size):
            if group_of[v] >= 0:
                continue
            for e in range(near_start[v], near_start[v + 1]):
                group = group_of[near[e]]
                if group >= 0 and patients[group] + weight[v] / 2 < best:
                    best, best_v, best_group = patients[group] + weight[v] / 2, v, group
        if best_v < 0:
            break
        group_of[best_v] = best_group
        patients[best_group] += weight[best_v]
    for v in range(size):  # an island that no seed reached
        if group_of[v] < 0:
            group_of[v] = 0
    return group_of
