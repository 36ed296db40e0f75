"""Divides one area: a warm plan, columns and cuts in turn, a whole choice, and a certificate."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from openpcn.engines.formation.proposing.annealing import anneal, grow
from openpcn.engines.formation.proposing.columns import Column, Columns, Softness
from openpcn.engines.formation.proposing.cutting import broken_cuts, cuts_of_nodes
from openpcn.engines.formation.proposing.facts import Limits
from openpcn.engines.formation.proposing.master import Choice, Duals, Master, choose
from openpcn.engines.formation.proposing.pricing import price_all, search
from openpcn.engines.formation.proposing.problem import Problem

SMALL_SEARCH, WHOLE_SEARCH = 2_000, 20_000_000
LIST_SEARCH = 400_000
MOST_LISTED = 30_000
MOST_CHOSEN_FROM = 3_000
UNPLANNED_GAP = 0.05
ANNEAL_ROUNDS, ROUNDS_PER_NODE = 600_000, 10_000
DEARER = 30.0
"""How much dearer it becomes, at a time, to leave a practice out of the linear choice."""

Progress = Callable[[float, float], None]
"""Told the best cost so far and the bound, in thousands of patient-kilometres."""


def nobody_asks(cost: float, bound: float) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, kw_only=True)
class Division:
    """The best plan found and what is proved about it; costs in thousands of patient-kilometres."""

    chosen: tuple[Column, ...] | None
    """None where no plan was found."""
    cost: float
    bound: float
    is_proved: bool
    is_infeasible: bool = False
    """Proved: no plan keeps all the rules."""


def divide(
    problem: Problem,
    *,
    softness: Softness,
    limits: Limits,
    seed: int,
    progress: Progress = nobody_asks,
    clock: Callable[[], float] = time.monotonic,
) -> Division:
    """The best division of the area within the time allowed."""
    work = _Work(problem, softness, limits, seed, progress, clock)
    return work.run()


class _Work:
    """One area's division while it is being worked out."""

    def __init__(
        self,
        problem: Problem,
        softness: Softness,
        limits: Limits,
        seed: int,
        progress: Progress,
        clock: Callable[[], float],
    ) -> None:
        self.problem, self.softness, self.limits, self.seed = problem, softness, limits, seed
        self.progress, self.clock = progress, clock
        self.ends_at = clock() + limits.seconds
        self.columns = Columns(problem=problem, softness=softness)
        self.best: Choice = Choice(chosen=None, cost=np.inf, bound=-np.inf, is_proved=False)
        self.bound = -np.inf
        self.bound_duals: Duals | None = None
        self.steps = SMALL_SEARCH
        self.chosen_from = 0

    def run(self) -> Division:
        """Warm start, then columns and cuts until proved, out of cuts, or out of time."""
        self._warm_start()
        top = max(1.0, float(self.problem.hub_cost.max(initial=0)) * 10)
        most = max(self.problem.smallest, int(self.problem.weight.sum()))
        penalty = self.softness.per_patient * most + self.softness.per_network
        self.dearest = (top + penalty) * self.problem.size
        self.master = Master(self.columns, slack_cost=self._first_slack())
        while True:
            share, uncovered = self._converge()
            while uncovered > 1e-6 and self.master.slack_cost < self.dearest:
                self.master.raise_slack(min(self.dearest, self.master.slack_cost * DEARER))
                share, uncovered = self._converge()
            if uncovered > 1e-6 and not self._out_of_time():
                return Division(
                    chosen=None, cost=np.inf, bound=self.bound, is_proved=False, is_infeasible=True
                )
            self._choose_whole()
            self.progress(self.best.cost, self.bound)
            if self._is_proved() or self._out_of_time():
                break
            cuts = broken_cuts(self.columns.held, share, self.problem.size, set(self.master.cuts))
            if not 0.02 <= self._gap() < np.inf or not cuts:
                self._certify(last=not cuts)
            if self._is_proved() or not cuts or self._out_of_time():
                break
            for cut in cuts:
                self.master.add_cut(cut)
        return Division(
            chosen=self.best.chosen,
            cost=self.best.cost,
            bound=min(self.bound, self.best.cost),
            is_proved=self._is_proved(),
        )

    def _first_slack(self) -> float:
        """Modest where a plan is known: prices that jump about make the exact search long."""
        if self.best.chosen is None:
            return self.dearest
        return min(self.dearest, 1.0 + 2 * max(column.cost for column in self.best.chosen))

    def _out_of_time(self) -> bool:
        return self.clock() > self.ends_at

    def _gap(self) -> float:
        if not np.isfinite(self.best.cost):
            return np.inf
        return (self.best.cost - self.bound) / max(abs(self.best.cost), 1e-9)

    def _is_proved(self) -> bool:
        if not np.isfinite(self.best.cost):
            return False
        return self.best.cost - self.bound <= max(1e-6, self.limits.gap * abs(self.best.cost))

    def _keep(self, choice: Choice) -> None:
        if choice.chosen is not None and choice.cost < self.best.cost - 1e-9:
            self.best = choice

    def _warm_start(self) -> None:
        problem, hubs = self.problem, self.columns.hubs
        groups = problem.networks or max(1, round(int(problem.weight.sum()) / 40_000))
        groups = min(groups, problem.size)
        spread = float(problem.hub_cost.mean()) or 1.0
        rounds = min(ANNEAL_ROUNDS, ROUNDS_PER_NODE * problem.size)
        for turn in range(4):
            seed = self.seed * 97 + turn
            first = grow(
                problem.weight, problem.near.start, problem.near.items, problem.hub_cost,
                hubs.start, hubs.items, groups, seed,
            )  # fmt: skip
            group_of, _ = anneal(
                first, groups, problem.hub_cost, hubs.start, hubs.items, problem.move_cost,
                problem.skew, problem.weight, problem.near.start, problem.near.items,
                problem.conflicts.start, problem.conflicts.items, problem.smallest,
                problem.largest, 0.3, 2 * spread, spread / 200, rounds, seed,
            )  # fmt: skip
            self._take_plan(group_of, groups)
        self._warm_start_from_today(spread)

    def _warm_start_from_today(self, spread: float) -> None:
        """Also begin with the present networks, where keeping them is worth something."""
        problem, hubs = self.problem, self.columns.hubs
        first = self._today()
        if first is None or problem.networks not in (None, int(first.max()) + 1):
            return
        groups = int(first.max()) + 1
        for turn, warm in enumerate((0.02, 0.2, 1.0)):
            group_of, _ = anneal(
                first, groups, problem.hub_cost, hubs.start, hubs.items, problem.move_cost,
                problem.skew, problem.weight, problem.near.start, problem.near.items,
                problem.conflicts.start, problem.conflicts.items, problem.smallest,
                problem.largest, 0.3, warm * spread, spread / 200, ANNEAL_ROUNDS,
                self.seed * 97 + turn,
            )  # fmt: skip
            self._take_plan(group_of, groups)

    def _today(self) -> np.ndarray | None:
        """The present network of each node; one in none takes that of its first neighbour."""
        problem = self.problem
        moves = problem.move_cost[:, 1:]
        if not moves.shape[1]:
            return None
        settled = (moves.min(axis=1) < moves.max(axis=1)) | (moves.shape[1] == 1)
        label = np.where(settled, moves.argmin(axis=1), -1)
        for _ in range(problem.size):
            for v in np.flatnonzero(label < 0).tolist():
                near = problem.near.items[problem.near.start[v] : problem.near.start[v + 1]]
                found = [int(label[u]) for u in near if label[u] >= 0]
                label[v] = found[0] if found else -1
        if (label < 0).any():
            return None
        return np.unique(label, return_inverse=True)[1].astype(np.int64)

    def _take_plan(self, group_of: np.ndarray, groups: int) -> None:
        plan: list[Column] = []
        for group in range(groups):
            nodes = np.flatnonzero(group_of == group).tolist()
            if not nodes or not self._is_connected(nodes) or self._has_clash(nodes):
                return
            plan.append(self.columns.price(nodes))
        plan = self._labelled(plan)
        good = [c for c in plan if self.columns.is_allowed(c.nodes, c.label)]
        for column in good:
            self.columns.add(column)
        labels = [column.label for column in good if column.label]
        if len(good) == len(plan) and len(labels) == len(set(labels)):
            cost = sum(column.cost for column in plan)
            self._keep(Choice(chosen=tuple(plan), cost=cost, bound=-np.inf, is_proved=False))

    def _labelled(self, plan: list[Column]) -> list[Column]:
        """The same networks, each continuing another present one, as few patients moved as can be.

        A network that continues none bears the label 0, of which there is one for each.
        """
        moves, allowed = self.problem.move_cost, self.problem.allowed
        never = 1.0 + float(moves.sum())
        cost = np.full((len(plan), moves.shape[1] - 1 + len(plan)), never)
        for row, column in enumerate(plan):
            members = list(column.nodes)
            asked = np.where(allowed[members].all(axis=0), moves[members].sum(axis=0), never)
            cost[row, : moves.shape[1] - 1] = asked[1:]
            cost[row, moves.shape[1] - 1 + row] = asked[0]
        _, chosen = linear_sum_assignment(cost)
        labels = [int(at) + 1 if at < moves.shape[1] - 1 else 0 for at in chosen]
        return [self.columns.price(c.nodes, n) for c, n in zip(plan, labels, strict=True)]

    def _is_connected(self, nodes: list[int]) -> bool:
        near, inside, met, queue = self.problem.near, set(nodes), {nodes[0]}, [nodes[0]]
        while queue:
            v = queue.pop()
            for u in near.items[near.start[v] : near.start[v + 1]].tolist():
                if u in inside and u not in met:
                    met.add(u)
                    queue.append(u)
        return len(met) == len(nodes)

    def _has_clash(self, nodes: list[int]) -> bool:
        against, inside = self.problem.conflicts, set(nodes)
        return any(
            inside.intersection(against.items[against.start[v] : against.start[v + 1]].tolist())
            for v in nodes
        )

    def _converge(self) -> tuple[np.ndarray, float]:
        """Price until nothing improves the linear choice; its shares, and what is not covered."""
        steady: Duals | None = None
        turn = 0
        while True:
            cost, duals, share, uncovered = self.master.solve()
            if steady is None or len(steady.cuts) != len(duals.cuts):
                steady = duals if np.isfinite(self.bound) else self._prices_of_the_plan(duals)
            weight = 0.0 if turn % 3 == 2 and self.steps == WHOLE_SEARCH else 0.6
            asked = duals.towards(steady, weight)
            added, least, complete = self._price(asked)
            if added < self.problem.size // 10:
                self.steps = WHOLE_SEARCH
            if complete:
                bound = asked.bound(least, self.problem.networks, self._most_networks())
                if bound > self.bound - 1e-7 * abs(bound):
                    self.bound, self.bound_duals = max(bound, self.bound), asked
                    self.bound_cuts = len(self.master.cuts)
                steady = asked
            turn += 1
            settled = added == 0 and weight == 0.0 and complete
            if settled or cost - self.bound < 1e-7 * abs(cost) + 1e-6 or self._out_of_time():
                return share, uncovered

    def _prices_of_the_plan(self, like: Duals) -> Duals:
        """Each node pays its own way in the plan and an equal part of the rest of its network."""
        nodes = like.nodes.copy()
        for column in self.best.chosen or ():
            members = list(column.nodes)
            own = self.problem.hub_cost[members, column.hub]
            nodes[members] = own + (column.cost - own.sum()) / len(members)
        return replace(like, nodes=nodes, count=0.0, labels=np.zeros_like(like.labels))

    def _most_networks(self) -> int:
        patients = int(self.problem.weight.sum())
        return min(self.problem.size, patients // max(1, self.problem.smallest) + 1)

    def _price(self, duals: Duals) -> tuple[int, float, bool]:
        problem = self.problem
        slots = len(problem.practices) * problem.move_cost.shape[1]
        found = np.zeros((slots, problem.size + 1), np.int64)
        sizes, labels = np.zeros(slots, np.int64), np.zeros(slots, np.int64)
        values = np.zeros(slots)
        inside = cuts_of_nodes(self.master.cuts, problem.size)
        count, least, complete = price_all(
            problem.hub_cost, problem.hub_node, problem.move_cost,
            problem.allowed.astype(np.int64), duals.nodes, duals.count, duals.labels,
            problem.skew, problem.weight, problem.near.start, problem.near.items,
            problem.conflicts.start, problem.conflicts.items, inside.start, inside.items,
            -duals.cuts, problem.smallest, problem.largest, self.softness.numbers, self.steps,
            found, sizes, values, labels,
        )  # fmt: skip
        added = 0
        for row in range(count):
            nodes = found[row, : sizes[row]].tolist()
            added += self.columns.add(self.columns.price(nodes, int(labels[row])))
        return added, float(least), bool(complete)

    def _choose_whole(self) -> None:
        held = self.columns.held
        if len(held) < self.chosen_from or self._is_proved():
            return
        self.chosen_from = int(len(held) * 1.1)
        seconds = min(4.0, self.ends_at - self.clock())
        self._keep(choose(held, self.problem, cuts=[], seconds=seconds))

    def _certify(self, *, last: bool) -> None:
        """Choose among every network that could be in a better plan; else among the likeliest."""
        gap = self.best.cost - self.bound + 1e-6
        if not np.isfinite(gap):
            gap = UNPLANNED_GAP * abs(self.bound)
        for share in (1.0, 0.25):
            listed = self._all_within(gap * share)
            if listed is not None and len(listed) <= MOST_CHOSEN_FROM * (6 if last else 1):
                is_every = share == 1.0 and bool(np.isfinite(self.best.cost))
                self._choose_among(listed, is_every=is_every, last=last)
                return

    def _choose_among(self, listed: list[Column], *, is_every: bool, last: bool) -> None:
        left = max(1.0, self.ends_at - self.clock())
        before = self.best.cost
        choice = choose(
            listed, self.problem, cuts=self.master.cuts, seconds=left if last else min(left, 5.0),
            below=before + 1e-6 if np.isfinite(before) else None,
        )  # fmt: skip
        self._keep(choice)
        if is_every and choice.is_proved:
            self.bound = self.best.cost
        elif is_every and np.isfinite(choice.bound):
            self.bound = max(self.bound, min(choice.bound, self.best.cost))

    def _all_within(self, gap: float) -> list[Column] | None:
        """Every possible network with a reduced cost within the gap; None where too many."""
        duals = self.bound_duals
        if duals is None or not np.isfinite(gap) or self.bound_cuts != len(self.master.cuts):
            return None
        problem = self.problem
        inside = cuts_of_nodes(self.master.cuts, problem.size)
        found = np.zeros((MOST_LISTED, problem.size + 1), np.int64)
        sizes, values = np.zeros(MOST_LISTED, np.int64), np.zeros(MOST_LISTED)
        listed: dict[tuple[tuple[int, ...], int], Column] = {}
        for hub in range(len(problem.practices)):
            for label in range(problem.move_cost.shape[1]):
                reduced = problem.hub_cost[:, hub] + problem.move_cost[:, label] - duals.nodes
                threshold = duals.count + float(duals.labels[label]) + gap
                count, whole = search(
                    int(problem.hub_node[hub]), reduced, problem.skew, problem.weight,
                    problem.near.start, problem.near.items, problem.conflicts.start,
                    problem.conflicts.items, inside.start, inside.items, -duals.cuts,
                    (~problem.allowed[:, label]).astype(np.int64), problem.smallest,
                    problem.largest, self.softness.numbers, threshold, LIST_SEARCH,
                    found, sizes, values, True,
                )  # fmt: skip
                if not whole or len(listed) > MOST_LISTED or self._out_of_time():
                    return None
                for row in range(count):
                    nodes = tuple(sorted(found[row, : sizes[row]].tolist()))
                    if (nodes, label) not in listed:
                        listed[nodes, label] = self.columns.price(nodes, label)
        return list(listed.values())
