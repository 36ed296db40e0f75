"""The best whole choice among possible networks (HiGHS), by its own search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from openpcn.engines.formation.proposing.columns import Column, cover
from openpcn.engines.formation.proposing.master import INFINITE, Cut, most_pairs, quiet_solver
from openpcn.engines.formation.proposing.problem import Problem
from openpcn.engines.formation.proposing.watching import A_CELL, A_LOOK, Watch

A_LEAST_CHOICE = 0.1
"""Work that a whole choice may always do."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the whole-number programme answered."""

    chosen: tuple[Column, ...] | None
    cost: float
    bound: float
    is_proved: bool


def choose(
    columns: list[Column],
    problem: Problem,
    *,
    cuts: list[Cut],
    watch: Watch,
    work: float,
) -> Choice:
    """The cheapest choice among these columns.

    It ends after so much work, or when the watch says so; what is known then is the answer.
    """
    solver = quiet_solver()
    solver.setOptionValue("time_limit", max(0.1, watch.seconds_left))
    solver.setOptionValue("mip_rel_gap", 1e-7)
    solver.passModel(programme(columns, problem, cuts))
    _run_watched(solver, watch, max(A_LEAST_CHOICE, min(work, watch.work_left)))
    status, info = solver.getModelStatus(), solver.getInfo()
    value = np.array(solver.getSolution().col_value)
    taken = tuple(column for column, share in zip(columns, value, strict=False) if share > 0.5)
    if status == highspy.HighsModelStatus.kInfeasible or not is_plan(taken, problem):
        # Where it was ended, what stands in its solution need not be a plan.
        proved = status == highspy.HighsModelStatus.kInfeasible
        return Choice(chosen=None, cost=np.inf, bound=float(info.mip_dual_bound), is_proved=proved)
    return Choice(
        chosen=taken,
        cost=sum(column.cost for column in taken),
        bound=float(info.mip_dual_bound),
        is_proved=status == highspy.HighsModelStatus.kOptimal,
    )


def is_plan(taken: Sequence[Column], problem: Problem) -> bool:
    """Whether every node is in exactly one of so many networks, and no label is borne twice."""
    nodes = sorted(node for column in taken for node in column.nodes)
    labels = [column.label for column in taken if column.label]
    return (
        nodes == list(range(problem.size))
        and problem.networks in (None, len(taken))
        and len(labels) == len(set(labels))
    )


def _run_watched(solver: highspy.Highs, watch: Watch, work: float) -> None:
    """Run until it ends or has done its work; what somebody who is told raises ends it at once."""
    before = watch.spent + solver.getNumCol() * solver.getNumRow() * A_CELL
    raised: list[BaseException] = []

    looks = 0

    def look(event: highspy.HighsCallbackEvent) -> None:
        nonlocal looks
        looks += 1
        done = looks * A_LOOK
        watch.spent = max(watch.spent, before + done)
        if raised or done > work:
            event.interrupt()
            return
        try:
            watch.look()
        except BaseException as trouble:  # cannot pass through the solver
            raised.append(trouble)
            event.interrupt()

    solver.cbMipInterrupt.subscribe(look)
    solver.run()
    watch.spent = max(watch.spent, before)
    if raised:
        raise raised[0]


def programme(
    columns: Sequence[Column], problem: Problem, cuts: Sequence[Cut], *, is_whole: bool = True
) -> highspy.HighsLp:
    """The choice as the solver takes it, of whole networks or of parts of them."""
    rows = cover(columns, problem.size)
    parts = [rows]
    lower, upper = [1.0] * problem.size, [1.0] * problem.size
    if problem.networks is not None:
        parts.append(sparse.csc_matrix(np.ones((1, len(columns)))))
        lower.append(problem.networks)
        upper.append(problem.networks)
    parts += [
        sparse.csc_matrix([[float(c.label == label) for c in columns]])
        for label in range(1, len(problem.labels) + 1)
    ]
    for cut in cuts:
        pairs = np.asarray(rows[sorted(cut)].sum(axis=0)).ravel() // 2
        parts.append(sparse.csc_matrix(pairs[None, :]))
    lower += [-INFINITE] * (len(problem.labels) + len(cuts))
    upper += [1.0] * len(problem.labels) + [float(most_pairs(cut)) for cut in cuts]
    matrix = sparse.vstack(parts).tocsc()
    asked = highspy.HighsLp()
    asked.num_col_, asked.num_row_ = len(columns), matrix.shape[0]
    asked.col_cost_ = np.array([column.cost for column in columns])
    asked.col_lower_, asked.col_upper_ = np.zeros(len(columns)), np.ones(len(columns))
    asked.row_lower_, asked.row_upper_ = np.array(lower), np.array(upper)
    asked.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    asked.a_matrix_.start_ = matrix.indptr
    asked.a_matrix_.index_ = matrix.indices
    asked.a_matrix_.value_ = matrix.data
    if is_whole:
        asked.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    return asked
