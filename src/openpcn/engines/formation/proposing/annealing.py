"""A good plan fast: practices shift and swap between neighbouring networks, ever less freely.

The functions are long because they are compiled as one loop without calls or allocation; what they
call is in this module, because a compiled function is made anew only where its own module changed.
"""

from __future__ import annotations

import numpy as np

from openpcn.engines.formation.proposing.compiling import compiled
from openpcn.engines.formation.proposing.problem import Numbers, Whole


@compiled
def group_cost(
    members: Whole,
    count: int,
    hub_cost: Numbers,
    hub_first: Whole,
    hub_of: Whole,
    move_cost: Numbers,
    skew: Numbers,
) -> tuple[float, int, int]:
    """Cost of a network with its best hub and label, and both; thousands of patient-kilometres."""
    best, best_hub = np.inf, -1
    for a in range(count):
        for h in range(hub_first[members[a]], hub_first[members[a] + 1]):
            hub = hub_of[h]
            total = 0.0
            for b in range(count):
                total += hub_cost[members[b], hub]
            if total < best:
                best, best_hub = total, hub
    lean = 0.0
    for b in range(count):
        lean += skew[members[b]]
    moves, best_label = np.inf, 0
    for label in range(move_cost.shape[1]):
        total = 0.0
        for b in range(count):
            total += move_cost[members[b], label]
        if total < moves:
            moves, best_label = total, label
    return best + moves + abs(lean), best_hub, best_label


@compiled
def out_of_band(patients: int, smallest: int, largest: int) -> int:
    """Patients short of the smallest or over the largest size."""
    return max(0, max(smallest - patients, patients - largest))


@compiled
def stays_connected(
    near_start: Whole,
    near: Whole,
    group_of: Whole,
    group: int,
    members: Whole,
    count: int,
    leaves: int,
    joins: int,
    seen: Whole,
    queue: Whole,
    stamp: int,
) -> bool:
    """Whether the group is connected when one leaves and one joins (-1: none)."""
    total = count - (1 if leaves >= 0 else 0) + (1 if joins >= 0 else 0)
    if total == 0:
        return False
    first = joins
    if first < 0:
        first = members[0] if members[0] != leaves else members[1]
    seen[first] = stamp
    queue[0] = first
    done, met = 0, 1
    while done < met:
        v = queue[done]
        done += 1
        for e in range(near_start[v], near_start[v + 1]):
            u = near[e]
            if seen[u] != stamp and u != leaves and (group_of[u] == group or u == joins):
                seen[u] = stamp
                queue[met] = u
                met += 1
    return met == total


@compiled
def clashes(
    conflict_start: Whole, conflict: Whole, group_of: Whole, v: int, group: int, but: int
) -> bool:
    """Whether a node that is never to be with `v` is in the group (`but` set aside)."""
    for e in range(conflict_start[v], conflict_start[v + 1]):
        if conflict[e] != but and group_of[conflict[e]] == group:
            return True
    return False


@compiled
def anneal(
    group_of: Whole,
    groups: int,
    hub_cost: Numbers,
    hub_first: Whole,
    hub_of: Whole,
    move_cost: Numbers,
    skew: Numbers,
    weight: Whole,
    near_start: Whole,
    near: Whole,
    conflict_start: Whole,
    conflict: Whole,
    smallest: int,
    largest: int,
    penalty: float,
    warm: float,
    cold: float,
    rounds: int,
    seed: int,
) -> tuple[Whole, float]:
    """The best plan met from `group_of` on, and its cost with `penalty` per patient out of band."""
    np.random.seed(seed)
    size = weight.shape[0]
    members = np.zeros((groups, size + 1), np.int64)
    count = np.zeros(groups, np.int64)
    patients = np.zeros(groups, np.int64)
    cost = np.zeros(groups)
    place = np.zeros(size, np.int64)
    for v in range(size):
        g = group_of[v]
        members[g, count[g]] = v
        place[v] = count[g]
        count[g] += 1
        patients[g] += weight[v]
    total = 0.0
    for g in range(groups):
        cost[g] = group_cost(members[g], count[g], hub_cost, hub_first, hub_of, move_cost, skew)[0]
        total += cost[g] + penalty * out_of_band(patients[g], smallest, largest)
    best_total, best = total, group_of.copy()
    seen = np.zeros(size, np.int64)
    queue = np.zeros(size + 1, np.int64)
    trial = np.zeros(size + 1, np.int64)
    stamp = 0
    heat, cooling = warm, (cold / warm) ** (1.0 / rounds)
    for _ in range(rounds):
        heat *= cooling
        v = np.random.randint(size)
        degree = near_start[v + 1] - near_start[v]
        if degree == 0:
            continue
        a, b = group_of[v], group_of[near[near_start[v] + np.random.randint(degree)]]
        if a == b:
            continue
        back = -1
        if np.random.random() < 0.5:
            back = members[b, np.random.randint(count[b])]
        elif count[a] == 1:
            continue
        gain = weight[v] - (weight[back] if back >= 0 else 0)
        change = penalty * (
            out_of_band(patients[a] - gain, smallest, largest)
            + out_of_band(patients[b] + gain, smallest, largest)
            - out_of_band(patients[a], smallest, largest)
            - out_of_band(patients[b], smallest, largest)
        )
        if change > cost[a] + cost[b] + 20 * heat:
            continue
        if clashes(conflict_start, conflict, group_of, v, b, back):
            continue
        if back >= 0 and clashes(conflict_start, conflict, group_of, back, a, v):
            continue
        m = 0
        for q in range(count[a]):
            if members[a, q] != v:
                trial[m] = members[a, q]
                m += 1
        if back >= 0:
            trial[m] = back
            m += 1
        cost_a = group_cost(trial, m, hub_cost, hub_first, hub_of, move_cost, skew)[0]
        m = 0
        for q in range(count[b]):
            if members[b, q] != back:
                trial[m] = members[b, q]
                m += 1
        trial[m] = v
        cost_b = group_cost(trial, m + 1, hub_cost, hub_first, hub_of, move_cost, skew)[0]
        change += cost_a + cost_b - cost[a] - cost[b]
        if change > 0 and np.random.random() >= np.exp(-change / heat):
            continue
        stamp += 1
        if not stays_connected(
            near_start, near, group_of, a, members[a], count[a], v, back, seen, queue, stamp
        ):
            continue
        stamp += 1
        if not stays_connected(
            near_start, near, group_of, b, members[b], count[b], back, v, seen, queue, stamp
        ):
            continue
        for node, old, new in ((v, a, b), (back, b, a)):
            if node >= 0:
                count[old] -= 1
                last = members[old, count[old]]
                members[old, place[node]] = last
                place[last] = place[node]
                members[new, count[new]] = node
                place[node] = count[new]
                count[new] += 1
                group_of[node] = new
        patients[a] -= gain
        patients[b] += gain
        cost[a], cost[b] = cost_a, cost_b
        total += change
        if total < best_total - 1e-9:
            best_total = total
            best[:] = group_of
    return best, best_total
