"""What organisations are to each other, and the statements that is settled from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.registry.models.datasets import Dataset
from openpcn.domains.registry.models.dating import ends_after_it_starts
from openpcn.domains.registry.models.organisations import Organisation
from openpcn.domains.registry.vocabulary import Role


class Relationship(models.Model):
    """The subject is something to the object, from a day to a day; and since when we know it."""

    subject = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="relates_to")
    role = models.CharField(max_length=20, choices=Role)
    object = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="related_from")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    starts_after = models.DateField(null=True)
    """Where sources are snapshots: the last day seen without it; the change fell in between."""
    ends_before = models.DateField(null=True)
    """Where sources are snapshots: the first day seen without it."""
    basis = models.CharField(max_length=12, default="recorded")
    """dated (a source with dates), snapshot (a source for one day), or recorded (by a person)."""
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    dataset = models.ForeignKey(Dataset, null=True, on_delete=models.PROTECT)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            ends_after_it_starts("relationship_ends_after_it_starts"),
            models.CheckConstraint(
                name="nothing_relates_to_itself", condition=~Q(subject=F("object"))
            ),
        ]
        indexes = [
            models.Index(fields=["role", "subject", "starts_on"]),
            models.Index(fields=["role", "object", "starts_on"]),
        ]


class LinkStatement(models.Model):
    """What one file says one organisation is to another.

    Relationships are settled from all statements, so that the order of loading does not matter.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="statements")
    role = models.CharField(max_length=20, choices=Role)
    subject = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    object = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    """Empty: the file says that there is none (a practice in no network)."""
    is_snapshot = models.BooleanField()
    starts_on = models.DateField()
    """For a snapshot, the day of the file."""
    ends_on = models.DateField(null=True)
    line = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["role", "subject"])]
