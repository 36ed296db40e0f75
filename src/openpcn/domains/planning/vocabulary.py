"""The words of planning: how a version was made, what a case is about, and how it moves."""

from __future__ import annotations

from django.db.models import TextChoices


class Made(TextChoices):
    """How a version of a plan came about."""

    REPAIR = "repair", "Mended from today's map"
    PROPOSED = "proposed", "Proposed by the planner"
    BY_HAND = "by_hand", "Changed by hand"


class CaseKind(TextChoices):
    """What a change case asks for."""

    MOVE = "move", "A practice moves to another network"
    MERGE = "merge", "Networks merge"
    SPLIT = "split", "A network divides"
    LEAVE = "leave", "A practice leaves its network"
    WAIVER = "waiver", "Waiver below 30,000"
    RATIONALE = "rationale", "Rationale above 50,000"
    UNPLACED = "unplaced", "A practice in no network"


class Stage(TextChoices):
    """How far a change case is."""

    APPLICATION = "application", "Application"
    ENGAGEMENT = "engagement", "Engagement"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    IN_EFFECT = "in_effect", "In effect"
    WITHDRAWN = "withdrawn", "Withdrawn"


NEXT: dict[str, frozenset[str]] = {
    Stage.APPLICATION: frozenset({Stage.ENGAGEMENT, Stage.WITHDRAWN}),
    Stage.ENGAGEMENT: frozenset(
        {Stage.APPLICATION, Stage.APPROVED, Stage.REFUSED, Stage.WITHDRAWN}
    ),
    Stage.APPROVED: frozenset({Stage.IN_EFFECT, Stage.WITHDRAWN}),
    Stage.REFUSED: frozenset({Stage.APPLICATION}),
    Stage.IN_EFFECT: frozenset({Stage.APPROVED}),
    Stage.WITHDRAWN: frozenset(),
}
"""From a stage to those that may follow; from effect back means that it is taken back."""

DECISIONS = frozenset({Stage.APPROVED, Stage.REFUSED, Stage.IN_EFFECT})
"""Stages that the commissioner brings about; practices propose, the commissioner approves."""
