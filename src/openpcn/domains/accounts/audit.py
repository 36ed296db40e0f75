"""The audit trail: who did what, when; written last in every action, read only to investigate."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent


def record_event(
    action: str, subject: Model, *, by: Account | None, detail: dict[str, Any] | None = None
) -> AuditEvent:
    """Keep that somebody (or the program itself) did something to a record."""
    return AuditEvent.objects.create(
        at=timezone.now(),
        account=by,
        action=action,
        subject_type=subject._meta.model_name or "",
        subject_id=str(subject.pk),
        detail=detail or {},
    )
