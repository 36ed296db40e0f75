"""Files as they were loaded, and what a person should know about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from openpcn.domains.registry.models.dating import CURRENT


class Dataset(models.Model):
    """One file as it was loaded: what it is, where it came from, and whether it still counts."""

    format = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    publisher = models.CharField(max_length=120)
    licence = models.CharField(max_length=120)
    period_on = models.DateField(null=True)
    period_basis = models.CharField(max_length=10)
    rows_read = models.IntegerField(default=0)
    rows_kept = models.IntegerField(default=0)
    rows_rejected = models.IntegerField(default=0)
    passed_over = models.JSONField(default=dict)
    joins = models.JSONField(default=dict)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    is_complete = models.BooleanField(default=False)
    """It lists every organisation of its kind, so that a missing one means something."""
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_file_counts_once", fields=["fingerprint", "format"], condition=CURRENT
            )
        ]


class DataFinding(models.Model):
    """Something about the data that a person should know, in words."""

    dataset = models.ForeignKey(
        Dataset, null=True, on_delete=models.CASCADE, related_name="findings"
    )
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    next_step = models.TextField(blank=True)
    line = models.IntegerField(null=True)
    subject_code = models.CharField(max_length=20, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
