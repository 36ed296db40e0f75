"""What people do with assets: checks, asking, plans, hand-overs, what follows, double entries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from openpcn.domains.community.models import (
    AssetVersion,
    Became,
    Chase,
    Check,
    Custody,
    Distinct,
    Engagement,
    Merge,
)
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class CheckAnswer:
    """Somebody asked whether an entry is right."""

    id: int
    checked_on: date
    checked_as: str
    words: str
    asked: str
    note: str
    by: str
    by_id: int | None


@dataclass(frozen=True, kw_only=True)
class EngagementAnswer:
    """How far a network has come with an asset."""

    id: int
    asset_id: int
    network_id: int
    network_code: str
    network_name: str
    stage: str
    stage_words: str
    lead: str
    next_step: str
    next_step_on: date | None
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class CustodyAnswer:
    """Who safeguards an asset."""

    id: int
    steward: str
    reason: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class BecameAnswer:
    """What came before or after an asset."""

    id: int
    asset_id: int
    successor_id: int
    words: str
    on: date
    note: str


@dataclass(frozen=True, kw_only=True)
class MergeAnswer:
    """An entry that is read at another one."""

    asset_id: int
    because: str
    on: date
    by: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that was said of an asset: by whom, when, and whether it still counts."""

    name: str
    starts_on: date
    known_from: datetime
    known_until: datetime | None
    by: str


def checks(asset: int, *, when: When) -> list[CheckAnswer]:
    """The checks of an asset, the newest first."""
    held = Check.objects.filter(counted(when.as_known), asset_id=asset)
    return [
        CheckAnswer(
            id=one.pk,
            checked_on=one.checked_on,
            checked_as=one.checked_as,
            words=one.get_checked_as_display(),
            asked=one.asked,
            note=one.note,
            by=name_of(one.recorded_by),
            by_id=one.recorded_by_id,
        )
        for one in held.select_related("recorded_by").order_by("-checked_on", "-id")
    ]


def last_asked(assets: Collection[int], *, when: When) -> dict[int, date]:
    """When the owner of each asset was last asked to look at its entry."""
    held = Chase.objects.filter(counted(when.as_known), asset_id__in=assets)
    rows = held.values_list("asset_id").annotate(last=Max("asked_on"))
    return dict(rows)


def engagements(
    *, when: When, asset: int | None = None, networks: Collection[int] | None = None
) -> list[EngagementAnswer]:
    """The stage of each network with each asset on the day; the last one that has begun counts."""
    held = Engagement.objects.filter(counted(when.as_known), starts_on__lte=when.as_at)
    if asset is not None:
        held = held.filter(asset_id=asset)
    if networks is not None:
        held = held.filter(network_id__in=networks)
    last = {(one.asset_id, one.network_id): one for one in held.order_by("starts_on", "id")}
    return engaged(list(last.values()), when=when)


def steps(asset: int, *, when: When) -> list[EngagementAnswer]:
    """Every step that networks took with an asset, the newest first."""
    held = Engagement.objects.filter(counted(when.as_known), asset_id=asset)
    return engaged(list(held.order_by("-starts_on", "-id")), when=when)


def engaged(rows: list[Engagement], *, when: When) -> list[EngagementAnswer]:
    """Rows with the names of their networks."""
    ids = {one.network_id for one in rows}
    named = organisations_by_id(ids, when=when) if ids else {}
    return [
        EngagementAnswer(
            id=one.pk,
            asset_id=one.asset_id,
            network_id=one.network_id,
            network_code=named[one.network_id].code,
            network_name=named[one.network_id].name,
            stage=one.stage,
            stage_words=one.get_stage_display(),
            lead=one.lead,
            next_step=one.next_step,
            next_step_on=one.next_step_on,
            starts_on=one.starts_on,
        )
        for one in rows
        if one.network_id in named
    ]


def custodies(asset: int, *, when: When) -> list[CustodyAnswer]:
    """Who has safeguarded an asset, the newest first."""
    held = Custody.objects.filter(counted(when.as_known), asset_id=asset)
    return [
        CustodyAnswer(
            id=one.pk,
            steward=one.steward,
            reason=one.reason,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in held.order_by("-starts_on")
    ]


def successors(asset: int, *, when: When) -> list[BecameAnswer]:
    """What an asset became."""
    return became(Became.objects.filter(counted(when.as_known), asset_id=asset))


def predecessors(asset: int, *, when: When) -> list[BecameAnswer]:
    """What an asset came from."""
    return became(Became.objects.filter(counted(when.as_known), successor_id=asset))


def became(held: QuerySet[Became]) -> list[BecameAnswer]:
    """Links between assets, the oldest first."""
    return [
        BecameAnswer(
            id=one.pk,
            asset_id=one.asset_id,
            successor_id=one.successor_id,
            words=one.get_became_as_display(),
            on=one.on,
            note=one.note,
        )
        for one in held.order_by("on", "id")
    ]


def merged_into(asset: int, *, when: When) -> int | None:
    """The entry at which an entry is read, if it is read at another one."""
    held = Merge.objects.filter(counted(when.as_known), asset_id=asset)
    return held.values_list("into_id", flat=True).first()


def merged_here(asset: int, *, when: When) -> list[MergeAnswer]:
    """The entries that are read at this one, each with the reason, who said so and when."""
    held = Merge.objects.filter(counted(when.as_known), into_id=asset)
    return [
        MergeAnswer(
            asset_id=one.asset_id,
            because=one.because,
            on=timezone.localdate(one.known_from),
            by=name_of(one.recorded_by),
        )
        for one in held.select_related("recorded_by").order_by("id")
    ]


def told_apart() -> set[tuple[int, int]]:
    """Pairs of entries that somebody has said to be two assets."""
    held = Distinct.objects.filter(known_until__isnull=True)
    return set(held.values_list("one_id", "other_id"))


def changes(asset: int) -> list[Change]:
    """All that was ever said of an asset, the newest first."""
    rows = AssetVersion.objects.filter(asset_id=asset).select_related("recorded_by", "dataset")
    return [
        Change(
            name=row.name,
            starts_on=row.starts_on,
            known_from=row.known_from,
            known_until=row.known_until,
            by=name_of(row.recorded_by)
            if row.recorded_by
            else (row.dataset.title if row.dataset else ""),
        )
        for row in rows.order_by("-known_from", "-id")
    ]


def name_of(account: Any) -> str:
    """What somebody is called."""
    return str(account.get_full_name() or account.username)
