"""Possible networks that would improve a plan, and every one that could be in a better plan."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from openpcn.engines.formation.proposing.columns import Column, Columns
from openpcn.engines.formation.proposing.cutting import cuts_of_nodes
from openpcn.engines.formation.proposing.master import Cut, Duals
from openpcn.engines.formation.proposing.pricing import price_all, search
from openpcn.engines.formation.proposing.problem import Numbers, Problem, Whole
from openpcn.engines.formation.proposing.watching import A_PRICE, A_STEP, Watch

SMALL_SEARCH, WHOLE_SEARCH = 2_000, 20_000_000
LIST_SEARCH, LAST_SEARCH = 400_000, 500_000
MOST_OF_A_HUB = 6_000


class Improver:
    """Searches for columns by prices."""

    def __init__(self, columns: Columns, watch: Watch) -> None:
        self.columns, self.watch = columns, watch
        self.problem, self.softness = columns.problem, columns.softness
        self.worth = worth_a_look(self.problem, self.softness.largest or self.problem.largest)
        self.allowed = self.problem.allowed.astype(np.int64)

    def improve(
        self, duals: Duals, cuts: Sequence[Cut], steps: int, *, to_the_end: bool = False
    ) -> tuple[int, Numbers, bool]:
        """Add the best column of each hub and label; `to_the_end` even where the time is over.

        Answers how many were new, each hub's least reduced cost, and whether every search was
        complete.
        """
        problem, inside = self.problem, cuts_of_nodes(cuts, self.problem.size)
        slots = problem.move_cost.shape[1]
        found = np.zeros((slots, problem.size + 1), np.int64)
        sizes, labels = np.zeros(slots, np.int64), np.zeros(slots, np.int64)
        values = np.zeros(slots)
        added, is_complete = 0, True
        least = np.zeros(len(problem.practices))
        for hub in range(len(problem.practices)):
            count, low, whole, took = price_all(
                problem.hub_cost, problem.hub_node, problem.move_cost, self.worth, self.allowed,
                duals.nodes, duals.count, duals.labels, problem.skew, problem.weight,
                problem.near.start, problem.near.items, problem.conflicts.start,
                problem.conflicts.items, inside.start, inside.items, -duals.cuts,
                problem.smallest, problem.largest, self.softness.numbers, steps,
                hub, hub + 1, found, sizes, values, labels,
            )  # fmt: skip
            for row in range(count):
                nodes = found[row, : sizes[row]].tolist()
                added += self.columns.add(self.columns.price(nodes, int(labels[row])))
            least[hub], is_complete = low, is_complete and bool(whole)
            self.watch.spend(took * A_STEP + count * A_PRICE)
            if self.watch.is_over and not to_the_end:
                return added, least, False
        return added, least, is_complete

    def every_within(
        self, gap: float, duals: Duals, cuts: Sequence[Cut], most: int
    ) -> list[Column] | None:
        """Every possible network with a reduced cost within the gap; None where too many."""
        problem, inside = self.problem, cuts_of_nodes(cuts, self.problem.size)
        room = min(most, MOST_OF_A_HUB)
        found = np.zeros((room, problem.size + 1), np.int64)
        sizes, values = np.zeros(room, np.int64), np.zeros(room)
        listed: dict[tuple[tuple[int, ...], int], Column] = {}
        for hub, label in np.argwhere(self.worth).tolist():
            reduced = problem.hub_cost[:, hub] + problem.move_cost[:, label] - duals.nodes
            threshold = duals.count + float(duals.labels[label]) + gap
            count, whole, took = search(
                int(problem.hub_node[hub]), reduced, problem.skew, problem.weight,
                problem.near.start, problem.near.items, problem.conflicts.start,
                problem.conflicts.items, inside.start, inside.items, -duals.cuts,
                1 - self.allowed[:, label], problem.smallest, problem.largest,
                self.softness.numbers, threshold, LIST_SEARCH, found, sizes, values, True,
            )  # fmt: skip
            before = len(listed)
            for row in range(count if whole else 0):
                nodes = tuple(sorted(found[row, : sizes[row]].tolist()))
                if (nodes, label) not in listed:
                    listed[nodes, label] = self.columns.price(nodes, label)
            self.watch.spend(took * A_STEP + (len(listed) - before) * A_PRICE)
            if not whole or len(listed) > most or self.watch.is_over:
                return None
        return list(listed.values())


def worth_a_look(problem: Problem, most: int) -> Whole:
    """[hub, label]: whether a network through the hub could gain by continuing a present one.

    So it is where one of the practices for which it matters is within reach, with at most so many
    patients. Without such a practice a new network (label 0) costs the same.
    """
    labels = problem.move_cost.shape[1]
    if labels == 1:
        return np.ones((len(problem.hub_node), 1), np.int64)
    is_nearer = problem.move_cost < problem.move_cost[:, :1]
    gains = is_nearer | (problem.allowed & ~problem.allowed[:, :1])
    onto = problem.near.items[: problem.near.start[-1]]
    entering = problem.weight[onto] + 0.25
    graph = sparse.csr_matrix((entering, onto, problem.near.start), shape=(problem.size,) * 2)
    patients = dijkstra(graph) + problem.weight[:, None]
    within = patients[problem.hub_node] <= most + 0.25 * problem.size
    worth = (within.astype(np.int64) @ gains.astype(np.int64)) > 0
    worth[:, 0] = True
    return worth.astype(np.int64)
