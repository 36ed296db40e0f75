"""The recorded counts of a network, every version that was known by a moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from openpcn.domains.agreements.models import RecordedCount


@dataclass(frozen=True, kw_only=True)
class CountAnswer:
    """A count of a day in one version."""

    id: int
    network_id: int
    counts: str
    counts_words: str
    number: Decimal
    on: date
    source: str
    known_from: datetime
    is_current: bool
    """Whether it is what was known at the moment asked for."""


def recorded_counts(network_id: int, *, as_known: datetime | None = None) -> list[CountAnswer]:
    """Every version of one network known by a moment (now, if none is named), the oldest first."""
    return recorded_counts_of([network_id], as_known=as_known)


def recorded_counts_of(
    network_ids: Collection[int], *, as_known: datetime | None = None
) -> list[CountAnswer]:
    """Every version of some networks known by a moment, the oldest first, in one question.

    One that was taken back by then, with no other in its place, is left out with all its versions.
    """
    moment = as_known or timezone.now()
    rows = RecordedCount.objects.filter(network_id__in=network_ids, known_from__lte=moment)
    held = list(rows.order_by("known_from", "id"))
    standing = {
        (row.network_id, row.counts, row.on): row.pk
        for row in held
        if row.known_until is None or row.known_until > moment
    }
    return [
        CountAnswer(
            id=row.pk,
            network_id=row.network_id,
            counts=row.counts,
            counts_words=row.get_counts_display(),
            number=row.number,
            on=row.on,
            source=row.source,
            known_from=row.known_from,
            is_current=standing[row.network_id, row.counts, row.on] == row.pk,
        )
        for row in held
        if (row.network_id, row.counts, row.on) in standing
    ]
