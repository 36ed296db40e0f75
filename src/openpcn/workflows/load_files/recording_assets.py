"""Community assets from published lists and from our own spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils import timezone
from pyproj import Transformer

from openpcn.domains.community.loading import land_assets
from openpcn.domains.community.saying import (
    AssetSaid,
    Listed,
    PlaceSaid,
    ProviderSaid,
    TimeSaid,
    fingerprint_of,
)
from openpcn.domains.community.vocabulary import (
    AssetKind,
    Cost,
    Standing,
    StepFree,
    Theme,
    Tier,
)
from openpcn.domains.registry.loading import Landing
from openpcn.domains.registry.queries.areas import Point, find_postcodes
from openpcn.domains.registry.queries.datasets import datasets
from openpcn.kernel.spoken import language_code
from openpcn.sources.asset_rows import AssetRow, TimeCell
from openpcn.sources.rows import Row, Tally
from openpcn.sources.tallying import notice, reject

PUBLISHED = frozenset(
    {"name", "kind", "standing", "description", "phone", "email", "url", "places", "service_areas"}
)
"""What published lists speak of; what people add beside it stays."""
TIER_OF: dict[str, str] = {AssetKind.PHARMACY: Tier.SUPPORT}
"""Leicester City CCG's Primary Care Strategy of July 2016 names pharmacists under tier two."""
THEMES_OF: dict[str, tuple[str, ...]] = {AssetKind.PHARMACY: (Theme.MEDICINES,)}


class NotKept(ValueError):
    """A row that reading let pass and the directory cannot keep; the text says why."""


@dataclass(frozen=True, kw_only=True)
class AssetList:
    """How one format of file enters the directory."""

    format: str
    carried: frozenset[str] | None = PUBLISHED
    closes_within_area: bool = False
    """It lists all that is open in the areas that it names."""

    def __call__(self, landing: Landing, rows: Iterator[Row], tally: Tally) -> None:
        """Record what a file lists, from the day that it is about."""
        on = landing.period_on or timezone.localdate(landing.at)
        told = [cast(AssetRow, row) for row in rows]
        points = find_postcodes({row.postcode for row in told if needs_point(row)})
        areas = {row.area for row in told if row.area} if self.closes_within_area else None
        land_assets(
            listed(told, points, tally),
            source=self.format,
            on=on,
            dataset_id=landing.dataset_id,
            carried=self.carried,
            is_whole=self.closes_within_area,
            within=areas,
            is_outdated=self.is_outdated(on),
        )

    def is_outdated(self, on: date) -> bool:
        """Whether a later list of this format counts already."""
        held = (one.period_on for one in datasets() if one.format == self.format)
        return any(day is not None and day > on for day in held)


def needs_point(row: AssetRow) -> bool:
    """Whether only the postcode of a row says where it is."""
    return bool(row.postcode) and row.latitude is None and row.easting is None


def listed(rows: Iterable[AssetRow], points: dict[str, Point], tally: Tally) -> Iterator[Listed]:
    """Each row as the directory takes it; how many stand nowhere on the map is noticed."""
    without = 0
    for row in rows:
        try:
            said = said_in(row, points)
        except NotKept as problem:
            reject(tally, row.line, problem)
            tally.kept -= 1
            continue
        without += bool(said.places) and said.places[0].easting is None
        yield Listed(
            external_id=row.code,
            said=said,
            fingerprint=fingerprint_of(said),
            opened_on=row.opened_on,
            closed_on=row.closed_on,
        )
    if without:
        message = f"{without:,} have a postcode that no file held here knows, or none."
        notice(tally, "assets_without_point", message)


def said_in(row: AssetRow, points: dict[str, Point]) -> AssetSaid:
    """What a row says, in the words of the vocabulary."""
    kind = one_of(AssetKind, row.kind, "kind")
    return AssetSaid(
        name=row.name,
        kind=kind,
        standing=one_of(Standing, row.standing.replace("_", " "), "standing"),
        description=row.description,
        tier=one_of(Tier, row.tier, "tier") if row.tier else TIER_OF.get(kind, Tier.NOT_KNOWN),
        phone=row.phone,
        email=row.email,
        url=row.website,
        eligibility=row.eligibility,
        youngest=row.youngest,
        oldest=row.oldest,
        cost=one_of(Cost, row.cost, "cost") if row.cost else Cost.NOT_KNOWN,
        fees=row.fees,
        step_free=one_of(StepFree, row.step_free, "step_free")
        if row.step_free
        else StepFree.NOT_KNOWN,
        alert=row.alert,
        service_areas=[{"name": row.area}] if row.area else [],
        source_note=row.note,
        provider=ProviderSaid(name=row.organisation, charity_number=row.charity_number)
        if row.organisation
        else None,
        places=(place_in(row, points),),
        times=tuple(map(time_said, row.times)),
        languages=tuple(language_of(each) for each in row.languages),
        themes=tuple(one_of(Theme, each, "theme") for each in row.themes)
        or THEMES_OF.get(kind, ()),
    )


def place_in(row: AssetRow, points: dict[str, Point]) -> PlaceSaid:
    """Where a row says that it is: its own point first, else its postcode's."""
    words: dict[str, Any] = {
        "address": row.address,
        "postcode": row.postcode,
        "accessibility": row.accessibility,
    }
    if row.easting is not None and row.northing is not None:
        return PlaceSaid(easting=row.easting, northing=row.northing, basis="published", **words)
    if row.latitude is not None and row.longitude is not None:
        easting, northing = TO_GRID.transform(row.longitude, row.latitude)
        return PlaceSaid(
            easting=round(easting), northing=round(northing), basis="published", **words
        )
    if at := points.get("".join(row.postcode.split()).upper()):
        return PlaceSaid(easting=at.easting, northing=at.northing, basis="postcode", **words)
    return PlaceSaid(**words)


def time_said(cell: TimeCell) -> TimeSaid:
    """A time in the terms of iCalendar."""
    return TimeSaid(
        frequency="MONTHLY" if cell.is_monthly else "WEEKLY",
        days=",".join(cell.days),
        opens_at=cell.opens_at,
        closes_at=cell.closes_at,
    )


def language_of(text: str) -> str:
    """A language by its code, or by its English name."""
    if (code := language_code(text)) is None:
        raise NotKept(f"“{text[:40]}” is no language we know; write its name or its code.")
    return code


def one_of(words: Any, text: str, what: str) -> str:
    """A word of the vocabulary; its label will do."""
    by_label = {"_".join(each.label.lower().split()): each.value for each in words}
    plain = text.strip().lower()
    if plain in words.values:
        return plain
    if plain in by_label:
        return str(by_label[plain])
    known = ", ".join(each for each in words.values if each)
    raise NotKept(f"“{text[:40]}” is no {what}; write one of: {known}.")


TO_GRID = Transformer.from_crs(4326, 27700, always_xy=True)
RECORDERS = {
    each.format: each
    for each in (
        AssetList(format="edispensary"),
        AssetList(format="libraries"),
        AssetList(format="schools", closes_within_area=True),
        AssetList(format="openpcn-assets", carried=None),
    )
}
