"""A report: what it said, about whom and which day, who made it, issued it and withdrew it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from openpcn.domains.registry.models import Organisation
from openpcn.domains.reports.vocabulary import Kind, State


class Report(models.Model):
    """One report with its words and numbers as they were when it was made."""

    kind = models.CharField(max_length=20, choices=Kind)
    within = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    as_at = models.DateField()
    title = models.CharField(max_length=300)
    document = models.JSONField()
    """Its parts, from which every form of it is made."""
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_issued_report_says_when",
                condition=Q(state=State.DRAFT, issued_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(issued_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_withdrawn_report_says_why",
                condition=(~Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=True))
                | (Q(state=State.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
            ),
        ]
