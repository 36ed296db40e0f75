"""The best whole choice among listed networks: two neighbours are together, or they are not.

Networks are connected, so a choice is whole once that is settled for every pair of neighbours.
The linear choice bounds each branch; the branch with the least bound is looked at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import highspy
import numpy as np
from numpy.typing import NDArray

from openpcn.engines.formation.proposing.choosing import Choice, is_plan, programme
from openpcn.engines.formation.proposing.columns import Column, cover
from openpcn.engines.formation.proposing.master import Cut, NoOptimum, quiet_solver
from openpcn.engines.formation.proposing.problem import Numbers, Problem
from openpcn.engines.formation.proposing.watching import A_PIVOT, Watch

TRIED = 10
"""Pairs of neighbours that are tried before one is branched on."""
A_COLUMN, ROWS_A_COLUMN = 5e-7, 0.03
"""Work of a linear choice for each column, and what a column weighs in an iteration."""
SAME = 1e-9
WORTH_IT = 0.7
"""Where at most this share of the networks can still be in a better plan, the others go."""

Decided = tuple[tuple[int, int, bool], ...]
"""Pairs of neighbours that are to be together, or not."""


def branch(
    listed: Sequence[Column],
    problem: Problem,
    *,
    cuts: Sequence[Cut],
    watch: Watch,
    work: float,
    below: float,
    enough: float,
) -> Choice:
    """The cheapest choice among these networks, if it costs less than `below`.

    It ends when choice and bound are within `enough`, or after so much work; what is known then is
    the answer, and its bound holds for every choice among these networks.
    """
    return _Tree(listed, problem, cuts, watch, below).search(work, enough)


@dataclass(frozen=True, kw_only=True)
class _Linear:
    """The linear choice of a branch; infinite where nothing is below the best known."""

    cost: float
    share: Numbers
    reduced: Numbers


class _Tree:
    """The branches that are still open."""

    def __init__(
        self,
        listed: Sequence[Column],
        problem: Problem,
        cuts: Sequence[Cut],
        watch: Watch,
        below: float,
    ) -> None:
        self.problem, self.cuts, self.watch = problem, cuts, watch
        self.chosen: tuple[Column, ...] | None = None
        self.cost = below
        pairs = [(v, u) for v in range(problem.size) for u in problem.near.of_node(v) if v < u]
        self.pairs = np.array(pairs, np.int64).reshape(-1, 2)
        self._take(listed)

    def search(self, work: float, enough: float) -> Choice:
        """Branch until nothing is open that could be better."""
        ends_at = self.watch.spent + work
        waiting: list[tuple[float, int, Decided]] = []
        met = 0
        try:
            first = self._solve(())
            heappush(waiting, (first.cost, met, ()))
            if first.cost < self._limit():
                self._leave_out_what_is_too_dear(first)
            while waiting and waiting[0][0] < self._limit():
                least = waiting[0][0]
                if self.cost - least <= enough or self.watch.spent > ends_at or self.watch.is_over:
                    return self._choice(least)
                branches = self._branches(waiting[0][2])
                heappop(waiting)
                for cost, decided in branches:
                    met += 1
                    heappush(waiting, (max(cost, least), met, decided))
        except NoOptimum:
            return self._choice(waiting[0][0] if waiting else -np.inf)
        return self._choice(self.cost)

    def _choice(self, bound: float) -> Choice:
        bound = min(bound, self.cost)
        is_proved = bound >= self.cost
        cost = self.cost if self.chosen else np.inf
        return Choice(chosen=self.chosen, cost=cost, bound=bound, is_proved=is_proved)

    def _limit(self) -> float:
        """What costs as much is no better."""
        return self.cost - SAME * abs(self.cost)

    def _take(self, listed: Sequence[Column]) -> None:
        """These networks and no others."""
        self.listed = listed
        self.holds = cover(listed, self.problem.size).toarray().astype(np.int8)
        self.is_open = np.ones(len(listed), dtype=bool)
        self.solver = quiet_solver()
        self.solver.passModel(programme(listed, self.problem, self.cuts, is_whole=False))

    def _branches(self, decided: Decided) -> list[tuple[float, Decided]]:
        """What is left open below a branch: none, where its linear choice is whole."""
        found = self._solve(decided)
        if found.cost >= self._limit():
            return []
        support = np.flatnonzero(found.share > 1e-7)
        if (found.share[support] > 1 - 1e-6).all():
            self._keep(tuple(self.listed[int(at)] for at in support))
            return []
        return self._best_of(self._undecided(found.share, support), decided, found.cost)

    def _keep(self, taken: tuple[Column, ...]) -> None:
        if not is_plan(taken, self.problem):
            raise NoOptimum
        self.chosen, self.cost = taken, min(self.cost, sum(column.cost for column in taken))

    def _leave_out_what_is_too_dear(self, first: _Linear) -> None:
        """Networks that no better plan can hold, by their reduced cost in the first choice."""
        left = np.flatnonzero(first.reduced <= self.cost - first.cost)
        if len(left) <= WORTH_IT * len(self.listed):
            self._take([self.listed[at] for at in left.tolist()])

    def _undecided(self, share: Numbers, support: NDArray[np.int64]) -> list[tuple[int, int]]:
        """Neighbours that are together in a part of the choice, those nearest to a half first."""
        holds = self.holds[:, support].astype(float)
        together = (holds[self.pairs[:, 0]] * holds[self.pairs[:, 1]]) @ share[support]
        doubt = np.abs(together - 0.5)
        order = np.argsort(doubt.round(9), kind="stable")[:TRIED]
        return [(int(v), int(u)) for v, u in self.pairs[order[doubt[order] < 0.5 - 1e-6]]]

    def _best_of(
        self, pairs: Sequence[tuple[int, int]], decided: Decided, cost: float
    ) -> list[tuple[float, Decided]]:
        """The branches of the pair that raises the bound most, as far as they can be better."""
        best: tuple[float, list[tuple[float, Decided]]] | None = None
        for v, u in pairs:
            two = [(*decided, (v, u, is_together)) for is_together in (True, False)]
            found = [(self._solve(each).cost, each) for each in two]
            left = [each for each in found if each[0] < self._limit()]
            if len(left) < 2:
                return left
            worth = (found[0][0] - cost + SAME) * (found[1][0] - cost + SAME)
            if best is None or worth > best[0]:
                best = worth, left
        if best is None:
            raise NoOptimum
        return best[1]

    def _solve(self, decided: Decided) -> _Linear:
        """The linear choice where these pairs are decided."""
        is_open = np.ones(len(self.listed), dtype=bool)
        for v, u, is_together in decided:
            one, other = self.holds[v], self.holds[u]
            is_open &= (one == other) if is_together else (one + other < 2)
        changed = np.flatnonzero(is_open != self.is_open).astype(np.int32)
        if len(changed):
            self.solver.changeColsBounds(
                len(changed), changed, np.zeros(len(changed)), is_open[changed].astype(float)
            )
            self.is_open = is_open
        self.solver.setOptionValue("objective_bound", self._limit())
        return self._solved()

    def _solved(self) -> _Linear:
        status = highspy.HighsModelStatus
        for _ in range(2):
            self.solver.run()
            info, said = self.solver.getInfo(), self.solver.getModelStatus()
            rows = self.solver.getNumRow() + ROWS_A_COLUMN * len(self.listed)
            pivots = max(0, info.simplex_iteration_count)
            self.watch.spend(pivots * rows * A_PIVOT + len(self.listed) * A_COLUMN)
            if said in (status.kInfeasible, status.kObjectiveBound):
                nothing = np.zeros(0)
                return _Linear(cost=np.inf, share=nothing, reduced=nothing)
            if said == status.kOptimal:
                solution = self.solver.getSolution()
                return _Linear(
                    cost=float(info.objective_function_value),
                    share=np.array(solution.col_value),
                    reduced=np.array(solution.col_dual),
                )
            self.solver.clearSolver()
        raise NoOptimum
