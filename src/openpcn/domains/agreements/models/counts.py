"""Populations of networks as the commissioner told them, with their versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openpcn.domains.agreements.vocabulary import Counts
from openpcn.domains.registry.models import Organisation


class RecordedCount(models.Model):
    """A count of a network on a day, as known from a moment until it was corrected."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    counts = models.CharField(max_length=12, choices=Counts)
    number = models.DecimalField(max_digits=12, decimal_places=2)
    on = models.DateField()
    source = models.CharField(max_length=300)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_count_of_a_day_has_one_current_version",
                fields=["network", "counts", "on"],
                condition=Q(known_until__isnull=True),
            ),
            models.CheckConstraint(name="a_count_is_not_below_nought", condition=Q(number__gte=0)),
        ]
