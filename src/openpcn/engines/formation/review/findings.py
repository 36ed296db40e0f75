"""What a review answers: findings, each with its sentences and the smallest change."""

from __future__ import annotations

from dataclasses import dataclass

CONSEQUENCE = (
    "unknown_practice",
    "unplaced",
    "unplaced_unlisted",
    "list_not_held",
    "below_smallest",
    "above_largest",
    "crosses_system",
    "crosses_place",
    "not_contiguous",
    "catchment_in_pieces",
    "practice_far",
    "patients_far",
    "single_practice_above",
)
"""Every code of a finding, gravest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A practice changes network."""

    practice: str
    patients: int
    from_network: str | None
    """None for a practice in no network."""
    to_network: str | None
    """None for a network of its own, shared by the moves of one change that say None."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mend:
    """The smallest change that would mend a finding: moves, or a written rationale."""

    moves: tuple[Move, ...]
    """One or two practices; empty where no one or two would do."""
    patients: int
    """Patients whose practice changes network."""
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that needs attention: what, where, by how much, and what would mend it."""

    code: str
    """One of CONSEQUENCE."""
    network: str | None
    practices: tuple[str, ...]
    """The practices that it is about: the unplaced, the cut off, the far; else all members."""
    areas: tuple[str, ...] = ()
    """Places or systems that it is about."""
    amount: float
    unit: str
    """patients, practices, places, systems, groups, pieces, km."""
    title: str
    """1,345 patients below 30,000"""
    detail: str
    """Full sentences; may be empty."""
    rule: str = ""
    """The rule that it rests on, in words."""
    explained: bool = False
    """A written rationale is held that covers it."""
    mend: Mend | None = None

    @property
    def order(self) -> int:
        """1 for the gravest kind."""
        return CONSEQUENCE.index(self.code) + 1
