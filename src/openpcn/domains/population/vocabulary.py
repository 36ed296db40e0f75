"""The words of need summaries: who signs, and with which permission."""

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
