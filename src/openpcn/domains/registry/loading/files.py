"""A file lands: what it is, when it became known, what it showed, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry import bulk
from openpcn.domains.registry.models import Dataset

MANY_ROWS = 1_000
"""From here on a file changes what the database should know of its tables."""


@dataclass(frozen=True, kw_only=True)
class Landing:
    """A file that is being loaded: everything it says hangs on it and is known from `at`."""

    dataset_id: int
    at: datetime
    period_on: date | None


class Found(NamedTuple):
    """Something in a file that a person should know."""

    code: str
    severity: str
    message: str
    next_step: str = ""
    line: int | None = None
    subject_code: str = ""


def find_loaded(*, fingerprint: str, format: str) -> int | None:  # noqa: A002
    """The number of the file with the same content and format that counts now, if there is one."""
    held = Dataset.objects.filter(fingerprint=fingerprint, format=format, known_until__isnull=True)
    return held.values_list("id", flat=True).first()


def open_dataset(
    *,
    format: str,  # noqa: A002
    title: str,
    file_name: str,
    fingerprint: str,
    publisher: str,
    licence: str,
    period_on: date | None,
    period_basis: str,
    is_complete: bool = False,
    is_demonstration: bool = False,
    by: Account | None = None,
    at: datetime | None = None,
) -> Landing:
    """Begin a file. `is_complete`: it lists every organisation, so that absence means something."""
    known_from = at or timezone.now()
    row = Dataset.objects.create(
        format=format,
        title=title,
        file_name=file_name,
        fingerprint=fingerprint,
        publisher=publisher,
        licence=licence,
        period_on=period_on,
        period_basis=period_basis,
        is_complete=is_complete,
        is_demonstration=is_demonstration,
        loaded_by=by,
        known_from=known_from,
    )
    return Landing(dataset_id=row.pk, at=known_from, period_on=period_on)


def close_dataset(
    landing: Landing,
    *,
    rows_read: int,
    rows_kept: int,
    rows_rejected: int,
    passed_over: Mapping[str, int] | None = None,
    is_complete: bool | None = None,
) -> None:
    """End a file with its counts."""
    known = {} if is_complete is None else {"is_complete": is_complete}
    Dataset.objects.filter(id=landing.dataset_id).update(
        rows_read=rows_read,
        rows_kept=rows_kept,
        rows_rejected=rows_rejected,
        passed_over=dict(passed_over or {}),
        **known,
    )
    if rows_kept >= MANY_ROWS:
        bulk.refresh_statistics()


def record_joins(dataset_id: int, joins: Mapping[str, Any]) -> None:
    """Keep how a file joined with the others held."""
    Dataset.objects.filter(id=dataset_id).update(joins=dict(joins))


def record_findings(landing: Landing, findings: Iterable[Found]) -> int:
    """Keep what a file showed."""
    return bulk.insert(
        "registry_datafinding",
        (
            "dataset_id", "code", "severity", "message", "next_step", "line", "subject_code",
            "known_from",
        ),
        ((landing.dataset_id, *found, landing.at) for found in findings),
    )  # fmt: skip
