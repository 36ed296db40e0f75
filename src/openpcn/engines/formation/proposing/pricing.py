"""The exact search for connected sets of practices that would improve a plan.

A set is found by deciding, for one neighbour after the other, whether it is in or out; a branch is
left when not even the best fractional filling of the remaining room could beat what is known.
The functions are long because they are compiled as one loop without calls or allocation; what they
call is in this module, because a compiled function is made anew only where its own module changed.
"""

from __future__ import annotations

import numpy as np

from openpcn.engines.formation.proposing.compiling import compiled
from openpcn.engines.formation.proposing.problem import Numbers, Whole

EPSILON = 1e-9


@compiled
def least_filling(
    reduced: Numbers,
    weight: Whole,
    order: Whole,
    state: Whole,
    room: float,
    need: float,
    excess: float,
) -> float:
    """Lower bound of what any further members can add: a fractional filling by best ratio.

    `room` is what still fits below the largest size, `need` what is missing to the smallest that
    may be recorded, `excess` the cost per patient beyond the room (0: nothing fits beyond it).
    Those without patients come first in `order`. Infinite where the need cannot be met.
    """
    total = 0.0
    for position in range(order.shape[0]):
        v = order[position]
        if state[v] == 1 or state[v] == 2:
            continue
        if weight[v] == 0:
            total += min(0.0, reduced[v])
            continue
        left = float(weight[v])
        ratio = reduced[v] / left
        if ratio >= 0.0 and need <= 0.0:
            break
        inside = min(left, max(room, 0.0))
        if ratio >= 0.0:
            inside = min(inside, need)
        total += ratio * inside
        room -= inside
        need -= inside
        left -= inside
        if room <= 0.0:
            if excess == 0.0 or ratio + excess >= 0.0:
                break
            total += (ratio + excess) * left
    if need > 0.0:
        return np.inf
    return total


@compiled
def search(
    start_node: int,
    reduced: Numbers,
    skew: Numbers,
    weight: Whole,
    near_start: Whole,
    near: Whole,
    conflict_start: Whole,
    conflict: Whole,
    cut_start: Whole,
    cut_of: Whole,
    cut_price: Numbers,
    banned: Whole,
    smallest: int,
    largest: int,
    soft: Numbers,
    threshold: float,
    most_steps: int,
    found: Whole,
    found_size: Whole,
    found_value: Numbers,
    keep_all: bool,
) -> tuple[int, bool, int]:
    """Connected sets through `start_node` whose reduced cost is below `threshold`.

    `reduced` holds each node's own reduced cost; a set pays `cut_price` for every second node
    that it holds of a cut, the size of its summed `skew`, and, where `soft` says so (cost per
    patient short or over, cost of being out, largest size at all, smallest at all), for being out
    of band. `banned` nodes are never in. With `keep_all` every set is kept, else the best alone.
    Returns how many are in `found`, whether the search was complete, and its steps.
    """
    size = weight.shape[0]
    excess, out_cost, cap, floor = soft[0], soft[1], int(soft[2]), int(soft[3])
    is_soft = cap > 0
    if not is_soft:
        cap, floor = largest, smallest
    # Those without patients take no room: their gain counts whatever else is chosen, so first.
    order = np.argsort(np.where(weight == 0, -np.inf, reduced / np.maximum(weight, 1)))
    state = np.zeros(size, np.int64)  # 0 free, 1 in, 2 out, 3 could be next
    for v in range(size):
        if banned[v] > 0:
            state[v] = 2
    clashes = np.zeros(size, np.int64)
    in_cut = np.zeros(cut_price.shape[0] + 1, np.int64)
    edge = np.zeros(near.shape[0] + size + 1, np.int64)
    members = np.zeros(size + 1, np.int64)
    decided = np.zeros(size + 2, np.int64)
    phase = np.zeros(size + 2, np.int64)
    edge_at = np.zeros(size + 2, np.int64)
    edges = depth = count = steps = held = 0
    patients = 0
    value = lean = 0.0
    best = threshold
    joining = start_node
    if state[start_node] == 2 or weight[start_node] > cap:
        return 0, True, 0
    while True:
        if joining >= 0:
            state[joining] = 1
            members[held] = joining
            held += 1
            patients += weight[joining]
            value += reduced[joining]
            lean += skew[joining]
            for e in range(cut_start[joining], cut_start[joining + 1]):
                cut = cut_of[e]
                in_cut[cut] += 1
                if in_cut[cut] % 2 == 0:
                    value += cut_price[cut]
            for e in range(conflict_start[joining], conflict_start[joining + 1]):
                clashes[conflict[e]] += 1
            for e in range(near_start[joining], near_start[joining + 1]):
                v = near[e]
                if state[v] == 0:
                    state[v] = 3
                    edge[edges] = v
                    edges += 1
            joining = -1
            worth = value + abs(lean)
            records = patients >= smallest and patients <= largest
            if is_soft and not records and patients >= floor:
                worth += out_cost + excess * max(smallest - patients, patients - largest)
                records = True
            if records and worth < best - EPSILON:
                at = count if keep_all else 0
                if at >= found.shape[0]:
                    return count, False, steps
                for m in range(held):
                    found[at, m] = members[m]
                found_size[at] = held
                found_value[at] = worth
                count = at + 1
                if not keep_all:
                    best = worth
        steps += 1
        if steps > most_steps:
            return count, False, steps
        chosen = -1
        need = float(floor - patients)
        below = value + least_filling(
            reduced, weight, order, state, float(largest - patients), need, excess
        )
        if is_soft and patients > largest:
            below += excess * (patients - largest)
        if below < best - EPSILON:
            best_ratio = np.inf
            for position in range(edges):
                v = edge[position]
                if state[v] == 3 and clashes[v] == 0 and patients + weight[v] <= cap:
                    ratio = reduced[v] / max(float(weight[v]), 1.0)
                    if ratio < best_ratio:
                        best_ratio = ratio
                        chosen = v
        if chosen >= 0:
            decided[depth] = chosen
            phase[depth] = 0
            edge_at[depth] = edges
            depth += 1
            joining = chosen
            continue
        # Nothing more to gain here: go back to the last choice that was "in" and try "out".
        while depth > 0:
            v = decided[depth - 1]
            if phase[depth - 1] == 0:
                for position in range(edge_at[depth - 1], edges):
                    state[edge[position]] = 0
                edges = edge_at[depth - 1]
                held -= 1
                patients -= weight[v]
                value -= reduced[v]
                lean -= skew[v]
                for e in range(cut_start[v], cut_start[v + 1]):
                    cut = cut_of[e]
                    if in_cut[cut] % 2 == 0:
                        value -= cut_price[cut]
                    in_cut[cut] -= 1
                for e in range(conflict_start[v], conflict_start[v + 1]):
                    clashes[conflict[e]] -= 1
                state[v] = 2
                phase[depth - 1] = 1
                break
            state[v] = 3
            depth -= 1
        if depth == 0:
            return count, True, steps


