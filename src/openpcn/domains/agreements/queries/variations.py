"""The local variation agreements of networks, as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from openpcn.domains.agreements.models import LocalVariation


@dataclass(frozen=True, kw_only=True)
class VariationAnswer:
    """A sum for whole months of a contract year, in place of national lines."""

    id: int
    network_id: int
    title: str
    year: str
    starts_on: date
    ends_on: date
    replaces: tuple[str, ...]
    pounds: Decimal
    agreed_by: tuple[str, ...]
    """Codes of the practices that agree."""
    approved_on: date
    approved_by: str
    source: str
    known_from: datetime


def local_variations(
    network_ids: Collection[int], year: str, *, as_known: datetime | None = None
) -> list[VariationAnswer]:
    """Those of some networks in a contract year, known by a moment (now, if none is named)."""
    moment = as_known or timezone.now()
    standing = Q(known_until__isnull=True) | Q(known_until__gt=moment)
    rows = LocalVariation.objects.filter(
        standing, network_id__in=network_ids, year=year, known_from__lte=moment
    ).prefetch_related("consents__practice__codes")
    return [answer(row) for row in rows.order_by("starts_on", "title", "id")]


def answer(row: LocalVariation) -> VariationAnswer:
    """A row as others read it."""
    codes = (
        code.value
        for consent in row.consents.all()
        for code in consent.practice.codes.all()
        if code.scheme == "ods"
    )
    return VariationAnswer(
        id=row.pk,
        network_id=row.network_id,
        title=row.title,
        year=row.year,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        replaces=tuple(row.replaces),
        pounds=row.pounds,
        agreed_by=tuple(sorted(codes)),
        approved_on=row.approved_on,
        approved_by=row.approved_by,
        source=row.source,
        known_from=row.known_from,
    )
