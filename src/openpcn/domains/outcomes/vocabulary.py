"""The words of outcomes: how an ambition is measured, which way is better, what it moves."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db.models import TextChoices


class MeasuredBy(TextChoices):
    """Where the figures of an ambition come from."""

    READINGS = "readings", "Readings that are entered where the work is done"
    INDICATOR = "indicator", "A published indicator that is held here"


class Better(TextChoices):
    """Which way is improvement."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"


class Unit(TextChoices):
    """What a number counts."""

    PER_CENT = "per_cent", "per cent"
    PER_1000 = "per_1000", "per 1,000"
    NUMBER = "number", "number"
    DAYS = "days", "days"


class Lever(TextChoices):
    """The two published ambitions for care that moves out of hospital."""

    NONE = "", "Neither"
    OUTPATIENTS = "outpatients", "Outpatients: 30% fewer"
    FOLLOW_UPS = "follow_ups", "Follow-ups by technology: one in three fewer"


class Decided(TextChoices):
    """What became of a change that was tried."""

    RUNNING = "", "Still being tried"
    ADOPTED = "adopted", "Adopted"
    ADAPTED = "adapted", "Adapted, and tried again"
    ABANDONED = "abandoned", "Abandoned"


FEWEST_PEOPLE = 10
"""A share of fewer people is not kept: it tells who they are, and says nothing."""
LONGEST_YEARS = 10
AHEAD = timedelta(days=366)
"""How long before it begins a rapid cycle is shown as to come."""
LARGEST = Decimal(100_000_000)
BENEFIT = "benefit"
"""The verdict of an evaluation that a claim of effect needs."""
