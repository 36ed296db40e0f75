"""The work on many areas: two at a time, each with its share, the same shares every time."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import TYPE_CHECKING

from openpcn.kernel.errors import NotPossible
from openpcn.workflows.plan_files import PlannedPractice
from openpcn.workflows.plan_lanes import Lane
from openpcn.workflows.plan_ready import get_ready

if TYPE_CHECKING:
    from openpcn.engines.formation.proposing.facts import AreaAnswer, Limits, Wish

LANES = 2
"""Areas that are worked on at the same time."""
ONE_AREA_SECONDS, SECONDS = 10.0, 48.0
"""Time allowed where none is given: for one area, and for many together."""
PATIENCE = 3.0
"""Where no time is given, work decides, and a busy machine may take so many times as long."""
FEW, EXACT, NEAR_ENOUGH = 40, 1e-7, 1e-4
"""Up to so many practices the best plan is proved to the last metre, else to 0.01%."""
DIE_WITH_PARENT = 1

Told = Callable[[int, int], None]
"""Told how many areas of how many are done."""
Areas = dict[str, list[PlannedPractice]]
Answered = tuple["AreaAnswer", float]


def work_out(
    practices: Sequence[PlannedPractice],
    wish: Wish,
    *,
    seconds: float | None,
    seed: int,
    told: Told,
) -> list[Answered]:
    """The answer of every area, with the seconds that it took."""
    areas: Areas = {}
    for practice in practices:
        areas.setdefault(practice.area, []).append(practice)
    get_ready()
    if len(areas) == 1:
        (members,) = areas.values()
        limits = _limits(seconds or ONE_AREA_SECONDS, members)
        patient = (
            limits if seconds else replace(limits.share(1.0), seconds=PATIENCE * limits.seconds)
        )
        return [propose_one(members, wish, patient, seed)]
    return _Many(areas, wish, seconds, seed, told).run()


def _limits(
    seconds: float, members: Sequence[PlannedPractice], work: float | None = None
) -> Limits:
    from openpcn.engines.formation.proposing.facts import Limits

    gap = EXACT if len(members) <= FEW else NEAR_ENOUGH
    return Limits(seconds=seconds, work=work, gap=gap)


class _Many:
    """The work on several areas.

    Which areas share a lane, and what an area may use of what those before it left, rests on
    counted work and not on who was faster: the same question is answered alike.
    """

    def __init__(
        self, areas: Areas, wish: Wish, seconds: float | None, seed: int, told: Told
    ) -> None:
        from openpcn.engines.formation.proposing.facts import WORK_SHARE

        self.areas, self.wish, self.seed, self.told = areas, wish, seed, told
        self.ends_at = time.monotonic() + (seconds or PATIENCE * SECONDS)
        in_order = sorted(areas, key=lambda area: (len(areas[area]), area))
        work = (seconds or SECONDS) * WORK_SHARE
        self.lanes = [
            Lane({area: len(areas[area]) for area in in_order[at::LANES]}, work)
            for at in range(LANES)
        ]
        self.answers: dict[str, Answered] = {}

    def run(self) -> list[Answered]:
        """Work on all of them; whoever ends this ends the processes too."""
        fork = multiprocessing.get_context("fork")
        pool = ProcessPoolExecutor(LANES, fork, initializer=_end_with, initargs=(os.getpid(),))
        try:
            self._work_on(pool)
        except BrokenProcessPool:
            left = len(self.areas) - len(self.answers)
            raise NotPossible(
                f"The work was ended from outside with {left} of {len(self.areas)} areas to do.",
                next_step="Ask again; where memory is short, one area at a time with --within.",
            ) from None
        except BaseException:
            for process in list(pool._processes.values()):
                process.terminate()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return list(self.answers.values())

    def _work_on(self, pool: ProcessPoolExecutor) -> None:
        running: dict[Future[Answered], Lane] = {}
        for lane in self.lanes:
            self._next(pool, lane, running)
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                lane = running.pop(future)
                answer, seconds = future.result()
                self._keep(answer, seconds)
                lane.take(
                    answer.area, work=answer.work, gap=answer.gap, is_settled=answer.is_settled
                )
                self._next(pool, lane, running)
            self.told(len(self.answers), len(self.areas))

    def _keep(self, answer: AreaAnswer, seconds: float) -> None:
        if answer.area in self.answers:
            before, earlier = self.answers[answer.area]
            answer, seconds = better_of(before, answer), earlier + seconds
        self.answers[answer.area] = answer, seconds

    def _next(
        self, pool: ProcessPoolExecutor, lane: Lane, running: dict[Future[Answered], Lane]
    ) -> None:
        turn = lane.next_turn(max(0.0, self.ends_at - time.monotonic()))
        if turn is None:
            return
        limits = _limits(turn.seconds, self.areas[turn.area], work=turn.work)
        limits = replace(limits, good_enough=turn.good_enough)
        future = pool.submit(propose_one, *self._job(turn.area, limits), self.seed)
        running[future] = lane

    def _job(self, area: str, limits: Limits) -> tuple[list[PlannedPractice], Wish, Limits]:
        members = self.areas[area]
        codes = {practice.code for practice in members}
        wish = self.wish
        return (
            members,
            replace(
                wish,
                neighbours={code: wish.neighbours.get(code, ()) for code in codes},
                distances={p: n for p, n in wish.distances.items() if p[0] in codes}
                if wish.distances is not None
                else None,
            ),
            limits,
        )


def better_of(one: AreaAnswer, other: AreaAnswer) -> AreaAnswer:
    """The better plan for the same question; where both are in band, with the better bound."""
    ranked = sorted((one, other), key=lambda a: (a.fits_the_band, a.proved_optimal, -a.cost))
    worse, better = ranked
    if not worse.fits_the_band:
        return better
    bound = min(better.cost, max(worse.lower_bound, better.lower_bound))
    return replace(better, lower_bound=bound)


def _end_with(parent: int) -> None:
    """Leave Ctrl+C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before that was asked for
        os._exit(1)


def propose_one(
    practices: Sequence[PlannedPractice], wish: Wish, limits: Limits, seed: int
) -> Answered:
    """One area's answer, and the seconds that it took."""
    from openpcn.engines.formation.proposing.facts import Candidate
    from openpcn.engines.formation.proposing.planning import propose_area

    began = time.monotonic()
    candidates = [
        Candidate(
            code=practice.code,
            registered_patients=practice.registered_patients,
            point=practice.point,
            area=practice.area,
            current_network=practice.current_network,
            measure=practice.measure,
        )
        for practice in practices
    ]
    answer = propose_area(candidates, wish, limits=limits, seed=seed)
    return answer, time.monotonic() - began
