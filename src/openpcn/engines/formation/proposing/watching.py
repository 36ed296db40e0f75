"""How much work has been done, when it is to end, and who is told meanwhile.

Work is counted in seconds of a usual machine: rounds, steps and iterations, each with what it
takes. Where work ends by that count, and not by the clock, the plan is the same on every machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from openpcn.engines.formation.proposing.facts import Limits

Progress = Callable[[float, float], None]
"""Told the best cost so far and the bound, in thousands of patient-kilometres. What it raises ends
the work at once."""
Clock = Callable[[], float]

TELL_EVERY = 0.3
"""Seconds."""
A_ROUND, A_STEP, A_PRICE = 2.5e-7, 2e-7, 2.5e-5
"""Work of a round of annealing, of a step of the search, and of pricing one column."""
A_PIVOT = 3e-7
"""Work of an iteration of a linear programme, for each of its rows."""
A_CELL, A_LOOK = 5e-7, 0.05
"""Work of a whole-number programme for each column and row, and between two looks at it."""


def nobody_asks(cost: float, bound: float) -> None:
    """Tell nobody how far the work is."""


class Watch:
    """The work on one area: counted, limited and told."""

    def __init__(
        self,
        limits: Limits,
        progress: Progress = nobody_asks,
        clock: Clock = time.monotonic,
    ) -> None:
        self.progress, self.clock = progress, clock
        self.began = self.told_at = clock()
        self.ends_at = self.began + limits.seconds
        self.first_after: float | None = None
        self.work = limits.most_work
        self.spent = 0.0
        self.cost, self.bound = np.inf, -np.inf

    def allow(self, limits: Limits) -> None:
        """So much more work and time, from now on."""
        self.ends_at = self.clock() + limits.seconds
        self.work = self.spent + limits.most_work

    def met(self, cost: float) -> None:
        """A better plan was found; the first is told at once."""
        self.cost = cost
        if self.first_after is None:
            self.first_after = self.clock() - self.began
            self.tell()

    def spend(self, work: float) -> None:
        """Count work that was done, and tell how far it is."""
        self.spent += work
        self.look()

    def look(self) -> None:
        """Tell the best plan so far and the bound, not too often."""
        if self.clock() - self.told_at >= TELL_EVERY:
            self.tell()

    def tell(self) -> None:
        """Tell the best plan so far and the bound."""
        self.told_at = self.clock()
        self.progress(self.cost, self.bound)

    @property
    def work_left(self) -> float:
        """What may still be spent."""
        return max(0.0, self.work - self.spent)

    @property
    def seconds_left(self) -> float:
        """Until the clock ends it."""
        return max(0.0, self.ends_at - self.clock())

    @property
    def is_late(self) -> bool:
        """Whether the clock has ended it."""
        return self.clock() > self.ends_at

    @property
    def is_over(self) -> bool:
        """Whether the work or the time is used up."""
        return self.spent > self.work or self.is_late
