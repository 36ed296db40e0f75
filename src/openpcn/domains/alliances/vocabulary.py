"""The words of alliances."""

from __future__ import annotations

from django.db.models import TextChoices

RECORD = "alliances.record"
LONGEST = 4_000
"""Characters of a scope."""


class AllianceKind(TextChoices):
    """What organisations formed to work together."""

    CARE_ALLIANCE = "care_alliance", "Care alliance"
    FEDERATION = "federation", "Federation"
    SINGLE_CONTRACT = "single_contract", "Single contract"
    BACK_OFFICE = "back_office", "Shared back-office service"
