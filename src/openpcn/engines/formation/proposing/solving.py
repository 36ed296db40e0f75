"""Divides one area: a warm plan, columns and cuts in turn, a whole choice, and a certificate."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from openpcn.engines.formation.proposing.branching import branch
from openpcn.engines.formation.proposing.choosing import Choice, choose, is_plan
from openpcn.engines.formation.proposing.columns import Column, Columns, Softness
from openpcn.engines.formation.proposing.converging import Linear
from openpcn.engines.formation.proposing.facts import Limits
from openpcn.engines.formation.proposing.master import NoOptimum
from openpcn.engines.formation.proposing.problem import Numbers, Problem
from openpcn.engines.formation.proposing.warming import first_plans, labelled
from openpcn.engines.formation.proposing.watching import Clock, Progress, Watch, nobody_asks

UNPLANNED_GAP = 0.05
ANY_PLAN = 1e9
"""A gap at which the first plan is good enough: only whether there is one is asked."""
CUT_ABOVE = 0.02
"""Gap above which further cuts come before a certificate is tried."""
FEW_LISTED, MOST_LISTED = 3_000, 40_000
"""Networks among which a certificate is tried while there are cuts, and when there are none."""
PARTS = (1.0, 0.25, 0.06)
"""Of the gap: every network that a better plan can hold; else the likeliest."""
LESS = 0.8
"""It is tried again when the gap has fallen to this share."""
A_CHOICE, A_CERTIFICATE, A_PART = 4.0, 5.0, 2.0
"""Work for one whole choice, and while there are cuts for one certificate, or for a part of it."""


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
    held: Held | None = None,
) -> Division:
    """The best division of the area within the work and the time allowed.

    With `held`, the work is kept there; where it already is, it is gone on with.
    """
    if held is not None and held.work is not None:
        return held.work.go_on(limits)
    work = _Work(problem, softness, limits, seed, Watch(limits, progress, clock))
    if held is not None:
        held.work = work
    return work.run()


@dataclass(kw_only=True)
class Held:
    """Work on one area that can be gone on with."""

    work: _Work | None = None


class _Work:
    """One area's division while it is being worked out."""

    def __init__(
        self, problem: Problem, softness: Softness, limits: Limits, seed: int, watch: Watch
    ) -> None:
        self.problem, self.limits, self.seed, self.watch = problem, limits, seed, watch
        self.columns = Columns(problem=problem, softness=softness)
        self.linear = Linear(self.columns, watch)
        self.best: Choice = Choice(chosen=None, cost=np.inf, bound=-np.inf, is_proved=False)
        self.certified = -np.inf
        """A bound that was found by branching."""
        self.chosen_from = self.chosen_among = 0
        self.tried_at = np.inf

    @property
    def bound(self) -> float:
        """No plan costs less."""
        return max(self.linear.bound, self.certified)

    def run(self) -> Division:
        """Warm start, then columns and cuts until proved, out of cuts, or out of time."""
        is_easy = self.limits.gap >= ANY_PLAN
        for plan in first_plans(self.columns, self.watch, self.seed, any_plan_will_do=is_easy):
            self._take_plan(plan)
        self.linear.start(self.best.chosen or ())
        return self._answer(0.0)

    def go_on(self, limits: Limits) -> Division:
        """From where it ended, with so much more work and time."""
        before = self.watch.spent
        self.limits = limits
        self.watch.allow(limits)
        return self._answer(before)

    def _answer(self, before: float) -> Division:
        try:
            is_infeasible = self._take_turns()
        except NoOptimum:  # what was found and proved before it still holds
            is_infeasible = False
        if not np.isfinite(self.bound) and not is_infeasible:
            self.linear.bound_at_last()
        return Division(
            chosen=self.best.chosen,
            cost=self.best.cost,
            bound=min(self.bound, self.best.cost),
            is_proved=self._is_proved(),
            is_infeasible=is_infeasible,
            work=self.watch.spent - before,
            first_after=self.watch.first_after,
        )

    def _take_turns(self) -> bool:
        """Columns, a whole choice, a certificate, cuts; whether no plan at all is possible."""
        while True:
            share, is_left_out = self.linear.settle()
            if is_left_out and not self.watch.is_over:
                return True
            cuts = self.linear.cuts_broken(share)
            self._take_whole(share)
            self._choose_whole(last=not cuts)
            self.watch.tell()
            if self._is_over():
                return False
            if not CUT_ABOVE <= self._gap() < np.inf or not cuts:
                self._certify(last=not cuts)
            if self._is_over() or not cuts:
                return False
            for cut in cuts:
                self.linear.master.add_cut(cut)

    def _gap(self) -> float:
        if not np.isfinite(self.best.cost):
            return np.inf
        return (self.best.cost - self.bound) / max(abs(self.best.cost), 1e-9)

    def _enough(self) -> float:
        return max(1e-6, self.limits.gap * abs(self.best.cost))

    def _is_proved(self) -> bool:
        return bool(np.isfinite(self.best.cost)) and self.best.cost - self.bound <= self._enough()

    def _is_over(self) -> bool:
        return self._is_proved() or self._gap() <= self.limits.good_enough or self.watch.is_over

    def _keep(self, choice: Choice) -> None:
        if choice.chosen is None or choice.cost >= self.best.cost - 1e-9:
            return
        plan = tuple(labelled(self.columns, list(choice.chosen)))
        cost = sum(column.cost for column in plan)
        self.best = replace(choice, chosen=plan, cost=cost)
        self.watch.met(cost)

    def _take_plan(self, plan: Sequence[Column]) -> None:
        good = [c for c in plan if self.columns.is_allowed(c.nodes, c.label)]
        for column in good:
            self.columns.add(column)
        labels = [column.label for column in good if column.label]
        if len(good) == len(plan) and len(labels) == len(set(labels)):
            cost = sum(column.cost for column in plan)
            self._keep(Choice(chosen=tuple(plan), cost=cost, bound=-np.inf, is_proved=False))

    def _take_whole(self, share: Numbers) -> None:
        """The linear choice is a plan where it takes no network in part."""
        taken = np.flatnonzero(share > 1e-6)
        plan = tuple(self.columns.held[at] for at in taken.tolist())
        if (share[taken] > 1 - 1e-6).all() and is_plan(plan, self.problem):
            self._take_plan(plan)

    def _choose_whole(self, *, last: bool) -> None:
        held = self.columns.held
        is_new = len(held) >= self.chosen_from or (last and len(held) > self.chosen_among)
        if not is_new or self._is_proved():
            return
        self.chosen_among, self.chosen_from = len(held), int(len(held) * 1.1)
        self._keep(choose(held, self.problem, cuts=[], watch=self.watch, work=A_CHOICE))

    def _certify(self, *, last: bool) -> None:
        """Choose among every network that could be in a better plan; else among the likeliest."""
        gap = self.best.cost - self.linear.bound + 1e-6
        if not np.isfinite(gap):
            gap = UNPLANNED_GAP * abs(self.linear.bound)
        if gap > LESS * self.tried_at and not last:
            return
        self.tried_at = gap if np.isfinite(self.best.cost) else np.inf
        most = MOST_LISTED if last else FEW_LISTED
        for part in PARTS:
            listed = self.linear.every_within(gap * part, most)
            if listed is not None:
                self._choose_among(listed, is_every=part == PARTS[0], last=last)
                return

    def _choose_among(self, listed: list[Column], *, is_every: bool, last: bool) -> None:
        work = np.inf if last else A_CERTIFICATE if is_every else A_PART
        if not np.isfinite(self.best.cost):
            cuts = self.linear.cuts
            self._keep(choose(listed, self.problem, cuts=cuts, watch=self.watch, work=work))
            return
        choice = branch(
            listed,
            self.problem,
            cuts=self.linear.cuts,
            watch=self.watch,
            work=work,
            below=self.best.cost,
            enough=max(self._enough(), self.limits.good_enough * abs(self.best.cost)),
        )
        self._keep(choice)
        if is_every:
            self.certified = max(self.certified, min(choice.bound, self.best.cost))
            self.watch.bound = max(self.watch.bound, self.certified)
