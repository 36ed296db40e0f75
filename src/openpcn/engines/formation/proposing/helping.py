"""Where no plan is wholly in band: the rule in the way, and the smallest changes that would help.

Each change is tried by looking for a plan that keeps all the other rules; what is said to help has
been found, and what is said to be the least has had everything less ruled out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from openpcn.engines.formation.proposing.columns import Softness
from openpcn.engines.formation.proposing.facts import Candidate, Limits, Wish
from openpcn.engines.formation.proposing.problem import Problem, problem_of
from openpcn.engines.formation.proposing.solving import ANY_PLAN, divide
from openpcn.engines.formation.proposing.watching import Progress, Watch

FARTHEST = 3
"""Numbers of networks more or fewer that are tried."""
A_TRY = 0.25
"""Most of the work that one try may take."""

YES, NO, NOT_KNOWN = "yes", "no", "not known"


@dataclass(kw_only=True)
class _Trial:
    """Tries changes of one wish, as many as the work allows."""

    rest: Sequence[Candidate]
    seed: int
    watch: Watch

    def fits(self, wish: Wish, networks: int | None) -> str:
        """Whether some plan is wholly in band."""
        if self.watch.is_over:
            return NOT_KNOWN
        work = min(self.watch.work_left, A_TRY * self.watch.work)
        found = divide(
            problem_of(self.rest, wish, networks=networks),
            softness=Softness(),
            limits=Limits(seconds=self.watch.seconds_left, work=work, gap=ANY_PLAN),
            seed=self.seed,
            progress=self.watch.progress,
        )
        self.watch.spend(found.work)
        if found.chosen is not None:
            return YES
        return NO if found.is_infeasible else NOT_KNOWN


def what_would_help(
    problem: Problem,
    wish: Wish,
    sizes: Sequence[int],
    *,
    alone: int,
    limits: Limits,
    seed: int,
    progress: Progress,
) -> tuple[str, ...]:
    """Single changes of the question after which every network would be in band.

    `sizes` are the networks' of the plan that misses the band by least.
    """
    trial = _Trial(rest=problem.practices, seed=seed, watch=Watch(limits, progress))
    found = [
        *_other_numbers(problem, wish, trial, alone),
        *_fewer_locks(problem, wish, trial),
        *_other_bands(problem, wish, sizes, trial),
    ]
    return tuple(found)


def _other_numbers(problem: Problem, wish: Wish, trial: _Trial, alone: int) -> Iterator[str]:
    """The nearest number of networks with which every one would be in band."""
    now, patients = problem.networks, int(problem.weight.sum())
    if now is None:
        return
    for step in range(1, FARTHEST + 1):
        for number in (now - step, now + step):
            if not wish.smallest * number <= patients <= wish.largest * number or number < 1:
                continue
            if trial.fits(wish, number) == YES:
                yield (
                    f"With {number + alone} networks instead of {now + alone} every network "
                    f"could be in {_band(wish)}."
                )
                return


def _fewer_locks(problem: Problem, wish: Wish, trial: _Trial) -> Iterator[str]:
    """Each lock without which every network would be in band."""
    for at, lock in enumerate(wish.together):
        fewer = replace(wish, together=wish.together[:at] + wish.together[at + 1 :])
        if trial.fits(fewer, problem.networks) == YES:
            yield _without(f"{_named(lock)} kept together", wish)
    for at, lock in enumerate(wish.apart):
        fewer = replace(wish, apart=wish.apart[:at] + wish.apart[at + 1 :])
        if trial.fits(fewer, problem.networks) == YES:
            yield _without(f"{_named(lock)} kept apart", wish)
    for code in sorted(wish.stays & {one.code for one in problem.practices}):
        fewer = replace(wish, stays=wish.stays - {code})
        if trial.fits(fewer, problem.networks) == YES:
            yield _without(f"{code} staying where it is", wish)


def _other_bands(
    problem: Problem, wish: Wish, sizes: Sequence[int], trial: _Trial
) -> Iterator[str]:
    """How far the smallest or the largest size alone would have to give way."""

    def smaller(size: int) -> str:
        return trial.fits(replace(wish, smallest=size), problem.networks)

    def larger(size: int) -> str:
        return trial.fits(replace(wish, largest=size), problem.networks)

    helps = min(sizes) if max(sizes) <= wish.largest else 0
    if helps or smaller(helps) == YES:
        low, is_least = _nearest(helps, wish.smallest, smaller)
        yield _given(f"a smallest size of {low:,}", is_least)
    helps = max(sizes) if min(sizes) >= wish.smallest else int(problem.weight.sum())
    if min(sizes) >= wish.smallest or larger(helps) == YES:
        high, is_least = _nearest(helps, wish.largest, larger)
        yield _given(f"a largest size of {high:,}", is_least)


def _nearest(helps: int, fails: int, asked: Callable[[int], str]) -> tuple[int, bool]:
    """The value nearest to one that fails that still helps, and whether it is certain."""
    while abs(helps - fails) > 1:
        middle = (helps + fails) // 2
        match asked(middle):
            case "yes":
                helps = middle
            case "no":
                fails = middle
            case _:
                return helps, False
    return helps, True


def _given(size: str, is_least: bool) -> str:
    said = f"With {size} every network could be inside"
    return f"{said}; no smaller change of that size would do." if is_least else f"{said}."


def _without(lock: str, wish: Wish) -> str:
    return f"Without {lock} every network could be in {_band(wish)}."


def _named(lock: frozenset[str]) -> str:
    return " and ".join(sorted(lock))


def _band(wish: Wish) -> str:
    return f"{wish.smallest:,} to {wish.largest:,}"
