"""What every dated fact keeps to, whatever it is about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

CURRENT = Q(known_until__isnull=True)
"""What we hold to be true now; superseded and withdrawn facts keep their rows."""


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """Nothing ends before it starts."""
    return models.CheckConstraint(
        name=name, condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
    )


def one_current(name: str, *fields: str) -> models.UniqueConstraint:
    """Of rows with the same values in these fields, one counts now."""
    return models.UniqueConstraint(name=name, fields=list(fields), condition=CURRENT)


class Held(models.Model):
    """A fact that a person recorded: corrected by another one, never overwritten."""

    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class Lasting(Held):
    """A fact that a person recorded and that holds from a day to a day, both included."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    """Empty while no end is known."""

    class Meta(Held.Meta):
        abstract = True
