"""Sessions outside ordinary hours: planned, and delivered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openpcn.domains.agreements.vocabulary import Mode
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.dating import Held


class AccessSession(Held):
    """One session of a network on a day; what was delivered is known afterwards."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    held_at = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The practice or hub where it is held."""
    on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    clinicians = models.PositiveSmallIntegerField(default=1)
    mode = models.CharField(max_length=10, choices=Mode)
    delivered_minutes = models.PositiveIntegerField(null=True)
    """Minutes of all clinicians together; empty until somebody has recorded them."""
    reason = models.CharField(max_length=300, blank=True)
    """Why less was delivered than planned."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="a_session_has_a_clinician", condition=Q(clinicians__gte=1)
            ),
        ]
        indexes = [models.Index(fields=["network", "on"])]
