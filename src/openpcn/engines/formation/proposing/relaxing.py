"""A division in band; where there is none, the one that misses the band by least."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpcn.engines.formation.proposing.columns import Column, Softness
from openpcn.engines.formation.proposing.facts import Limits, Wish
from openpcn.engines.formation.proposing.problem import Problem
from openpcn.engines.formation.proposing.solving import Division, Held, divide
from openpcn.engines.formation.proposing.watching import Progress
from openpcn.kernel.errors import NotPossible

FURTHER = 0.5
"""Of the time, for a plan out of band where all of it brought none in band."""
EXACT = 1e-9
SMALLER_WEIGHTS = (1e-5, 1e-3)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A division of the practices that have to be divided, and what it misses of the band."""

    problem: Problem
    division: Division
    softness: Softness
    is_strictly_impossible: bool
    """Proved: no plan is wholly in band."""
    work: float = 0.0
    """What all divisions took (see Watch)."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The networks."""
        return self.division.chosen or ()

    def patients(self, column: Column) -> int:
        """Registered patients of a network."""
        return int(self.problem.weight[list(column.nodes)].sum())

    def sizes(self) -> list[int]:
        """Registered patients of every network."""
        return [self.patients(column) for column in self.columns]

    def penalty(self) -> float:
        """What the plan pays for being out of band; no plan pays less where it is proved."""
        return sum(self.softness.cost(size, self.problem) for size in self.sizes())

    def amiss(self) -> tuple[int, int]:
        """Patients short or over in all, and networks out of band."""
        low, high = self.problem.smallest, self.problem.largest
        off = [max(low - size, size - high, 0) for size in self.sizes()]
        return sum(off), sum(map(bool, off))


def divide_with_least_amiss(
    problem: Problem,
    loose: Problem,
    wish: Wish,
    limits: Limits,
    seed: int,
    progress: Progress,
    held: Held | None,
) -> Found:
    """In band; else with networks up to the soft largest size; else by least out of band.

    `loose` is the problem where networks may be of any size.

    Networks up to the soft largest size come only where it is proved that none is wholly in band:
    that is their rationale.
    """
    strict = divide(
        problem, softness=Softness(), limits=limits, seed=seed, progress=progress, held=held
    )
    if strict.chosen is not None:
        return Found(
            problem=problem,
            division=strict,
            softness=Softness(),
            is_strictly_impossible=False,
            work=strict.work,
        )
    work = _Relaxing(
        loose, replace(limits.share(FURTHER), gap=EXACT), seed, progress, strict.is_infeasible
    )
    found = None
    if wish.soft_largest and strict.is_infeasible:
        found = work.least_amiss(smallest=wish.smallest, largest=wish.soft_largest)
    if found is None:
        found = work.least_amiss(smallest=0, largest=max(1, int(problem.weight.sum())))
    if found is None:
        raise NotPossible(
            f"No plan was found for {problem.practices[0].area} in {limits.seconds:g} seconds.",
            next_step="Allow more seconds, another number of networks, or fewer locks.",
        )
    return replace(found, work=strict.work + work.spent)


@dataclass
class _Relaxing:
    """Looks for plans out of band."""

    problem: Problem
    limits: Limits
    seed: int
    progress: Progress
    is_strictly_impossible: bool
    spent: float = 0.0

    def least_amiss(self, *, smallest: int, largest: int) -> Found | None:
        """Fewest patients out of band, then networks, then distance; sizes within these two.

        With weights so large that the order is certain, distances drown in rounding; so smaller
        weights follow, and count where they leave as few patients and networks out.
        """
        problem = self.problem
        dearest = problem.hub_cost.max(axis=1) + problem.move_cost.max(axis=1) + abs(problem.skew)
        reach = max(1.0, float(dearest.sum()))
        first = self._with_weight(reach, smallest, largest)
        if first.division.chosen is None:
            return None
        for scale in SMALLER_WEIGHTS if first.division.is_proved else ():
            found = self._with_weight(reach * scale, smallest, largest)
            if found.division.is_proved and found.amiss() == first.amiss():
                return found
        return first

    def _with_weight(self, weight: float, smallest: int, largest: int) -> Found:
        softness = Softness(
            per_patient=weight * (self.problem.size + 1),
            per_network=weight,
            largest=largest,
            smallest=smallest,
        )
        division = divide(
            self.problem, softness=softness, limits=self.limits, seed=self.seed,
            progress=self.progress,
        )  # fmt: skip
        self.spent += division.work
        return Found(
            problem=self.problem,
            division=division,
            softness=softness,
            is_strictly_impossible=self.is_strictly_impossible,
        )
