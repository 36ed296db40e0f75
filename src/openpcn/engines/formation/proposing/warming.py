"""First plans for an area: grown from scattered seeds or from the present networks, annealed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linear_sum_assignment

from openpcn.engines.formation.proposing.annealing import anneal
from openpcn.engines.formation.proposing.columns import Column, Columns
from openpcn.engines.formation.proposing.growing import grow
from openpcn.engines.formation.proposing.problem import Problem, Whole
from openpcn.engines.formation.proposing.watching import A_ROUND, Watch

ROUNDS, ROUNDS_PER_NODE = 600_000, 10_000
FEW, FEW_ROUNDS = 12, 500
"""So few practices are searched whole in no time: a first plan need not be good."""
SCATTERED = 4
USUAL = 40_000
"""Patients per network of a first plan where the number of networks is free."""
WARMTH_FROM_TODAY = (0.02, 0.2, 1.0)
PER_PATIENT_AMISS = 0.3


def first_plans(
    columns: Columns, watch: Watch, seed: int, *, any_plan_will_do: bool = False
) -> Iterator[list[Column]]:
    """Plans whose networks are connected and hold no practices that are to be apart."""
    problem = columns.problem
    groups = problem.networks or max(1, round(int(problem.weight.sum()) / USUAL))
    groups = min(groups, problem.size)
    rounds = min(ROUNDS, (FEW_ROUNDS if problem.size <= FEW else ROUNDS_PER_NODE) * problem.size)
    for turn in range(1 if any_plan_will_do else SCATTERED):
        if watch.is_late and np.isfinite(watch.cost):
            return
        first = grow(
            problem.weight, problem.near.start, problem.near.items, problem.hub_cost,
            columns.hubs.start, columns.hubs.items, groups, seed * 97 + turn,
        )  # fmt: skip
        yield from _annealed(columns, watch, first, groups, 2.0, rounds, seed * 97 + turn)
    today = present_groups(problem)
    if today is not None and problem.networks in (None, int(today.max()) + 1):
        for turn, warmth in enumerate(WARMTH_FROM_TODAY):
            groups = int(today.max()) + 1
            yield from _annealed(columns, watch, today, groups, warmth, rounds, seed * 97 + turn)


def present_groups(problem: Problem) -> Whole | None:
    """The present network of each node, where keeping it is worth something.

    A node in none takes that of its first neighbour. None where one has no such neighbour.
    """
    moves = problem.move_cost[:, 1:]
    if not moves.shape[1]:
        return None
    settled = (moves.min(axis=1) < moves.max(axis=1)) | (moves.shape[1] == 1)
    label = np.where(settled, moves.argmin(axis=1), -1)
    for _ in range(problem.size):
        for v in np.flatnonzero(label < 0).tolist():
            found = [int(label[u]) for u in problem.near.of_node(v) if label[u] >= 0]
            label[v] = found[0] if found else -1
    if (label < 0).any():
        return None
    return np.unique(label, return_inverse=True)[1].astype(np.int64)


def labelled(columns: Columns, plan: list[Column]) -> list[Column]:
    """The same networks, each continuing another present one, as few patients moved as can be.

    A network that continues none bears the label 0, of which there is one for each.
    """
    moves, allowed = columns.problem.move_cost, columns.problem.allowed
    never = 1.0 + float(moves.sum())
    cost = np.full((len(plan), moves.shape[1] - 1 + len(plan)), never)
    for row, column in enumerate(plan):
        members = list(column.nodes)
        asked = np.where(allowed[members].all(axis=0), moves[members].sum(axis=0), never)
        cost[row, : moves.shape[1] - 1] = asked[1:]
        cost[row, moves.shape[1] - 1 + row] = asked[0]
    _, chosen = linear_sum_assignment(cost)
    labels = [int(at) + 1 if at < moves.shape[1] - 1 else 0 for at in chosen]
    return [columns.price(c.nodes, n) for c, n in zip(plan, labels, strict=True)]


def _annealed(
    columns: Columns,
    watch: Watch,
    first: Whole,
    groups: int,
    warmth: float,
    rounds: int,
    seed: int,
) -> Iterator[list[Column]]:
    problem, hubs = columns.problem, columns.hubs
    spread = float(problem.hub_cost.mean()) or 1.0
    group_of, _ = anneal(
        first, groups, problem.hub_cost, hubs.start, hubs.items, problem.move_cost, problem.skew,
        problem.weight, problem.near.start, problem.near.items, problem.conflicts.start,
        problem.conflicts.items, problem.smallest, problem.largest, PER_PATIENT_AMISS,
        warmth * spread, spread / 200, rounds, seed,
    )  # fmt: skip
    watch.spend(rounds * A_ROUND)
    found = [np.flatnonzero(group_of == group).tolist() for group in range(groups)]
    if all(nodes and _may_be_one(problem, nodes) for nodes in found):
        yield labelled(columns, [columns.price(nodes) for nodes in found])


def _may_be_one(problem: Problem, nodes: list[int]) -> bool:
    """Connected, and none never together."""
    inside, met, queue = set(nodes), {nodes[0]}, [nodes[0]]
    while queue:
        v = queue.pop()
        if inside.intersection(problem.conflicts.of_node(v)):
            return False
        new = inside.intersection(problem.near.of_node(v)) - met
        met |= new
        queue += sorted(new)
    return len(met) == len(nodes)