@compiled
def price_all(
    hub_cost: Numbers,
    hub_node: Whole,
    move_cost: Numbers,
    worth: Whole,
    allowed: Whole,
    duals: Numbers,
    count_dual: float,
    label_dual: Numbers,
    skew: Numbers,
    weight: Whole,
    near_start: Whole,
    near: Whole,
    conflict_start: Whole,
    conflict: Whole,
    cut_start: Whole,
    cut_of: Whole,
    cut_price: Numbers,
    smallest: int,
    largest: int,
    soft: Numbers,
    most_steps: int,
    first_hub: int,
    last_hub: int,
    found: Whole,
    found_size: Whole,
    found_value: Numbers,
    found_label: Whole,
) -> tuple[int, float, bool, int]:
    """The best improving set for each label that is `worth` a look, hub after hub.

    Returns how many are in `found`, the least reduced cost met (0 where none improves), whether
    every search was complete, and the steps of all.
    """
    labels = move_cost.shape[1]
    size = weight.shape[0]
    one = np.zeros((1, size + 1), np.int64)
    one_size = np.zeros(1, np.int64)
    one_value = np.zeros(1)
    banned = np.zeros(size, np.int64)
    count = all_steps = 0
    least = 0.0
    complete = True
    for hub in range(first_hub, last_hub):
        for label in range(labels):
            if worth[hub, label] == 0:
                continue
            for v in range(size):
                banned[v] = 1 - allowed[v, label]
            reduced = hub_cost[:, hub] + move_cost[:, label] - duals
            base = count_dual + label_dual[label]
            got, whole, steps = search(
                hub_node[hub], reduced, skew, weight, near_start, near,
                conflict_start, conflict, cut_start, cut_of, cut_price, banned,
                smallest, largest, soft, base - 1e-7, most_steps,
                one, one_size, one_value, False,
            )  # fmt: skip
            complete = complete and whole
            all_steps += steps
            if got:
                least = min(least, one_value[0] - base)
                found[count, : one_size[0]] = one[0, : one_size[0]]
                found_size[count] = one_size[0]
                found_value[count] = one_value[0] - base
                found_label[count] = label
                count += 1
    return count, least, complete, all_steps
