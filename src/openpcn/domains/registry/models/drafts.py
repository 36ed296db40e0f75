"""Drafts that show themselves to nobody early, and the reasons people put in writing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models.datasets import Dataset
from openpcn.domains.registry.models.dating import ends_after_it_starts
from openpcn.domains.registry.models.organisations import Organisation
from openpcn.domains.registry.vocabulary import State


class Guarded(models.Model):
    """A draft with an owner and a state; nothing shows it to anybody else before its time."""

    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.PRIVATE)
    shared_with = models.ManyToManyField(Organisation, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class NeighbourhoodMap(Guarded):
    """A division of the land into neighbourhoods, in force from a day to a day."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [ends_after_it_starts("neighbourhood_map_ends_after_it_starts")]


class Future(Guarded):
    """A possible map of networks: today's, with changes, from a day on."""

    within = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="futures")
    effective_on = models.DateField()
    reason = models.TextField(blank=True)


class FutureChange(models.Model):
    """One practice joins another network in a future (empty: leaves all)."""

    future = models.ForeignKey(Future, on_delete=models.CASCADE, related_name="changes")
    practice = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    new_network = models.CharField(max_length=8, blank=True)
    """NEW-1 and so on: a network of this future that has no code yet."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_practice_changes_once_in_a_future", fields=["future", "practice"]
            ),
            models.CheckConstraint(
                name="a_practice_joins_one_network_in_a_future",
                condition=Q(network__isnull=True) | Q(new_network=""),
            ),
        ]


class Rationale(models.Model):
    """Why a network is outside the band, written, dated and signed."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rationales")
    text = models.TextField()
    signed_by = models.CharField(max_length=120)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [ends_after_it_starts("rationale_ends_after_it_starts")]
