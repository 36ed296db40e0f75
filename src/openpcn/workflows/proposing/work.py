"""The work on many areas: two at a time, each with its share, the same shares every time."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import TYPE_CHECKING

from openpcn.kernel.errors import NotPossible
from openpcn.workflows.proposing.files import PlannedPractice
from openpcn.workflows.proposing.lanes import Lane
from openpcn.workflows.proposing.ready import get_ready

if TYPE_CHECKING:
    from openpcn.engines.formation.proposing.facts import AreaAnswer, Limits, Wish
    from openpcn.engines.formation.proposing.solving import Held

LANES = 2
"""Areas that are worked on at the same time."""
ONE_AREA_SECONDS, SECONDS = 10.0, 48.0
"""Time allowed where none is given: for one area, and for many together."""
PATIENCE = 3.0
"""Where no time is given, work decides, and a busy machine may take so many times as long."""
FEW, EXACT, NEAR_ENOUGH = 40, 1e-7, 1e-4
"""Up to so many practices the best plan is proved to the last metre, else to 0.01%."""
DIE_WITH_PARENT = 1
DONE = "done"

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
        """Work on all of them, each lane in a process; whoever ends this ends the processes too."""
        fork = multiprocessing.get_context("fork")
        processes: list[ForkProcess] = []
        heard: list[Connection] = []
        try:
            for lane in self.lanes:
                here, there = fork.Pipe(duplex=False)
                process = fork.Process(target=_work_along, args=(self, lane, there, os.getpid()))
                process.start()
                there.close()
                processes.append(process)
                heard.append(here)
            self._listen(heard)
        finally:
            for process in processes:
                process.terminate()
                process.join()
        return list(self.answers.values())

    def _listen(self, heard: list[Connection]) -> None:
        """Take the answers as they come, until every lane has said that it is done."""
        while heard:
            ready = wait(heard)
            for lane in [each for each in heard if each in ready]:
                said = _said_by(lane)
                if said is None:
                    left = len(self.areas) - len(self.answers)
                    raise NotPossible(
                        f"The work was ended from outside with {left} of {len(self.areas)} areas "
                        "to do.",
                        next_step="Ask again; where memory is short, one area at a time with "
                        "--within.",
                    )
                if isinstance(said, Exception):
                    raise said
                if said == DONE:
                    heard.remove(lane)
                    continue
                self._keep(*said)
                self.told(len(self.answers), len(self.areas))

    def _keep(self, answer: AreaAnswer, seconds: float) -> None:
        earlier = self.answers[answer.area][1] if answer.area in self.answers else 0.0
        self.answers[answer.area] = answer, earlier + seconds

    def work_along(self, lane: Lane) -> Iterator[Answered]:
        """Each area of a lane in its turn; what is not done is held, to be gone on with."""
        from openpcn.engines.formation.proposing.solving import Held

        held: dict[str, Held] = defaultdict(Held)
        while turn := lane.next_turn(max(0.0, self.ends_at - time.monotonic())):
            area = turn.area
            limits = _limits(turn.seconds, self.areas[area], work=turn.work)
            limits = replace(limits, good_enough=turn.good_enough)
            answer, seconds = propose_one(*self._job(area, limits), self.seed, held[area])
            lane.take(area, work=answer.work, gap=answer.gap, is_settled=answer.is_settled)
            if not lane.is_waiting(area):
                del held[area]
            yield answer, seconds

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


def _said_by(lane: Connection) -> Answered | Exception | str | None:
    """What a lane says; None where it has ended without a word."""
    try:
        said: Answered | Exception | str = lane.recv()
    except EOFError:
        return None
    return said


def _work_along(many: _Many, lane: Lane, said: Connection, parent: int) -> None:
    _end_with(parent)
    try:
        for answered in many.work_along(lane):
            said.send(answered)
        said.send(DONE)
    except Exception as trouble:  # is raised again by the one who listens
        said.send(trouble)


def _end_with(parent: int) -> None:
    """Leave Ctrl+C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before that was asked for
        os._exit(1)


def propose_one(
    practices: Sequence[PlannedPractice],
    wish: Wish,
    limits: Limits,
    seed: int,
    held: Held | None = None,
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
    answer = propose_area(candidates, wish, limits=limits, seed=seed, held=held)
    return answer, time.monotonic() - began
