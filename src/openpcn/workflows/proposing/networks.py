"""Proposes networks for the practices of a file, area by area."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpcn.workflows.proposing.files import PlannedPractice
from openpcn.workflows.proposing.question import Question, ground_asked

if TYPE_CHECKING:
    from openpcn.engines.formation.proposing.facts import Wish
    from openpcn.workflows.proposing.answers import Proposal
    from openpcn.workflows.proposing.ground import PlanGround
    from openpcn.workflows.proposing.work import Told


def tell_nobody(done: int, of: int) -> None:
    """Tell nobody how far the work is."""


def propose_networks(question: Question, *, told: Told = tell_nobody) -> Proposal:
    """The proposal for a file of practices."""
    began = time.monotonic()
    practices, ground = ground_asked(question)
    from openpcn.workflows.proposing.work import work_out

    answers = work_out(
        practices,
        wish_of(question, practices, ground),
        seconds=question.seconds,
        seed=question.seed,
        told=told,
    )
    from openpcn.workflows.proposing.answers import proposal_of

    return proposal_of(
        practices,
        ground,
        answers,
        seed=question.seed,
        seconds=time.monotonic() - began,
        keep_today=question.keep_today,
        stays=question.stays,
    )


def wish_of(question: Question, practices: Sequence[PlannedPractice], ground: PlanGround) -> Wish:
    """The question as the planner takes it."""
    from openpcn.engines.formation.proposing.facts import Wish

    travel = ground.travel
    return Wish(
        smallest=question.smallest,
        largest=question.largest,
        soft_largest=question.soft_largest,
        neighbours=ground.neighbours,
        target=question.target,
        count=question.count,
        count_is_free=question.count_is_free,
        together=question.together,
        apart=question.apart,
        stays=question.stays,
        keep_today=question.keep_today,
        balance=question.balance[1] / _spread(practices) if question.balance else 0.0,
        detour=question.detour,
        distances={p: n for held in travel.lengths.values() for p, n in held.items()}
        if travel
        else None,
        per_straight_km=travel.per_straight_km if travel else None,
    )


def _spread(practices: Sequence[PlannedPractice]) -> float:
    """Standard deviation over patients of what is to be balanced."""
    held = [(p.measure, p.registered_patients) for p in practices if p.measure is not None]
    patients = sum(weight for _, weight in held) or 1
    mean = sum(value * weight for value, weight in held) / patients
    variance = sum((value - mean) ** 2 * weight for value, weight in held) / patients
    return float(variance**0.5) or 1.0
