"""What everybody may read of the directory, page by page, for other people's programs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from openpcn.domains.community.models import (
    AssetPlace,
    AssetTerm,
    AssetTheme,
    AssetTime,
    AssetVersion,
    Term,
)
from openpcn.domains.community.queries.assets import (
    AssetAnswer,
    answers,
    directory,
    mark,
    said_somewhere,
)
from openpcn.domains.community.vocabulary import Standing
from openpcn.kernel.points import Point
from openpcn.kernel.when import When

OLDEST = 200
MOST_WORDS = 8
PLAIN = frozenset({"kind", "tier", "step_free", "cost"})
"""Lists of words of which a version has one each."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a program asks for; an empty field asks for nothing."""

    text: str = ""
    term: UUID | None = None
    word: tuple[str, str] | None = None
    """A word of our own lists: where it stands, and its code."""
    taxonomy: str | None = None
    own_list: str = ""
    youngest: float | None = None
    oldest: float | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    day: str = ""
    near: Point | None = None
    metres: float | None = None
    nothing: bool = False
    """It names something that nobody has."""


@dataclass(frozen=True, kw_only=True)
class AtPlace:
    """An asset and one of its places."""

    asset: AssetAnswer
    place: UUID


def count_published(sought: Sought) -> int:
    """How many assets fit."""
    return _count(sought, today().as_at.isoformat(), mark())


@lru_cache(maxsize=64)
def _count(sought: Sought, _day: str, _mark: str) -> int:
    return published(sought).count()


def page_of_published(sought: Sought, *, start: int, most: int) -> list[AssetAnswer]:
    """Some of the assets that fit, in the order in which they were first kept."""
    rows = published(sought).order_by("asset_id")[start : start + most]
    return answers(rows, when=today())


def one_published(key: UUID) -> AssetAnswer | None:
    """One asset by its published key."""
    found = published(Sought()).filter(asset__key=key)[:1]
    return next(iter(answers(found, when=today())), None)


def count_at_places(sought: Sought) -> int:
    """How many places assets that fit have, each counted with each asset."""
    return _count_places(sought, today().as_at.isoformat(), mark())


@lru_cache(maxsize=64)
def _count_places(sought: Sought, _day: str, _mark: str) -> int:
    return at_places(sought).count()


def page_of_places(sought: Sought, *, start: int, most: int) -> list[AtPlace]:
    """Some of the places of the assets that fit."""
    rows = at_places(sought).order_by("version__asset_id", "id")
    pairs = list(rows.values_list("version_id", "key")[start : start + most])
    versions = AssetVersion.objects.filter(pk__in={version for version, _ in pairs})
    by_version = {each.version_id: each for each in answers(versions, when=today())}
    return [AtPlace(asset=by_version[version], place=key) for version, key in pairs]


def pairs_of_places() -> list[tuple[UUID, UUID]]:
    """The key of each asset with that of each of its places."""
    return list(at_places(Sought()).values_list("version__asset__key", "key"))


def terms_in_use() -> list[Term]:
    """The terms that published assets carry, by their list and name."""
    used = AssetTerm.objects.filter(version__in=published(Sought()).order_by().values("pk"))
    held = Term.objects.filter(pk__in=used.values("term_id")).select_related("parent")
    return list(held.order_by("taxonomy", "name", "id"))


def published(sought: Sought) -> QuerySet[AssetVersion]:
    """The versions of today that everybody may read and that fit."""
    held = directory(None, when=today()).exclude(standing=Standing.DEFUNCT)
    if sought.nothing:
        return held.none()
    for word in sought.text.split()[:MOST_WORDS]:
        held = held.filter(said_somewhere(word))
    if sought.youngest is not None:
        held = held.filter(youngest__gte=within_reason(sought.youngest))
    if sought.oldest is not None:
        held = held.filter(oldest__lte=within_reason(sought.oldest))
    return held.filter(*words(sought), *times(sought))


def words(sought: Sought) -> list[Q]:
    """That an asset carries a term, or any term of a list."""
    terms = AssetTerm.objects.filter(version_id=OuterRef("pk"))
    asked: list[Q] = []
    if sought.term is not None:
        asked.append(Q(Exists(terms.filter(term__key=sought.term))))
    if sought.taxonomy is not None:
        asked.append(Q(Exists(terms.filter(term__taxonomy=sought.taxonomy))))
    if sought.word is not None:
        field, code = sought.word
        asked.append(Q(**{field: code}) if field in PLAIN else has_theme(code))
    if sought.own_list:
        is_plain = sought.own_list in PLAIN
        asked.append(~Q(**{sought.own_list: "not_known"}) if is_plain else has_theme())
    return asked


def has_theme(code: str = "") -> Q:
    """That an asset helps with a theme, or with any."""
    held = AssetTheme.objects.filter(version_id=OuterRef("pk"))
    return Q(Exists(held.filter(theme=code) if code else held))


def times(sought: Sought) -> list[Q]:
    """That an asset has one time that fits in every way that is asked for."""
    if not (sought.opens_at or sought.closes_at or sought.day):
        return []
    held = AssetTime.objects.filter(version_id=OuterRef("pk"))
    if sought.opens_at is not None:
        held = held.filter(opens_at__gte=sought.opens_at)
    if sought.closes_at is not None:
        held = held.filter(closes_at__lte=sought.closes_at)
    if sought.day:
        held = held.filter(Q(days__contains=sought.day) | Q(frequency="DAILY"))
    return [Q(Exists(held))]


def at_places(sought: Sought) -> QuerySet[AssetPlace]:
    """The places of the assets that fit; near a point where that is asked for."""
    held = AssetPlace.objects.filter(version__in=published(sought).order_by().values("pk"))
    if sought.near is None or sought.metres is None:
        return held
    near, reach = sought.near, max(sought.metres, 0.0)
    inside = held.filter(
        easting__range=(near.easting - reach, near.easting + reach),
        northing__range=(near.northing - reach, near.northing + reach),
    )
    return inside.filter(pk__in=within_circle(inside, near, reach))


def within_circle(places: QuerySet[AssetPlace], near: Point, reach: float) -> Collection[int]:
    """The places of a square that are in the circle inside it."""
    rows = places.values_list("pk", "easting", "northing")
    return [
        key
        for key, east, north in rows
        if (east - near.easting) ** 2 + (north - near.northing) ** 2 <= reach**2
    ]


def within_reason(age: float) -> int:
    """An age that a database can compare; a part of a year counts as the whole."""
    return int(min(max(age, -1), OLDEST))


def today() -> When:
    """The day on which a program asks."""
    return When(as_at=timezone.localdate())
