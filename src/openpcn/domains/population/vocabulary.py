"""The words of need summaries and of purposes: who signs, what for, with which permission."""

from __future__ import annotations

from django.db.models import TextChoices


class Party(TextChoices):
    """Who must agree before a need summary is told to a board."""

    PUBLIC_HEALTH = "public_health", "Public health"
    NETWORK = "network", "The network or place"


PERMISSION_TO_SIGN: dict[str, str] = {
    Party.PUBLIC_HEALTH: "population.sign_for_public_health",
    Party.NETWORK: "population.sign_for_network",
}


class Use(TextChoices):
    """What lists of people are read for."""

    CARE = "care", "Direct care of the people on the list"
    PLANNING = "planning", "Planning services; people who opted out are left out"


PERMISSION_TO_READ: dict[str, str] = {
    Use.CARE: "population.read_for_care",
    Use.PLANNING: "population.read_for_planning",
}
