"""A fact that a person or a file says: superseded by another one, never overwritten."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models import Dataset


class Said(models.Model):
    """Who says it: a person, or a file that was loaded."""

    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def somebody_says_it(name: str) -> models.CheckConstraint:
    """No fact without a person or a file behind it."""
    return models.CheckConstraint(
        name=name, condition=Q(recorded_by__isnull=False) | Q(dataset__isnull=False)
    )
