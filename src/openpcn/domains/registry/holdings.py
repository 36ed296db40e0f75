"""Whether what is held was published, or invented for the demonstration."""

from __future__ import annotations

from openpcn.domains.registry.models import Dataset


def holds_published_data() -> bool:
    """Whether any file that counts is not of the demonstration."""
    return Dataset.objects.filter(known_until__isnull=True, is_demonstration=False).exists()


def holds_demonstration() -> bool:
    """Whether any file that counts is of the demonstration."""
    return Dataset.objects.filter(known_until__isnull=True, is_demonstration=True).exists()
