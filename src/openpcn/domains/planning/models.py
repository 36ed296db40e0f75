"""Plans with their versions, and change cases with their steps: dated, owned, guarded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from openpcn.domains.planning.vocabulary import CaseKind, Made, Stage
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.models.drafts import Guarded


class Plan(Guarded):
    """A question about the networks of an area on a day, and the versions of an answer."""

    within = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    as_at = models.DateField()
    smallest = models.IntegerField()
    largest = models.IntegerField()
    asked = models.JSONField(default=dict)
    """What was asked: kind of question, networks, number of networks, dials and locks."""
    job = models.BigIntegerField(null=True)
    """The newest job that works on it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_plan_has_a_band", condition=Q(smallest__gt=0, largest__gte=F("smallest"))
            )
        ]


class PlanVersion(models.Model):
    """One answer that was kept: which practice is in which network."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    title = models.CharField(max_length=200)
    made = models.CharField(max_length=10, choices=Made)
    note = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    network_of = models.JSONField()
    score = models.JSONField(default=dict)
    """What was shown when it was kept: sizes, distance, bound, gap."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="versions_of_a_plan_are_numbered", fields=["plan", "number"]
            )
        ]


class ChangeCase(Guarded):
    """A change to a network from application to effect."""

    kind = models.CharField(max_length=10, choices=CaseKind)
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    """The network or practice that asks."""
    within = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.APPLICATION)
    effective_on = models.DateField(null=True)
    moves = models.JSONField(default=dict)
    """Practice to the network that it would join (empty text: none)."""
    application = models.TextField(blank=True)
    engagement = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    recorded = models.JSONField(default=dict)
    """What was written into the registry when it came into effect: codes and lines."""
    version = models.ForeignKey(
        PlanVersion, null=True, on_delete=models.PROTECT, related_name="cases"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_is_approved_has_a_day",
                condition=~Q(stage__in=[Stage.APPROVED, Stage.IN_EFFECT])
                | Q(effective_on__isnull=False),
            )
        ]


class CaseStep(models.Model):
    """A change case came to a stage on a day; a record that is shown."""

    case = models.ForeignKey(ChangeCase, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=12, choices=Stage)
    on = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
