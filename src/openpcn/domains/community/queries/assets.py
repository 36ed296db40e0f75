"""The directory: assets that a viewer may read, found by words, kind, theme, language and time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from openpcn.domains.accounts.models import Account
from openpcn.domains.community.models import (
    Asset,
    AssetLanguage,
    AssetPlace,
    AssetTheme,
    AssetTime,
    AssetVersion,
    Merge,
    ProviderDetail,
)
from openpcn.domains.community.queries.many import listed
from openpcn.domains.community.queries.versions import newest, said_by
from openpcn.domains.community.queries.vouching import flags, last_checks, periods_of, with_a_flag
from openpcn.domains.community.saying import AssetSaid
from openpcn.domains.community.vocabulary import PartOfDay, Publication, Standing
from openpcn.domains.registry.permissions import circle_of, may_everywhere
from openpcn.domains.registry.queries.datasets import counted
from openpcn.kernel.when import When

NOON, EVENING = time(12), time(17)
WEEKDAYS, WEEKEND = ("MO", "TU", "WE", "TH", "FR"), ("SA", "SU")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; an empty field asks for nothing."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    theme: str = ""
    language: str = ""
    tier: str = ""
    part_of_day: str = ""
    step_free: bool = False
    free: bool = False
    closed: bool = False
    """Those that have closed as well."""
    loosely: bool = False
    """Also what does not tell its languages, its times, its cost or how one gets in."""
    placeless: bool = False
    """Only those that stand nowhere on the map."""


@dataclass(frozen=True, kw_only=True)
class AssetAnswer:
    """An asset as it is on the day."""

    id: int
    key: UUID
    version_id: int
    starts_on: date
    keeper_id: int | None
    source: str
    said: AssetSaid
    known_from: datetime
    checked_on: date | None
    """When somebody last vouched for it: a check, its publisher, or the day of its list."""
    checked_by: str
    flagged_on: date | None
    """When somebody found that it is not right, and nobody has put it right since."""

    @property
    def point(self) -> tuple[float, float] | None:
        """Where its first place with a point is: metres east and north."""
        found = (one for one in self.said.places if one.easting is not None)
        return next(((one.easting or 0.0, one.northing or 0.0) for one in found), None)

    @property
    def is_open(self) -> bool:
        """Whether it is there to be used."""
        return self.said.standing == Standing.ACTIVE


def readable(viewer: Account | None) -> Q:
    """Versions that a viewer may read: published ones, and drafts of the viewer's systems."""
    if may_everywhere(viewer):
        return Q()
    return Q(publication=Publication.PUBLISHED) | Q(asset__keeper_id__in=circle_of(viewer))


def directory(viewer: Account | None, *, when: When) -> QuerySet[AssetVersion]:
    """The version of each asset on the day; what is read at another entry is left out."""
    merged = Merge.objects.filter(counted(when.as_known), asset_id=OuterRef("asset_id"))
    return newest(when).filter(readable(viewer), ~Exists(merged))


def find_assets(
    viewer: Account | None,
    wanted: Wanted,
    *,
    when: When,
    among: Collection[int] | None = None,
) -> QuerySet[AssetVersion]:
    """What fits, by name; `among` names the only assets that count."""
    held = directory(viewer, when=when)
    if among is not None:
        held = held.filter(asset_id__in=listed(among))
    if not wanted.closed:
        held = held.exclude(standing=Standing.DEFUNCT)
    if wanted.kinds:
        held = held.filter(kind__in=wanted.kinds)
    if wanted.tier:
        held = held.filter(tier=wanted.tier)
    untold = ("not_known",) if wanted.loosely else ()
    if wanted.step_free:
        held = held.filter(step_free__in=("yes", *untold))
    if wanted.free:
        held = held.filter(cost__in=("free", *untold))
    if wanted.theme:
        themes = AssetTheme.objects.filter(version_id=OuterRef("pk"), theme=wanted.theme)
        held = held.filter(Exists(themes))
    if wanted.language:
        spoken = AssetLanguage.objects.filter(version_id=OuterRef("pk"))
        fits = Q(Exists(spoken.filter(code=wanted.language)))
        held = held.filter(fits | ~Exists(spoken) if wanted.loosely else fits)
    if wanted.placeless:
        held = held.filter(~Exists(with_point()))
    if wanted.part_of_day:
        fits = Q(Exists(times_in(wanted.part_of_day, on=when.as_at)))
        held = held.filter(fits | ~Exists(times_with_days()) if wanted.loosely else fits)
    for word in wanted.text.split()[:8]:
        held = held.filter(said_somewhere(word))
    return held.order_by(Lower("name"), "asset_id")


def kept_by_people(
    viewer: Account | None, among: Collection[int] | None, *, when: When
) -> QuerySet[AssetVersion]:
    """What people recorded, and what somebody flagged, whoever lists it."""
    held = find_assets(viewer, Wanted(), when=when, among=among)
    flagged = listed(with_a_flag(when=when))
    return held.filter(Q(asset__source="") | Q(asset_id__in=flagged))


