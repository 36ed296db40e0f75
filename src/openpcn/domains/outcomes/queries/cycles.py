"""Rapid cycles of ambitions, on a day and as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpcn.domains.outcomes.models import CycleDetail
from openpcn.domains.outcomes.queries.owners import OwnerAnswer, owners_by_id
from openpcn.domains.outcomes.vocabulary import AHEAD, Decided
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, taken_back
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class CycleAnswer:
    """A change that was tried, and what was learnt."""

    id: int
    version: int
    """Which of all that was ever said of it this is."""
    ambition_id: int
    aim: str
    change: str
    owner: OwnerAnswer
    starts_on: date
    ends_on: date | None
    learning: str
    decided: str
    decided_words: str
    is_to_come: bool
    """Whether it had not begun by the day."""

    @property
    def is_running(self) -> bool:
        """Whether it had begun by the day and not ended."""
        return not self.decided and not self.is_to_come


def cycles(ambition_ids: Collection[int], *, when: When) -> list[CycleAnswer]:
    """The cycles that had begun by the day or begin within a year, the newest first.

    An ending after the day has not happened yet.
    """
    rows = list(
        CycleDetail.objects.filter(
            counted(when.as_known),
            cycle__ambition_id__in=ambition_ids,
            starts_on__lte=when.as_at + AHEAD,
        )
        .select_related("cycle")
        .order_by("-starts_on", "-cycle_id")
    )
    owners = owners_by_id({row.owner_id for row in rows}, when=when)
    return [answer_from(row, owners[row.owner_id], when.as_at) for row in rows]


def answer_from(row: CycleDetail, owner: OwnerAnswer, day: date) -> CycleAnswer:
    """A cycle as it stood on a day."""
    has_ended = row.ends_on is not None and row.ends_on <= day
    is_to_come = row.starts_on > day
    running = "To come" if is_to_come else str(Decided.RUNNING.label)
    return CycleAnswer(
        id=row.cycle_id,
        version=row.pk,
        ambition_id=row.cycle.ambition_id,
        aim=row.aim,
        change=row.change,
        owner=owner,
        starts_on=row.starts_on,
        ends_on=row.ends_on if has_ended else None,
        learning=row.learning if has_ended else "",
        decided=row.decided if has_ended else "",
        decided_words=str(row.get_decided_display()) if has_ended else running,
        is_to_come=is_to_come,
    )


def cycles_taken_back(ambition_id: int) -> list[TakenBack]:
    """The cycles of an ambition that were taken back."""
    contents = CycleDetail.objects.filter(cycle__ambition_id=ambition_id)
    return taken_back(contents, of="cycle_id", named="aim")
