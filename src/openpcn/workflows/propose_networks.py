"""Proposes networks for the practices of a file: area by area, two at a time, within a time."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.points import Point
from openpcn.workflows.plan_files import (
    PlannedPractice,
    read_practices,
)

if TYPE_CHECKING:
    from openpcn.engines.formation.proposing.facts import AreaAnswer, Wish
    from openpcn.workflows.plan_answers import Proposal

PROCESSES = 2
ONE_AREA_SECONDS, SECONDS = 10.0, 50.0
"""Time allowed where none is given: for one area, and for many together."""
LEAST_SECONDS = 0.5
FEW, EXACT, NEAR_ENOUGH = 40, 1e-7, 1e-4
"""Up to so many practices the best plan is proved to the last metre, else to 0.01%."""
DETOUR = 1.0
"""Distances in a proposal are straight lines."""

Told = Callable[[int, int], None]
"""Told how many areas of how many are done."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a proposal is asked for."""

    practices: Path
    within: str | None = None
    smallest: int = 30_000
    largest: int = 50_000
    registrations: Path | None = None
    boundaries: Path | None = None
    count: int | None = None
    count_is_free: bool = False
    target: int = 40_000
    keep_today: float = 0.0
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    seed: int = 0
    seconds: float | None = None


def tell_nobody(done: int, of: int) -> None:
    """Tell nobody how far the work is."""


def propose_networks(question: Question, *, told: Told = tell_nobody) -> Proposal:
    """The proposal for a file of practices."""
    began = time.monotonic()
    practices = read_practices(question.practices, within=question.within)
    _check(question, practices)
    from openpcn.workflows.plan_ground import ground_of

    ground = ground_of(
        practices, registrations=question.registrations, boundaries=question.boundaries
    )
    from openpcn.engines.formation.proposing.facts import Wish

    wish = Wish(
        smallest=question.smallest,
        largest=question.largest,
        neighbours=ground.neighbours,
        target=question.target,
        count=question.count,
        count_is_free=question.count_is_free,
        together=question.together,
        apart=question.apart,
        keep_today=question.keep_today,
        detour=DETOUR,
    )
    answers = _all_areas(practices, wish, question, told)
    from openpcn.workflows.plan_answers import proposal_of

    seconds = time.monotonic() - began
    return proposal_of(
        practices, ground, answers, seed=question.seed, seconds=seconds, detour=DETOUR
    )


def band_is_right(smallest: int, largest: int) -> None:
    """Refuse a band with its floor above its ceiling."""
    if not 0 < smallest <= largest:
        raise NotRight(
            f"The smallest size ({smallest:,}) is above the largest ({largest:,}), or not above 0.",
            next_step="Give a band such as --smallest 30000 --largest 50000.",
        )


def _check(question: Question, practices: Sequence[PlannedPractice]) -> None:
    band_is_right(question.smallest, question.largest)
    areas = {practice.area for practice in practices}
    if question.count is not None and len(areas) > 1:
        raise NotPossible(
            f"A number of networks is for one area, and the file has {len(areas)}.",
            next_step="Choose one with --within, or leave --count out.",
        )
    area_of = {practice.code: practice.area for practice in practices}
    for lock in (*question.together, *question.apart):
        if strangers := sorted(lock - area_of.keys()):
            raise NotRight(
                f"The locks name {', '.join(strangers)}, not among the practices.",
                next_step="Use the codes of the file, or leave the lock out.",
            )
    for lock in question.together:
        if len(lying := sorted({area_of[code] for code in lock})) > 1:
            raise NotPossible(
                f"{', '.join(sorted(lock))} are to be together and lie in {' and '.join(lying)}.",
                next_step="Take the lock away: networks never cross an area.",
            )


def _all_areas(
    practices: Sequence[PlannedPractice],
    wish: Wish,
    question: Question,
    told: Told,
) -> list[tuple[AreaAnswer, float]]:
    by_area: dict[str, list[PlannedPractice]] = {}
    for practice in practices:
        by_area.setdefault(practice.area, []).append(practice)
    waiting = sorted(by_area, key=lambda area: (len(by_area[area]), area))
    get_ready()
    usual = ONE_AREA_SECONDS if len(waiting) == 1 else SECONDS
    ends_at = time.monotonic() + (question.seconds if question.seconds is not None else usual)
    if len(waiting) == 1:
        left = ends_at - time.monotonic()
        return [propose_one(by_area[waiting[0]], wish, left, question.seed)]
    answers: dict[str, tuple[AreaAnswer, float]] = {}
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork")) as pool:
        running: set[Future[tuple[AreaAnswer, float]]] = set()
        while waiting or running:
            while waiting and len(running) < PROCESSES:
                left = (ends_at - time.monotonic()) * PROCESSES / len(waiting)
                area = waiting.pop(0)
                least = ONE_AREA_SECONDS if area in answers else LEAST_SECONDS
                near = {p.code: wish.neighbours.get(p.code, ()) for p in by_area[area]}
                job = by_area[area], replace(wish, neighbours=near), max(least, left), question.seed
                running.add(pool.submit(propose_one, *job))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for answer, seconds in (each.result() for each in done):
                if not answer.is_settled and answer.area not in answers:
                    waiting.append(answer.area)
                answers[answer.area] = answer, seconds
            told(len(answers), len(by_area))
    return list(answers.values())


def propose_one(
    practices: Sequence[PlannedPractice], wish: Wish, seconds: float, seed: int
) -> tuple[AreaAnswer, float]:
    """One area's answer, and the seconds that it took."""
    from openpcn.engines.formation.proposing.facts import Candidate, Limits
    from openpcn.engines.formation.proposing.planning import propose_area

    began = time.monotonic()
    candidates = [Candidate(**{name: getattr(p, name) for name in p.__slots__}) for p in practices]
    gap = EXACT if len(practices) <= FEW else NEAR_ENOUGH
    answer = propose_area(candidates, wish, limits=Limits(seconds=seconds, gap=gap), seed=seed)
    return answer, time.monotonic() - began


def get_ready() -> None:
    """Compile the planner, or take it from the state folder, before any time is counted."""
    keep_compiled()
    points = (Point(easting=1000 * i, northing=0) for i in range(3))
    toy = [
        PlannedPractice(
            code=code, registered_patients=2, point=point, area="A", current_network="N"
        )
        for code, point in zip("abc", points, strict=True)
    ]
    from openpcn.engines.formation.proposing.facts import Wish

    near = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
    propose_one(toy, Wish(smallest=2, largest=4, neighbours=near, count=2), LEAST_SECONDS, 0)


def keep_compiled() -> None:
    """Have compiled functions kept in the state folder, where it can be written."""
    from django.conf import settings

    if "NUMBA_CACHE_DIR" in os.environ:
        return
    folder = Path(settings.STATE) / "compiled"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    if os.access(folder, os.W_OK):
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
