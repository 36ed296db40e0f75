"""Local variation agreements: a sum in place of national lines, with who agreed and approved."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Held, ends_after_it_starts, one_current


class LocalVariation(Held):
    """A network is paid a sum for whole months of a contract year in place of national lines."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    year = models.CharField(max_length=7)
    """A contract year as it is written: 2026/27."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    replaces = models.JSONField(default=list)
    """Codes of the national lines that it stands in place of."""
    pounds = models.DecimalField(max_digits=12, decimal_places=2)
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=200)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_current(
                "a_variation_of_a_title_starts_once_on_a_day", "network", "title", "starts_on"
            ),
            ends_after_it_starts("a_variation_ends_after_it_starts"),
            models.CheckConstraint(name="a_variation_pays_something", condition=Q(pounds__gt=0)),
        ]


class VariationConsent(models.Model):
    """A practice of the network agrees to a variation."""

    variation = models.ForeignKey(LocalVariation, on_delete=models.CASCADE, related_name="consents")
    practice = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_practice_agrees_to_a_variation_once", fields=["variation", "practice"]
            )
        ]
