"""The words of a training hub, of local schemes and of what role-holders declare."""

from __future__ import annotations

from django.db.models import TextChoices


class Place(TextChoices):
    """What is offered or sought."""

    PLACEMENT_OFFERED = "placement_offered", "Placement offered"
    PLACEMENT_SOUGHT = "placement_sought", "Placement sought"
    ROTATIONAL = "rotational", "Rotational post"
    PORTFOLIO = "portfolio", "Portfolio post"
    FELLOWSHIP = "fellowship", "Fellowship"
    TRAINING_PRACTICE = "training_practice", "Training practice"


class Scheme(TextChoices):
    """What a local scheme is for."""

    RECRUITMENT = "recruitment", "Recruitment premium"
    RETENTION = "retention", "Retention"
    SUSTAINABILITY = "sustainability", "Sustainability fund"
    TRAINING = "training", "Training"
    OTHER = "other", "Other"


class Declares(TextChoices):
    """What a role-holder declares."""

    TIME = "time", "Time for the role"
    INTEREST = "interest", "Interest"


PERMISSION_PLACES = "staffing.record_places"
PERMISSION_SCHEMES = "staffing.record_schemes"
PERMISSION_DECLARE = "staffing.record_declarations"
