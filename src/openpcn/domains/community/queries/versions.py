"""The version of each asset that holds on a day, and what it says in the shape it is written in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from openpcn.domains.community.models import (
    AssetLanguage,
    AssetPlace,
    AssetTerm,
    AssetTheme,
    AssetTime,
    AssetVersion,
    ProviderDetail,
)
from openpcn.domains.community.saying import (
    PLAIN_FIELDS,
    AssetSaid,
    PlaceSaid,
    ProviderSaid,
    TermSaid,
    TimeSaid,
)
from openpcn.domains.community.writing import PROVIDER_FIELDS
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import grouped
from openpcn.kernel.when import When


def newest(when: When) -> QuerySet[AssetVersion]:
    """For each asset the last version that starts by the day, as it was known."""
    known = counted(when.as_known)
    later = AssetVersion.objects.filter(
        known,
        asset_id=OuterRef("asset_id"),
        starts_on__gt=OuterRef("starts_on"),
        starts_on__lte=when.as_at,
    )
    return AssetVersion.objects.filter(known, ~Exists(later), starts_on__lte=when.as_at)


def as_said(assets: Collection[int], *, on: date | None = None) -> dict[int, AssetSaid]:
    """What is said of some assets on a day (today), by the number of the asset."""
    when = When(as_at=on or timezone.localdate())
    rows = list(newest(when).filter(asset_id__in=assets))
    return {row.asset_id: said for row, said in zip(rows, said_by(rows), strict=True)}


def said_by(rows: list[AssetVersion]) -> list[AssetSaid]:
    """What some versions say, in the shape that they were written in."""
    numbers = [row.pk for row in rows]
    providers = provider_words({row.provider_id for row in rows if row.provider_id})
    places, times = parts_of(AssetPlace, numbers), parts_of(AssetTime, numbers)
    languages, themes = parts_of(AssetLanguage, numbers), parts_of(AssetTheme, numbers)
    terms = parts_of(AssetTerm, numbers, "term__parent")
    return [
        AssetSaid(
            **{name: getattr(row, name) for name in PLAIN_FIELDS},
            provider=providers.get(row.provider_id or 0),
            places=tuple(shaped(PlaceSaid, each) for each in places[row.pk]),
            times=tuple(shaped(TimeSaid, each) for each in times[row.pk]),
            languages=tuple(each.code for each in languages[row.pk]),
            themes=tuple(each.theme for each in themes[row.pk]),
            terms=tuple(term_said(each) for each in terms[row.pk]),
        )
        for row in rows
    ]


def parts_of(kind: type[Model], versions: Collection[int], *related: str) -> dict[int, list[Any]]:
    """The rows of one kind that some versions consist of, by version."""
    rows = kind._default_manager.filter(version_id__in=versions).order_by("id")
    return grouped(rows.select_related(*related) if related else rows, "version_id")


def provider_words(numbers: Collection[int]) -> dict[int, ProviderSaid]:
    """What some providers are called now."""
    rows = ProviderDetail.objects.filter(Q(known_until__isnull=True), provider_id__in=numbers)
    return {
        row.provider_id: ProviderSaid(
            external_id=row.provider.external_id,
            key=row.provider.key,
            **{name: getattr(row, name) for name in PROVIDER_FIELDS},
        )
        for row in rows.select_related("provider")
    }


def term_said(row: AssetTerm) -> TermSaid:
    """A term as its source said it."""
    term = row.term
    return TermSaid(
        taxonomy=term.taxonomy,
        code=term.code,
        name=term.name,
        key=term.key,
        description=term.description,
        uri=term.uri,
        parent=term.parent.code if term.parent else "",
        link_type=row.link_type,
    )


def shaped(kind: type[Any], row: Any) -> Any:
    """A row as the value that it was written from."""
    return kind(**{each.name: getattr(row, each.name) for each in fields(kind)})
