"""The words of recorded populations."""

from __future__ import annotations

from django.db.models import TextChoices


class Counts(TextChoices):
    """What is counted for a network's money; three populations that are never interchangeable."""

    REGISTERED = "registered", "Registered patients"
    ADJUSTED = "adjusted", "PCN adjusted population"
    WEIGHTED = "weighted", "Contractor weighted population"
    BEDS = "beds", "Care home beds of aligned homes"
