"""How files and feeds enter: news becomes a version, the rest is left, what is gone is closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from django.utils import timezone

from openpcn.domains.community.models import Asset, AssetVersion
from openpcn.domains.community.queries.versions import as_said
from openpcn.domains.community.saying import AssetSaid, Listed
from openpcn.domains.community.vocabulary import Standing
from openpcn.domains.community.writing import Stamp, chunks, free_keys, write_versions

AT_ONCE = 2_000


@dataclass
class Landed:
    """What became of a list."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    met: set[int] = field(default_factory=set)
    """Assets that the list names."""


def land_assets(
    listed: Iterable[Listed],
    *,
    source: str,
    on: date,
    dataset_id: int,
    carried: frozenset[str] | None = None,
    is_whole: bool = False,
    keeper_id: int | None = None,
) -> Landed:
    """Keep what a source lists on a day, inside the caller's transaction.

    `carried` names the fields of AssetSaid that this source speaks of: others stay as people
    recorded them; None is all of them. `is_whole`: what it lists no longer is closed from that
    day. `keeper_id` is the organisation that keeps new entries.
    """
    stamp = Stamp(at=timezone.now(), dataset_id=dataset_id)
    landed = Landed()
    rows = iter(listed)
    while chunk := list(islice(rows, AT_ONCE)):
        land_chunk(chunk, landed, source, on, stamp, carried, keeper_id)
    if is_whole:
        close_missing(landed, source=source, on=on, stamp=stamp)
    return landed


def land_chunk(
    chunk: list[Listed],
    landed: Landed,
    source: str,
    on: date,
    stamp: Stamp,
    carried: frozenset[str] | None,
    keeper_id: int | None,
) -> None:
    """Some rows of a list; of two with one id, the last counts."""
    wanted = {each.external_id: each for each in chunk}
    held = {
        one.external_id: one
        for part in chunks(list(wanted))
        for one in Asset.objects.filter(source=source, external_id__in=part)
    }
    new = [each for each in wanted.values() if each.external_id not in held]
    keys = free_keys(Asset, [each.key for each in new])
    made = Asset.objects.bulk_create(
        [
            Asset(
                key=keys[each.key],
                keeper_id=keeper_id,
                source=source,
                external_id=each.external_id,
                said=each.fingerprint,
            )
            for each in new
        ]
    )
    news = [
        (held[number], each)
        for number, each in wanted.items()
        if number in held and held[number].said != each.fingerprint
    ]
    landed.added += len(new)
    landed.changed += len(news)
    landed.unchanged += len(wanted) - len(new) - len(news)
    landed.met |= {one.pk for one in held.values()} | {one.pk for one in made}
    said = merged([(one.pk, each.said) for one, each in news], on, carried)
    take_back_same_day([number for number, _ in said], on, stamp)
    rows = [(one.pk, on, each.said) for one, each in zip(made, new, strict=True)]
    write_versions(rows + [(number, on, one) for number, one in said], stamp, source=source)
    for one, each in news:
        one.said = each.fingerprint
    Asset.objects.bulk_update([one for one, _ in news], ["said"], batch_size=500)


def merged(
    news: list[tuple[int, AssetSaid]], on: date, carried: frozenset[str] | None
) -> list[tuple[int, AssetSaid]]:
    """What a source says now, with what it does not speak of as it was held."""
    if carried is None or not news:
        return news
    held = as_said([number for number, _ in news], on=on)
    return [
        (
            number,
            replace(held[number], **{name: getattr(said, name) for name in carried})
            if number in held
            else said,
        )
        for number, said in news
    ]


def take_back_same_day(numbers: list[int], on: date, stamp: Stamp) -> None:
    """A second word about one day takes the place of the first."""
    for part in chunks(numbers):
        held = AssetVersion.objects.filter(
            asset_id__in=part, starts_on=on, known_until__isnull=True
        )
        held.update(known_until=stamp.at)


def close_missing(landed: Landed, *, source: str, on: date, stamp: Stamp) -> None:
    """Close what the source lists no longer."""
    listed = Asset.objects.filter(source=source).values_list("pk", flat=True)
    gone = [number for number in listed if number not in landed.met]
    for part in chunks(gone):
        standing = as_said(part, on=on)
        rows = [
            (number, on, replace(said, standing=Standing.DEFUNCT))
            for number, said in standing.items()
            if said.standing == Standing.ACTIVE
        ]
        take_back_same_day([number for number, _, _ in rows], on, stamp)
        write_versions(rows, stamp, source=source)
        landed.closed += len(rows)
        Asset.objects.filter(pk__in=[number for number, _, _ in rows]).update(said="")


def withdraw_loaded(dataset_id: int) -> None:
    """Let what a file or feed said count no more; what it replaced counts again."""
    now = timezone.now()
    mine = AssetVersion.objects.filter(dataset_id=dataset_id, known_until__isnull=True)
    replaced_at = set(mine.values_list("known_from", flat=True))
    assets = list(mine.values_list("asset_id", flat=True))
    mine.update(known_until=now)
    for part in chunks(assets):
        before = AssetVersion.objects.filter(
            asset_id__in=part, known_until__in=replaced_at
        ).exclude(dataset_id=dataset_id)
        before.update(known_until=None)
        Asset.objects.filter(pk__in=part).update(said="")