def kept_by(viewer: Account | None, keeper: int, *, when: When) -> list[AssetAnswer]:
    """The entries that an organisation keeps itself, closed ones too."""
    held = find_assets(viewer, Wanted(closed=True), when=when)
    return answers(held.filter(asset__source="", asset__keeper_id=keeper), when=when)


def with_point() -> QuerySet[AssetPlace]:
    """The places of a version that stand on the map."""
    return AssetPlace.objects.filter(version_id=OuterRef("pk"), easting__isnull=False)


def kept_without_point(
    viewer: Account | None, wanted: Wanted, keepers: Collection[int], *, when: When
) -> QuerySet[AssetVersion]:
    """What fits and stands nowhere on the map, of those that some organisations keep."""
    held = find_assets(viewer, replace(wanted, placeless=True), when=when)
    return held.filter(asset__keeper_id__in=listed(keepers))


def said_somewhere(word: str) -> Q:
    """A word in the name or description of an asset, of who runs it, or in its postcode."""
    runs = ProviderDetail.objects.filter(
        provider_id=OuterRef("provider_id"), known_until__isnull=True, name__icontains=word
    )
    there = AssetPlace.objects.filter(version_id=OuterRef("pk")).filter(
        Q(postcode__istartswith=word) | Q(address__icontains=word)
    )
    return Q(name__icontains=word) | Q(description__icontains=word) | Exists(runs) | Exists(there)


def times_with_days() -> QuerySet[AssetTime]:
    """Times of a version that tell on which days they are."""
    return AssetTime.objects.filter(~Q(days="") | Q(frequency="DAILY"), version_id=OuterRef("pk"))


def times_in(part: str, *, on: date) -> QuerySet[AssetTime]:
    """Times of a version that lie in a part of the day and still come; without hours, none do."""
    still = [
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on}) for end in ("until", "valid_to")
    ]
    held = AssetTime.objects.filter(*still, version_id=OuterRef("pk"))
    days = WEEKEND if part == PartOfDay.WEEKEND else WEEKDAYS
    on_them = Q(frequency="DAILY")
    for day in days:
        on_them |= Q(days__contains=day)
    held = held.filter(on_them)
    if part == PartOfDay.MORNING:
        return held.filter(opens_at__lt=NOON)
    if part == PartOfDay.AFTERNOON:
        return held.filter(closes_at__gt=NOON, opens_at__lt=EVENING)
    if part == PartOfDay.EVENING:
        return held.filter(closes_at__gt=EVENING)
    return held


def answers(rows: Iterable[AssetVersion], *, when: When) -> list[AssetAnswer]:
    """Versions with all that they say, in their order."""
    versions = list(rows)
    assets = Asset.objects.in_bulk({row.asset_id for row in versions})
    numbers = [row.asset_id for row in versions]
    checked = last_checks(numbers, when=when)
    flagged = flags(numbers, when=when)
    periods = periods_of(versions)
    return [
        answer(
            row,
            said,
            assets[row.asset_id],
            vouched=[checked.get(row.asset_id), periods.get(row.pk)],
            flagged_on=flagged.get(row.asset_id),
        )
        for row, said in zip(versions, said_by(versions), strict=True)
    ]


def answer(
    row: AssetVersion,
    said: AssetSaid,
    asset: Asset,
    *,
    vouched: list[tuple[date, str] | None],
    flagged_on: date | None,
) -> AssetAnswer:
    """One asset with the last day on which anybody vouched for it."""
    if row.assured_on is not None:
        vouched.append((row.assured_on, "its publisher"))
    last = max(filter(None, vouched), default=None)
    return AssetAnswer(
        id=asset.pk,
        key=asset.key,
        version_id=row.pk,
        starts_on=row.starts_on,
        keeper_id=asset.keeper_id,
        source=asset.source,
        said=said,
        known_from=row.known_from,
        checked_on=last[0] if last else None,
        checked_by=last[1] if last else "",
        flagged_on=flagged_on,
    )


def points(versions: QuerySet[AssetVersion]) -> list[tuple[int, float, float]]:
    """Asset, metres east and metres north of every place of some versions that has a point."""
    places = AssetPlace.objects.filter(
        version__in=versions.order_by().values("pk"), easting__isnull=False
    )
    rows = places.order_by("id").values_list("version__asset_id", "easting", "northing")
    return [(asset, float(east or 0), float(north or 0)) for asset, east, north in rows]


def asset_numbered(key: UUID) -> int | None:
    """Our own number of an asset by its published key."""
    return Asset.objects.filter(key=key).values_list("pk", flat=True).first()


def mark() -> str:
    """A text that differs after every change of the directory: for keeping answers."""
    rows = AssetVersion.objects.aggregate(last=Max("pk"), until=Max("known_until"))
    merged = Merge.objects.aggregate(last=Max("pk"), until=Max("known_until"))
    return repr((sorted(rows.items(), key=str), sorted(merged.items(), key=str)))
