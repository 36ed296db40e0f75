"""The linear choice of an area and its bound: prices and new networks in turn, then cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from openpcn.engines.formation.proposing.columns import Column, Columns, Softness
from openpcn.engines.formation.proposing.cutting import broken_cuts
from openpcn.engines.formation.proposing.improving import (
    LAST_SEARCH,
    SMALL_SEARCH,
    WHOLE_SEARCH,
    Improver,
)
from openpcn.engines.formation.proposing.master import Cut, Duals, Master
from openpcn.engines.formation.proposing.problem import Numbers, Problem
from openpcn.engines.formation.proposing.watching import Watch

DEARER = 30.0
"""How much dearer it becomes, at a time, to leave a practice out of the linear choice."""
NONE_LEFT_OUT = 1e-6


class Linear:
    """The linear choice of one area while it is being worked out."""

    def __init__(self, columns: Columns, watch: Watch) -> None:
        self.columns, self.watch, self.problem = columns, watch, columns.problem
        self.improver = Improver(columns, watch)
        self.dearest = _dearest(self.problem, columns.softness)
        self.plan: tuple[Column, ...] = ()
        """The best known: its prices are where the search for columns begins."""
        self.bound = -np.inf
        self.duals = _no_prices(self.problem)
        """The prices that certify the bound."""
        self.steps = SMALL_SEARCH

    def start(self, plan: Sequence[Column]) -> None:
        """From these networks, or none, and all columns known.

        Modest where a plan is known: prices that jump about make the exact search long.
        """
        self.plan = tuple(plan)
        modest = 1.0 + 2 * max((column.cost for column in plan), default=self.dearest)
        self.master = Master(self.columns, slack_cost=min(self.dearest, modest))

    @property
    def cuts(self) -> list[Cut]:
        """The cuts that the linear choice keeps to."""
        return self.master.cuts

    def settle(self) -> tuple[Numbers, bool]:
        """Shares of the columns at the optimum; whether some practice cannot but be left out."""
        share, left_out = self._converge()
        while left_out > NONE_LEFT_OUT and self.master.slack_cost < self.dearest:
            self.master.raise_slack(min(self.dearest, self.master.slack_cost * DEARER))
            share, left_out = self._converge()
        return share, left_out > NONE_LEFT_OUT

    def cuts_broken(self, share: Numbers) -> list[Cut]:
        """What this choice breaks."""
        return broken_cuts(self.columns.held, share, self.problem.size, set(self.cuts))

    def every_within(self, gap: float, most: int) -> list[Column] | None:
        """Every network that a plan within so much of the bound can hold; None where too many."""
        known = self.cuts[: len(self.duals.cuts)]
        return self.improver.every_within(gap, self.duals, known, most)

    def bound_at_last(self) -> None:
        """Where the time was over before anything was known: one search of everything."""
        asked = self._prices_of_the_plan(_no_prices(self.problem))
        _, least, complete = self.improver.improve(asked, (), LAST_SEARCH, to_the_end=True)
        if complete:
            self._raise_bound(asked, least)

    def _converge(self) -> tuple[Numbers, float]:
        """Price until nothing improves the linear choice; its shares, and what is not covered."""
        steady: Duals | None = None
        turn = 0
        while True:
            cost, duals, share, uncovered = self.master.solve(self.watch)
            if steady is None or len(steady.cuts) != len(duals.cuts):
                steady = duals if np.isfinite(self.bound) else self._prices_of_the_plan(duals)
            weight = 0.0 if turn % 3 == 2 and self.steps == WHOLE_SEARCH else 0.6
            asked = duals.towards(steady, weight)
            added, least, complete = self.improver.improve(asked, self.cuts, self.steps)
            if added < self.problem.size // 10:
                self.steps = WHOLE_SEARCH
            if complete:
                self._raise_bound(asked, least)
                steady = asked
            turn += 1
            settled = added == 0 and weight == 0.0 and complete
            if settled or cost - self.bound < 1e-7 * abs(cost) + 1e-6 or self.watch.is_over:
                return share, uncovered

    def _raise_bound(self, asked: Duals, least: Numbers) -> None:
        bound = asked.bound(least, self.problem.networks, self._most_networks())
        if bound > self.bound - 1e-7 * abs(bound):
            self.bound, self.duals = max(self.bound, bound), asked
            self.watch.bound = max(self.watch.bound, bound)

    def _prices_of_the_plan(self, like: Duals) -> Duals:
        """Each node pays its own way in the plan and an equal part of the rest of its network."""
        nodes = like.nodes.copy()
        for column in self.plan:
            members = list(column.nodes)
            own = self.problem.hub_cost[members, column.hub]
            nodes[members] = own + (column.cost - own.sum()) / len(members)
        return replace(like, nodes=nodes, count=0.0, labels=np.zeros_like(like.labels))

    def _most_networks(self) -> int:
        softness, patients = self.columns.softness, int(self.problem.weight.sum())
        floor = softness.smallest if softness.largest else self.problem.smallest
        return min(self.problem.size, patients // floor + 1) if floor else self.problem.size


def _no_prices(problem: Problem) -> Duals:
    return Duals(
        nodes=np.zeros(problem.size),
        count=0.0,
        labels=np.zeros(len(problem.labels) + 1),
        cuts=np.zeros(0),
        cut_room=np.zeros(0),
    )


def _dearest(problem: Problem, softness: Softness) -> float:
    """More than any plan costs: what leaves a practice out at this price cannot be helped."""
    one = problem.hub_cost.max(axis=1) + problem.move_cost.max(axis=1) + abs(problem.skew)
    most = max(problem.smallest, int(problem.weight.sum()))
    penalty = softness.per_patient * most + softness.per_network
    return (max(1.0, 10 * float(one.max(initial=0.0))) + penalty) * problem.size
