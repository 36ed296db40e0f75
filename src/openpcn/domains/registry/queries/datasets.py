"""Which files are held, and what a person should know about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from openpcn.domains.registry.holdings import holds_demonstration, holds_published_data
from openpcn.domains.registry.models import DataFinding, Dataset
from openpcn.kernel.errors import NotFound

__all__ = [
    "DatasetAnswer",
    "FindingAnswer",
    "counted",
    "dataset",
    "datasets",
    "findings",
    "holds_demonstration",
    "holds_published_data",
]


@dataclass(frozen=True, kw_only=True)
class DatasetAnswer:
    """One file as it was loaded."""

    id: int
    format: str
    title: str
    file_name: str
    publisher: str
    licence: str
    period_on: date | None
    period_basis: str
    rows_read: int
    rows_kept: int
    rows_rejected: int
    passed_over: dict[str, int]
    joins: dict[str, Any]
    known_from: datetime
    known_until: datetime | None
    loaded_by: str
    is_demonstration: bool


@dataclass(frozen=True, kw_only=True)
class FindingAnswer:
    """Something that a person should know, in words."""

    dataset_id: int | None
    file_name: str
    code: str
    severity: str
    message: str
    next_step: str
    line: int | None
    subject_code: str


def datasets(*, as_known: datetime | None = None) -> list[DatasetAnswer]:
    """The files that count, by what they are and the period they are about."""
    held = Dataset.objects.filter(counted(as_known)).select_related("loaded_by")
    return [dataset_from(row) for row in held.order_by("title", "period_on", "file_name", "id")]


def dataset(number: int) -> DatasetAnswer:
    """One file, withdrawn ones included."""
    row = Dataset.objects.filter(id=number).select_related("loaded_by").first()
    if row is None:
        raise NotFound(
            f"No file with the number {number} is held.", next_step="See Data and quality."
        )
    return dataset_from(row)


def findings(
    *,
    dataset_id: int | None = None,
    code: str | None = None,
    subject_code: str | None = None,
    as_known: datetime | None = None,
    limit: int | None = None,
) -> list[FindingAnswer]:
    """What there is to know about the data, the gravest first."""
    held = findings_where(dataset_id, code, subject_code, as_known)
    rows = held.select_related("dataset").order_by("severity", "code", "dataset_id", "line", "id")
    return [
        FindingAnswer(
            dataset_id=row.dataset_id,
            file_name=row.dataset.file_name if row.dataset else "",
            code=row.code,
            severity=row.severity,
            message=row.message,
            next_step=row.next_step,
            line=row.line,
            subject_code=row.subject_code,
        )
        for row in (rows[:limit] if limit else rows)
    ]


def findings_where(
    dataset_id: int | None, code: str | None, subject_code: str | None, as_known: datetime | None
) -> QuerySet[DataFinding]:
    """Findings that count, narrowed by what is named."""
    held = DataFinding.objects.filter(counted(as_known))
    held = held.filter(Q(dataset__isnull=True) | counted(as_known, "dataset__"))
    if dataset_id is not None:
        held = held.filter(dataset_id=dataset_id)
    if code is not None:
        held = held.filter(code=code)
    return held if subject_code is None else held.filter(subject_code=subject_code)


def counted(as_known: datetime | None, prefix: str = "") -> Q:
    """What was known at a moment; now, where none is named."""
    if as_known is None:
        return Q(**{f"{prefix}known_until__isnull": True})
    return Q(**{f"{prefix}known_from__lte": as_known}) & (
        Q(**{f"{prefix}known_until__isnull": True}) | Q(**{f"{prefix}known_until__gt": as_known})
    )


def dataset_from(row: Dataset) -> DatasetAnswer:
    """A file as an answer."""
    return DatasetAnswer(
        id=row.pk,
        format=row.format,
        title=row.title,
        file_name=row.file_name,
        publisher=row.publisher,
        licence=row.licence,
        period_on=row.period_on,
        period_basis=row.period_basis,
        rows_read=row.rows_read,
        rows_kept=row.rows_kept,
        rows_rejected=row.rows_rejected,
        passed_over=row.passed_over,
        joins=row.joins,
        known_from=row.known_from,
        known_until=row.known_until,
        loaded_by=row.loaded_by.get_full_name() or row.loaded_by.username if row.loaded_by else "",
        is_demonstration=row.is_demonstration,
    )
