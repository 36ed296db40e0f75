"""Accounts and the audit trail."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """Someone who can sign in; what they may do follows from the roles their person holds."""

    is_demonstration = models.BooleanField(default=False)


class AuditEvent(models.Model):
    """Who did what, when; for investigation, never read by behaviour."""

    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"])]
