"""The words of staff and claims, and how a claim moves from state to state."""

from __future__ import annotations

from django.db.models import TextChoices


class Area(TextChoices):
    """Whether a post has a maximum of London."""

    ELSEWHERE = "", "Outside London"
    OUTER_LONDON = "outer_london", "Outer London"
    INNER_LONDON = "inner_london", "Inner London"


class ClaimState(TextChoices):
    """How far a claim is."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    QUERIED = "queried", "Queried"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    PART_PAID = "part_paid", "Part paid"
    PAID = "paid", "Paid"


class Mover(TextChoices):
    """Who brings a claim to a state."""

    CLAIMANT = "claimant", "whoever claims"
    APPROVER = "approver", "the commissioner"
    EITHER = "either", "whoever claims or the commissioner"


TRANSITIONS: dict[str, dict[str, Mover]] = {
    ClaimState.DRAFT: {ClaimState.SUBMITTED: Mover.CLAIMANT},
    ClaimState.SUBMITTED: {
        ClaimState.DRAFT: Mover.CLAIMANT,
        ClaimState.APPROVED: Mover.APPROVER,
        ClaimState.QUERIED: Mover.APPROVER,
        ClaimState.REFUSED: Mover.APPROVER,
    },
    ClaimState.QUERIED: {
        ClaimState.SUBMITTED: Mover.CLAIMANT,
        ClaimState.REFUSED: Mover.APPROVER,
    },
    ClaimState.APPROVED: {
        ClaimState.PAID: Mover.EITHER,
        ClaimState.PART_PAID: Mover.EITHER,
        ClaimState.QUERIED: Mover.APPROVER,
    },
    ClaimState.PART_PAID: {ClaimState.PAID: Mover.EITHER, ClaimState.QUERIED: Mover.APPROVER},
    ClaimState.REFUSED: {ClaimState.DRAFT: Mover.CLAIMANT},
    ClaimState.PAID: {ClaimState.QUERIED: Mover.APPROVER},
}
"""From a state to those that may follow, with who brings it there."""

NEEDS_WORDS = frozenset({ClaimState.QUERIED, ClaimState.REFUSED})
"""States that are never reached without a reason in writing."""
STANDS = frozenset(
    {ClaimState.SUBMITTED, ClaimState.QUERIED, ClaimState.APPROVED, ClaimState.PART_PAID,
     ClaimState.PAID}
)  # fmt: skip
"""States in which the amount is what was submitted."""

MOST_EVIDENCE = 20
"""Files with one claim."""
