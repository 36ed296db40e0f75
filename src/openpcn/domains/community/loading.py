"""How files and feeds enter: news becomes a version, the rest is left, what is gone is closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice

from django.utils import timezone

from openpcn.domains.community.models import Asset, AssetPlace, AssetVersion
from openpcn.domains.community.queries.versions import as_said
from openpcn.domains.community.saying import AssetSaid, Listed
from openpcn.domains.community.vocabulary import Basis, Standing
from openpcn.domains.community.writing import Stamp, chunks, free_keys, write_versions
from openpcn.domains.registry.queries.areas import find_postcodes

AT_ONCE = 2_000
A_DAY = timedelta(days=1)


@dataclass
class Landed:
    """What became of a list."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    met: set[int] = field(default_factory=set)
    """Assets that the list names."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a list comes from and how far its word goes."""

    name: str
    """The format of a file, or the address of a feed."""
    on: date
    """The day that it is about."""
    dataset_id: int
    carried: frozenset[str] | None = None
    """The fields of AssetSaid that it speaks of, others stay as they are held; None is all."""
    keeper_id: int | None = None
    """The organisation that keeps new entries."""
    is_outdated: bool = False
    """A later list of the source is held: this one adds what is not known, and changes nothing."""


def land_assets(
    listed: Iterable[Listed],
    *,
    source: str,
    on: date,
    dataset_id: int,
    carried: frozenset[str] | None = None,
    is_whole: bool = False,
    keeper_id: int | None = None,
    is_outdated: bool = False,
    within: Collection[str] | None = None,
) -> Landed:
    """Keep what a source lists on a day, inside the caller's transaction; see Source.

    `is_whole`: what it lists no longer is closed from that day; `within`: only what was listed
    under these areas, as the list is whole for them alone.
    """
    told = Source(
        name=source,
        on=on,
        dataset_id=dataset_id,
        carried=carried,
        keeper_id=keeper_id,
        is_outdated=is_outdated,
    )
    stamp = Stamp(at=timezone.now(), dataset_id=dataset_id)
    landed = Landed()
    rows = iter(listed)
    while chunk := list(islice(rows, AT_ONCE)):
        land_chunk({each.external_id: each for each in chunk}, landed, told, stamp)
    if is_whole and not is_outdated:
        close_missing(landed, told, stamp, within=within)
    return landed


def land_chunk(wanted: dict[str, Listed], landed: Landed, source: Source, stamp: Stamp) -> None:
    """Some entries of a list by what their source calls them."""
    held = held_assets(wanted, source)
    known = described([one.pk for one in held.values()])
    made = make_assets([each for name, each in wanted.items() if name not in held], source)
    every = held | made
    fresh = [(every[name], each) for name, each in wanted.items() if every[name].pk not in known]
    news = [
        (held[name], each)
        for name, each in wanted.items()
        if name in held
        and held[name].pk in known
        and held[name].said != each.fingerprint
        and not source.is_outdated
    ]
    landed.added += len(fresh)
    landed.changed += len(news)
    landed.unchanged += len(wanted) - len(fresh) - len(news)
    landed.met |= {one.pk for one in every.values()}
    write_versions(
        [row for one, each in fresh for row in life_of(one.pk, each, source.on)],
        stamp,
        source=source.name,
    )
    write_news(news, source, stamp)
    spoke = [(one, each) for one, each in (*fresh, *news) if one.said != each.fingerprint]
    for one, each in spoke:
        one.said = each.fingerprint
    Asset.objects.bulk_update([one for one, _ in spoke], ["said"], batch_size=500)


def held_assets(wanted: dict[str, Listed], source: Source) -> dict[str, Asset]:
    """The entries that were met before, by what their source calls them."""
    return {
        one.external_id: one
        for part in chunks(list(wanted))
        for one in Asset.objects.filter(source=source.name, external_id__in=part)
    }


def described(numbers: list[int]) -> set[int]:
    """Those of some assets that something is said of now."""
    current = AssetVersion.objects.filter(known_until__isnull=True)
    return {
        number
        for part in chunks(numbers)
        for number in current.filter(asset_id__in=part).values_list("asset_id", flat=True)
    }


def make_assets(new: list[Listed], source: Source) -> dict[str, Asset]:
    """Identities for what was not met before."""
    keys = free_keys(Asset, [each.key for each in new])
    made = Asset.objects.bulk_create(
        [
            Asset(
                key=keys[each.key],
                keeper_id=source.keeper_id,
                source=source.name,
                external_id=each.external_id,
                said=each.fingerprint,
            )
            for each in new
        ]
    )
    return {one.external_id: one for one in made}


def write_news(news: list[tuple[Asset, Listed]], source: Source, stamp: Stamp) -> None:
    """What a source says anew, each from its day."""
    days = {one.pk: news_on(each, source.on) for one, each in news}
    said = merged([(one.pk, each.said) for one, each in news], source.on, source.carried)
    for day in set(days.values()):
        take_back_same_day([number for number, _ in said if days[number] == day], day, stamp)
    write_versions([(number, days[number], one) for number, one in said], stamp, source=source.name)


def life_of(number: int, each: Listed, on: date) -> list[tuple[int, date, AssetSaid]]:
    """A new entry from its first day on; one that has closed was open until its last day."""
    if each.opened_on is None or each.opened_on >= on:
        return [(number, on, each.said)]
    if each.closed_on is None or each.said.standing == Standing.ACTIVE:
        return [(number, each.opened_on, each.said)]
    return [
        (number, each.opened_on, replace(each.said, standing=Standing.ACTIVE)),
        (number, each.closed_on + A_DAY, each.said),
    ]


def news_on(each: Listed, on: date) -> date:
    """From when what a source says anew holds: a closure from the day after the last one."""
    if each.said.standing == Standing.DEFUNCT and each.closed_on is not None:
        return each.closed_on + A_DAY
    return on


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


def close_missing(
    landed: Landed, source: Source, stamp: Stamp, *, within: Collection[str] | None
) -> None:
    """Close what the source lists no longer."""
    listed = Asset.objects.filter(source=source.name).values_list("pk", flat=True)
    gone = [number for number in listed if number not in landed.met]
    for part in chunks(gone):
        rows = [
            (number, source.on, replace(said, standing=Standing.DEFUNCT))
            for number, said in as_said(part, on=source.on).items()
            if said.standing == Standing.ACTIVE and (within is None or areas_of(said) & {*within})
        ]
        numbers = [number for number, _, _ in rows]
        take_back_same_day(numbers, source.on, stamp)
        write_versions(rows, stamp, source=source.name)
        landed.closed += len(rows)
        Asset.objects.filter(pk__in=numbers).update(said="")


def areas_of(said: AssetSaid) -> set[str]:
    """The areas that a list puts an asset under."""
    return {str(area.get("name", "")) for area in said.service_areas}


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


def fill_points() -> int:
    """Give places their postcode's point where a file that is held knows it by now; how many."""
    places = list(AssetPlace.objects.filter(easting__isnull=True).exclude(postcode=""))
    known = find_postcodes({one.postcode for one in places})
    found = []
    for one in places:
        if at := known.get("".join(one.postcode.split()).upper()):
            one.easting, one.northing, one.basis = at.easting, at.northing, Basis.POSTCODE
            found.append(one)
    AssetPlace.objects.bulk_update(found, ["easting", "northing", "basis"], batch_size=500)
    return len(found)
