"""What is recorded as done, by whom and when, and the days that are set locally."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from openpcn.domains.agreements.models import LocalDeadline, ObligationDone
from openpcn.domains.registry.queries.datasets import counted
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class DoneAnswer:
    """Something that was done, with its evidence."""

    id: int
    organisation_id: int
    obligation: str
    occurrence: str
    done_on: date
    evidence: str
    recorded_by: str
    recorded_on: date


@dataclass(frozen=True, kw_only=True)
class LocalDeadlineAnswer:
    """A day that was set locally."""

    id: int
    organisation_id: int
    obligation: str
    due_on: date | None
    day_of_month: int | None
    same_month: bool
    source: str


def done_by(
    organisation_ids: Collection[int], year: str, *, when: When
) -> dict[tuple[int, str, str], DoneAnswer]:
    """What organisations had done by the day, by organisation, obligation and occurrence."""
    rows = ObligationDone.objects.filter(
        counted(when.as_known),
        organisation_id__in=organisation_ids,
        year=year,
        done_on__lte=when.as_at,
    )
    return {
        (row.organisation_id, row.obligation, row.occurrence): DoneAnswer(
            id=row.pk,
            organisation_id=row.organisation_id,
            obligation=row.obligation,
            occurrence=row.occurrence,
            done_on=row.done_on,
            evidence=row.evidence,
            recorded_by=row.recorded_by.get_full_name() or row.recorded_by.get_username(),
            recorded_on=timezone.localtime(row.known_from).date(),
        )
        for row in rows.select_related("recorded_by")
    }


def local_deadlines(
    organisation_ids: Collection[int], year: str, *, when: When
) -> list[LocalDeadlineAnswer]:
    """The days that some organisations set for a year."""
    rows = LocalDeadline.objects.filter(
        counted(when.as_known), organisation_id__in=organisation_ids, year=year
    )
    return [
        LocalDeadlineAnswer(
            id=row.pk,
            organisation_id=row.organisation_id,
            obligation=row.obligation,
            due_on=row.due_on,
            day_of_month=row.day_of_month,
            same_month=row.same_month,
            source=row.source,
        )
        for row in rows.order_by("id")
    ]
