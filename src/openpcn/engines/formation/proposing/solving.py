"""Divides one area: a warm plan, columns and cuts in turn, a whole choice, and a certificate."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from openpcn.engines.formation.proposing.columns import Column, Columns, Softness
from openpcn.engines.formation.proposing.cutting import broken_cuts
from openpcn.engines.formation.proposing.facts import Limits
from openpcn.engines.formation.proposing.improving import (
    LAST_SEARCH,
    SMALL_SEARCH,
    WHOLE_SEARCH,
    Improver,
)
from openpcn.engines.formation.proposing.master import Choice, Duals, Master, NoOptimum, choose
from openpcn.engines.formation.proposing.problem import Problem
from openpcn.engines.formation.proposing.warming import first_plans, labelled
from openpcn.engines.formation.proposing.watching import Clock, Progress, Watch, nobody_asks

MOST_CHOSEN_FROM = 3_000
UNPLANNED_GAP = 0.05
ANY_PLAN = 1e9
"""A gap at which the first plan is good enough: only whether there is one is asked."""
CUT_ABOVE = 0.02
"""Gap above which further cuts come before a certificate is tried."""
DEARER = 30.0
"""How much dearer it becomes, at a time, to leave a practice out of the linear choice."""
A_CHOICE, A_CERTIFICATE = 4.0, 5.0
"""Work for one whole choice before the last."""


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
    work: float = 0.0
    """What it took (see Watch)."""
    first_after: float | None = None
    """Seconds until the first plan; None where there was none."""


def divide(
    problem: Problem,
    *,
    softness: Softness,
    limits: Limits,
    seed: int,
    progress: Progress = nobody_asks,
    clock: Clock = time.monotonic,
) -> Division:
    """The best division of the area within the work and the time allowed."""
    return _Work(problem, softness, limits, seed, Watch(limits, progress, clock)).run()


class _Work:
    """One area's division while it is being worked out."""

    def __init__(
        self, problem: Problem, softness: Softness, limits: Limits, seed: int, watch: Watch
    ) -> None:
        self.problem, self.limits, self.seed, self.watch = problem, limits, seed, watch
        self.columns = Columns(problem=problem, softness=softness)
        self.improver = Improver(self.columns, watch)
        self.best: Choice = Choice(chosen=None, cost=np.inf, bound=-np.inf, is_proved=False)
        self.bound = -np.inf
        self.bound_duals: Duals | None = None
        self.bound_cuts = 0
        self.steps = SMALL_SEARCH
        self.chosen_from = 0
        self.dearest = self._dearest(softness)

    def run(self) -> Division:
        """Warm start, then columns and cuts until proved, out of cuts, or out of time."""
        is_easy = self.limits.gap >= ANY_PLAN
        for plan in first_plans(self.columns, self.watch, self.seed, any_plan_will_do=is_easy):
            self._take_plan(plan)
        self.master = Master(self.columns, slack_cost=self._first_slack())
        try:
            is_infeasible = self._take_turns()
        except NoOptimum:  # what was found and proved before it still holds
            is_infeasible = False
        if not np.isfinite(self.bound) and not is_infeasible:
            self._bound_at_last()
        return Division(
            chosen=self.best.chosen,
            cost=self.best.cost,
            bound=min(self.bound, self.best.cost),
            is_proved=self._is_proved(),
            is_infeasible=is_infeasible,
            work=self.watch.spent,
            first_after=self.watch.first_after,
        )

    def _take_turns(self) -> bool:
        """Columns, a whole choice, a certificate, cuts; whether no plan at all is possible."""
        while True:
            share, uncovered = self._converge()
            while uncovered > 1e-6 and self.master.slack_cost < self.dearest:
                self.master.raise_slack(min(self.dearest, self.master.slack_cost * DEARER))
                share, uncovered = self._converge()
            if uncovered > 1e-6 and not self.watch.is_over:
                return True
            self._choose_whole()
            self.watch.tell()
            if self._is_over():
                return False
            cuts = broken_cuts(self.columns.held, share, self.problem.size, set(self.master.cuts))
            if not CUT_ABOVE <= self._gap() < np.inf or not cuts:
                self._certify(last=not cuts)
            if self._is_over() or not cuts:
                return False
            for cut in cuts:
                self.master.add_cut(cut)

    def _bound_at_last(self) -> None:
        """Where the time was over before anything was known: one search of everything."""
        zero = np.zeros(0)
        labels = np.zeros(len(self.problem.labels) + 1)
        plain = np.zeros(self.problem.size)
        none = Duals(nodes=plain, count=0.0, labels=labels, cuts=zero, cut_room=zero)
        asked = self._prices_of_the_plan(none)
        _, least, complete = self.improver.improve(asked, (), LAST_SEARCH, to_the_end=True)
        if complete:
            self._raise_bound(asked.bound(least, self.problem.networks, self._most_networks()))

    def _dearest(self, softness: Softness) -> float:
        """More than any plan costs: what leaves a practice out at this price cannot be helped."""
        problem = self.problem
        one = problem.hub_cost.max(axis=1) + problem.move_cost.max(axis=1) + abs(problem.skew)
        most = max(problem.smallest, int(problem.weight.sum()))
        penalty = softness.per_patient * most + softness.per_network
        return (max(1.0, 10 * float(one.max(initial=0.0))) + penalty) * problem.size

    def _first_slack(self) -> float:
        """Modest where a plan is known: prices that jump about make the exact search long."""
        if self.best.chosen is None:
            return self.dearest
        return min(self.dearest, 1.0 + 2 * max(column.cost for column in self.best.chosen))

    def _gap(self) -> float:
        if not np.isfinite(self.best.cost):
            return np.inf
        return (self.best.cost - self.bound) / max(abs(self.best.cost), 1e-9)

    def _is_proved(self) -> bool:
        if not np.isfinite(self.best.cost):
            return False
        return self.best.cost - self.bound <= max(1e-6, self.limits.gap * abs(self.best.cost))

    def _is_over(self) -> bool:
        return self._is_proved() or self.watch.is_over

    def _keep(self, choice: Choice) -> None:
        if choice.chosen is None or choice.cost >= self.best.cost - 1e-9:
            return
        plan = tuple(labelled(self.columns, list(choice.chosen)))
        self.best = replace(choice, chosen=plan, cost=sum(column.cost for column in plan))
        self.watch.met(self.best.cost)

    def _raise_bound(self, bound: float) -> None:
        self.bound = self.watch.bound = max(self.bound, bound)

    def _take_plan(self, plan: list[Column]) -> None:
        good = [c for c in plan if self.columns.is_allowed(c.nodes, c.label)]
        for column in good:
            self.columns.add(column)
        labels = [column.label for column in good if column.label]
        if len(good) == len(plan) and len(labels) == len(set(labels)):
            cost = sum(column.cost for column in plan)
            self._keep(Choice(chosen=tuple(plan), cost=cost, bound=-np.inf, is_proved=False))

    def _converge(self) -> tuple[np.ndarray, float]:
        """Price until nothing improves the linear choice; its shares, and what is not covered."""
        steady: Duals | None = None
        turn = 0
        while True:
            cost, duals, share, uncovered = self.master.solve(self.watch)
            if steady is None or len(steady.cuts) != len(duals.cuts):
                steady = duals if np.isfinite(self.bound) else self._prices_of_the_plan(duals)
            weight = 0.0 if turn % 3 == 2 and self.steps == WHOLE_SEARCH else 0.6
            asked = duals.towards(steady, weight)
            added, least, complete = self.improver.improve(asked, self.master.cuts, self.steps)
            if added < self.problem.size // 10:
                self.steps = WHOLE_SEARCH
            if complete:
                bound = asked.bound(least, self.problem.networks, self._most_networks())
                if bound > self.bound - 1e-7 * abs(bound):
                    self._raise_bound(bound)
                    self.bound_duals, self.bound_cuts = asked, len(self.master.cuts)
                steady = asked
            turn += 1
            settled = added == 0 and weight == 0.0 and complete
            if settled or cost - self.bound < 1e-7 * abs(cost) + 1e-6 or self.watch.is_over:
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
        softness, patients = self.columns.softness, int(self.problem.weight.sum())
        floor = softness.smallest if softness.largest else self.problem.smallest
        return min(self.problem.size, patients // floor + 1) if floor else self.problem.size

    def _choose_whole(self) -> None:
        held = self.columns.held
        if len(held) < self.chosen_from or self._is_proved():
            return
        self.chosen_from = int(len(held) * 1.1)
        self._keep(choose(held, self.problem, cuts=[], watch=self.watch, work=A_CHOICE))

    def _certify(self, *, last: bool) -> None:
        """Choose among every network that could be in a better plan; else among the likeliest."""
        duals = self.bound_duals
        gap = self.best.cost - self.bound + 1e-6
        if not np.isfinite(gap):
            gap = UNPLANNED_GAP * abs(self.bound)
        if duals is None or not np.isfinite(gap) or self.bound_cuts != len(self.master.cuts):
            return
        for share in (1.0, 0.25):
            listed = self.improver.every_within(gap * share, duals, self.master.cuts)
            if listed is not None and len(listed) <= MOST_CHOSEN_FROM * (6 if last else 1):
                is_every = share == 1.0 and bool(np.isfinite(self.best.cost))
                self._choose_among(listed, is_every=is_every, last=last)
                return

    def _choose_among(self, listed: list[Column], *, is_every: bool, last: bool) -> None:
        before = self.best.cost
        choice = choose(
            listed, self.problem, cuts=self.master.cuts, watch=self.watch,
            work=np.inf if last else A_CERTIFICATE,
            below=before + 1e-6 if np.isfinite(before) else None,
        )  # fmt: skip
        self._keep(choice)
        if is_every and choice.is_proved:
            self._raise_bound(self.best.cost)
        elif is_every and np.isfinite(choice.bound):
            self._raise_bound(min(choice.bound, self.best.cost))
