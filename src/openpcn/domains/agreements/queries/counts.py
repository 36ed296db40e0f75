"""The recorded counts of a network, every version that was known by a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from openpcn.domains.agreements.models import RecordedCount


@dataclass(frozen=True, kw_only=True)
class CountAnswer:
    """A count of a day in one version."""

    id: int
    counts: str
    counts_words: str
    number: Decimal
    on: date
    source: str
    known_from: datetime
    is_current: bool
    """Whether it is what was known at the moment asked for."""


def recorded_counts(network_id: int, *, as_known: datetime | None = None) -> list[CountAnswer]:
    """Every version known by a moment (now, if none is named), the oldest first.

    One that was taken back by then, with no other in its place, is left out with all its versions.
    """
    moment = as_known or timezone.now()
    rows = RecordedCount.objects.filter(network_id=network_id, known_from__lte=moment)
    current = rows.filter(Q(known_until__isnull=True) | Q(known_until__gt=moment))
    standing = {(row.counts, row.on): row.pk for row in current}
    return [
        CountAnswer(
            id=row.pk,
            counts=row.counts,
            counts_words=row.get_counts_display(),
            number=row.number,
            on=row.on,
            source=row.source,
            known_from=row.known_from,
            is_current=standing[row.counts, row.on] == row.pk,
        )
        for row in rows.order_by("known_from", "id")
        if (row.counts, row.on) in standing
    ]
