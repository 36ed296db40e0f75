"""What every dated fact keeps to, whatever it is about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

CURRENT = Q(known_until__isnull=True)
"""What we hold to be true now; superseded and withdrawn facts keep their rows."""


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """Nothing ends before it starts."""
    return models.CheckConstraint(
        name=name, condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
    )
