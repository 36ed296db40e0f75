"""The words of premises: who owns them, how they are, what rooms are for, how far a bid is."""

from __future__ import annotations

from django.db.models import TextChoices


class Ownership(TextChoices):
    """Who a building belongs to."""

    PRACTICE = "practice", "Owned by the practice or its partners"
    PRIVATE = "private", "Rented from a private landlord"
    NHS_PROPERTY = "nhs_property", "NHS Property Services"
    LIFT = "lift", "LIFT or Community Health Partnerships"
    TRUST = "trust", "An NHS trust"
    COUNCIL = "council", "A council"
    OTHER = "other", "Another owner"
    NOT_KNOWN = "not_known", "Not known"


class Condition(TextChoices):
    """How a building or room was found at its last survey."""

    GOOD = "good", "Good"
    FAIR = "fair", "Fair"
    POOR = "poor", "Poor"
    UNFIT = "unfit", "Not fit for use"
    NOT_SURVEYED = "not_surveyed", "Not surveyed"


class RoomFor(TextChoices):
    """What a room is for."""

    CONSULTING = "consulting", "Consulting"
    TREATMENT = "treatment", "Treatment"
    TRAINING = "training", "Training and teaching"
    GROUP = "group", "Groups and community"
    OFFICE = "office", "Office"
    OTHER = "other", "Other"


class UsedAs(TextChoices):
    """What a building is to an organisation that uses it."""

    MAIN = "main", "Main surgery"
    BRANCH = "branch", "Branch surgery"
    SERVICE = "service", "Place of a service"
    OFFICE = "office", "Office"


class Stage(TextChoices):
    """How far a bid has come."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    SUPPORTED = "supported", "Supported by the commissioner"
    FUNDED = "funded", "Funded"
    REFUSED = "refused", "Not supported"
    WITHDRAWN = "withdrawn", "Withdrawn"


NEXT_STAGES: dict[str, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.SUBMITTED, Stage.WITHDRAWN),
    Stage.SUBMITTED: (Stage.SUPPORTED, Stage.REFUSED, Stage.DRAFT, Stage.WITHDRAWN),
    Stage.SUPPORTED: (Stage.FUNDED, Stage.REFUSED, Stage.SUBMITTED, Stage.WITHDRAWN),
    Stage.FUNDED: (Stage.SUPPORTED,),
    Stage.REFUSED: (Stage.SUBMITTED,),
    Stage.WITHDRAWN: (Stage.DRAFT,),
}
"""From a stage to those that may follow; each step can be taken back."""
