"""What a proposal or the review of a plan is asked for, checked before any work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.proposing.files import PlannedPractice, read_practices

if TYPE_CHECKING:
    from openpcn.workflows.proposing.ground import PlanGround


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a proposal is asked for."""

    practices: Path
    within: str | None = None
    smallest: int = 30_000
    largest: int = 50_000
    soft_largest: int | None = None
    registrations: Path | None = None
    boundaries: Path | None = None
    travel: Path | None = None
    detour: float = 1.0
    count: int | None = None
    count_is_free: bool = False
    target: int = 40_000
    keep_today: float = 0.0
    balance: tuple[str, float] | None = None
    """A column of the file with a number per patient, and what a standard deviation is worth."""
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    stays: frozenset[str] = frozenset()
    seed: int = 0
    seconds: float | None = None


def ground_asked(question: Question) -> tuple[list[PlannedPractice], PlanGround]:
    """The practices of a question, once it is checked, and what they stand on."""
    measure = question.balance[0] if question.balance else None
    practices = read_practices(question.practices, within=question.within, measure=measure)
    _check(question, practices)
    from openpcn.workflows.proposing.ground import ground_of

    return practices, ground_of(
        practices,
        registrations=question.registrations,
        boundaries=question.boundaries,
        travel=question.travel,
        detour=question.detour,
    )


def band_is_right(smallest: int, largest: int, soft_largest: int | None = None) -> None:
    """Refuse a band with its floor above its ceiling."""
    if soft_largest is not None and soft_largest < largest:
        raise NotRight(
            f"The soft largest size ({soft_largest:,}) is below the largest ({largest:,}).",
            next_step="Give a larger one such as 60000, or leave it out.",
        )
    if not 0 < smallest <= largest:
        raise NotRight(
            f"The smallest size ({smallest:,}) is above the largest ({largest:,}), or not above 0.",
            next_step="Give a band such as --smallest 30000 --largest 50000.",
        )


def _check(question: Question, practices: Sequence[PlannedPractice]) -> None:
    band_is_right(question.smallest, question.largest, question.soft_largest)
    areas = {practice.area for practice in practices}
    if question.count is not None and len(areas) > 1:
        raise NotPossible(
            f"A number of networks is for one area, and the file has {len(areas)}.",
            next_step="Choose one with --within, or leave --count out.",
        )
    area_of = {practice.code: practice.area for practice in practices}
    _check_stays(question.stays, practices)
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


def _check_stays(stays: Collection[str], practices: Sequence[PlannedPractice]) -> None:
    placed = {practice.code for practice in practices if practice.current_network}
    if strangers := sorted(set(stays) - {practice.code for practice in practices}):
        raise NotRight(
            f"{', '.join(strangers)} are to stay and are not among the practices.",
            next_step="Use the codes of the file, or leave --stays out.",
        )
    if homeless := sorted(set(stays) - placed):
        raise NotPossible(
            f"{', '.join(homeless)} are to stay and the file names no current_network for them.",
            next_step="Fill current_network, or leave --stays out.",
        )
