"""The linear choice among possible networks, grown by columns and cuts (HiGHS)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import highspy
import numpy as np

from openpcn.engines.formation.proposing.columns import Column, Columns
from openpcn.engines.formation.proposing.problem import Numbers
from openpcn.engines.formation.proposing.watching import A_PIVOT, Watch

INFINITE = highspy.kHighsInf
RESCUES = ("simplex", "ipm")
Cut = frozenset[int]
"""Three or five nodes: counted in pairs, chosen networks can hold only one or two pairs of them."""


def pairs_held(cut: Cut, nodes: Collection[int]) -> int:
    """Whole pairs of the cut's nodes that a network holds."""
    return len(cut.intersection(nodes)) // 2


def most_pairs(cut: Cut) -> int:
    """Whole pairs that all chosen networks together can hold."""
    return len(cut) // 2


def quiet_solver() -> highspy.Highs:
    """One thread, no output; always the same thread number, as HiGHS asks."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    return solver


class NoOptimum(Exception):
    """The solver could not solve a linear programme, whichever way it was asked."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Duals:
    """What each rule of the choice is worth at the linear optimum."""

    nodes: Numbers
    count: float
    labels: Numbers
    """[label], the first (a new network) always 0."""
    cuts: Numbers
    cut_room: Numbers
    """[cut]: the most pairs that it allows."""

    def towards(self, other: Duals, share: float) -> Duals:
        """A mixture, for steadier steps; cuts that the other does not know count as 0."""
        cuts = np.zeros_like(self.cuts)
        cuts[: len(other.cuts)] = other.cuts
        return Duals(
            nodes=(1 - share) * self.nodes + share * other.nodes,
            count=(1 - share) * self.count + share * other.count,
            labels=(1 - share) * self.labels + share * other.labels,
            cuts=(1 - share) * self.cuts + share * cuts,
            cut_room=self.cut_room,
        )

    def bound(self, least: Numbers, networks: int | None, most: int) -> float:
        """Lower bound of any plan, from the least reduced cost of the networks of each hub.

        A plan has no hub twice.
        """
        fixed = self.count * networks if networks is not None else 0.0
        total = self.nodes.sum() + fixed + self.labels.sum() + self.cuts @ self.cut_room
        return float(total + np.sort(least)[: most if networks is None else networks].sum())


class Master:
    """The linear programme, grown by columns and cuts."""

    def __init__(self, columns: Columns, *, slack_cost: float) -> None:
        self.columns = columns
        self.cuts: list[Cut] = []
        self.slack_cost = slack_cost
        self.taken = 0
        self.solver = quiet_solver()
        problem = columns.problem
        self.size, self.labels = problem.size, len(problem.labels)
        for _ in range(self.size):
            self.solver.addRow(1, 1, 0, [], [])
        fixed = problem.networks
        self.solver.addRow(
            -INFINITE if fixed is None else fixed, INFINITE if fixed is None else fixed, 0, [], []
        )
        for _ in range(self.labels):
            self.solver.addRow(-INFINITE, 1, 0, [], [])
        for row in range(self.size + 1):
            self.solver.addCol(slack_cost, 0, INFINITE, 1, [row], [1.0])
        self.solver.addCol(slack_cost, 0, INFINITE, 1, [self.size], [-1.0])
        self.slacks = self.size + 2

    def raise_slack(self, slack_cost: float) -> None:
        """Make it dearer to leave a practice out, so that only what must be is left out."""
        self.slack_cost = slack_cost
        for slack in range(self.slacks):
            self.solver.changeColCost(slack, slack_cost)

    def take_new_columns(self) -> None:
        """Bring in the columns found since."""
        for column in self.columns.held[self.taken :]:
            rows = self._rows(column)
            self.solver.addCol(column.cost, 0, INFINITE, len(rows), [*rows], [*rows.values()])
        self.taken = len(self.columns.held)

    def _rows(self, column: Column) -> dict[int, float]:
        rows = dict.fromkeys([*column.nodes, self.size], 1.0)
        if column.label:
            rows[self.size + column.label] = 1.0
        for number, cut in enumerate(self.cuts, start=self.size + 1 + self.labels):
            if pairs := pairs_held(cut, column.nodes):
                rows[number] = float(pairs)
        return rows

    def add_cut(self, cut: Cut) -> None:
        """Forbid the fractional choices that hold more pairs of these nodes than there are."""
        self.cuts.append(cut)
        held = self.columns.held[: self.taken]
        pairs = {self.slacks + j: pairs_held(cut, c.nodes) for j, c in enumerate(held)}
        holds = {column: float(number) for column, number in pairs.items() if number}
        self.solver.addRow(-INFINITE, most_pairs(cut), len(holds), [*holds], [*holds.values()])

    def solve(self, watch: Watch) -> tuple[float, Duals, Numbers, float]:
        """Cost, duals, share chosen of each column, and how much is not covered (0 is feasible)."""
        self.take_new_columns()
        self._run()
        pivots = max(0, self.solver.getInfo().simplex_iteration_count)
        watch.spend(pivots * self.solver.getNumRow() * A_PIVOT)
        solution = self.solver.getSolution()
        dual = np.array(solution.row_dual)
        chosen = np.array(solution.col_value)
        first_cut = self.size + 1 + self.labels
        duals = Duals(
            nodes=dual[: self.size],
            count=float(dual[self.size]),
            labels=np.concatenate([[0.0], np.minimum(dual[self.size + 1 : first_cut], 0.0)]),
            cuts=np.minimum(dual[first_cut:], 0.0),
            cut_room=np.array([most_pairs(cut) for cut in self.cuts], float),
        )
        cost = float(self.solver.getInfo().objective_function_value)
        return cost, duals, chosen[self.slacks :], float(chosen[: self.slacks].sum())

    def _run(self) -> None:
        """Solve; where the solver stumbles, again from nothing, then by another method.

        It is seen to stumble over a basis at hand, seldom and without a cause that it would name.
        """
        self.solver.run()
        for method in RESCUES:
            if self._is_optimal():
                return
            self._run_anew(method)
        if not self._is_optimal():
            raise NoOptimum

    def _is_optimal(self) -> bool:
        return bool(self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _run_anew(self, method: str) -> None:
        programme = self.solver.getLp()
        self.solver = quiet_solver()
        self.solver.setOptionValue("solver", method)
        self.solver.passModel(programme)
        self.solver.run()
        self.solver.setOptionValue("solver", "choose")
