"""Rapid cycles of ambitions, on a day and as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpcn.domains.outcomes.models import CycleDetail
from openpcn.domains.outcomes.queries.owners import OwnerAnswer, owners_by_id
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, taken_back
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class CycleAnswer:
    """A change that was tried, and what was learnt."""

    id: int
    ambition_id: int
    aim: str
    change: str
    owner: OwnerAnswer
    starts_on: date
    ends_on: date | None
    learning: str
    decided: str
    decided_words: str


def cycles(ambition_ids: Collection[int], *, when: When) -> list[CycleAnswer]:
    """The cycles that had begun by the day, the newest first."""
    rows = list(
        CycleDetail.objects.filter(
            counted(when.as_known), cycle__ambition_id__in=ambition_ids, starts_on__lte=when.as_at
        )
        .select_related("cycle")
        .order_by("-starts_on", "-cycle_id")
    )
    owners = owners_by_id({row.owner_id for row in rows}, when=when)
    return [
        CycleAnswer(
            id=row.cycle_id,
            ambition_id=row.cycle.ambition_id,
            aim=row.aim,
            change=row.change,
            owner=owners[row.owner_id],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            learning=row.learning,
            decided=row.decided,
            decided_words=row.get_decided_display(),
        )
        for row in rows
    ]


def cycles_taken_back(ambition_id: int) -> list[TakenBack]:
    """The cycles of an ambition that were taken back."""
    contents = CycleDetail.objects.filter(cycle__ambition_id=ambition_id)
    return taken_back(contents, of="cycle_id", named="aim")
