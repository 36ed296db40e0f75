"""Services and groups near a practice or area, from what everybody may read of the directory."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.community.queries.assets import AssetAnswer, mark
from openpcn.domains.community.queries.published import (
    Sought,
    count_at_places,
    page_of_places,
    today,
)
from openpcn.domains.community.saying import PlaceSaid
from openpcn.domains.community.vocabulary import AssetKind, Cost, StepFree
from openpcn.domains.registry.queries.points import points_of
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.kernel.names import as_written
from openpcn.kernel.points import Point, kilometres_between
from openpcn.kernel.when import When
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.centres import centres_of
from openpcn.workflows.pages.show_found import SMALL_AREAS
from openpcn.workflows.public.around import Around

REACHES = (800.0, 1_600.0, 3_200.0, 8_000.0)
"""Metres: the first circle with enough in it is the one that is shown."""
ENOUGH = 8
MOST_PLACES = 400
MOST = 12


@dataclass(frozen=True, kw_only=True)
class Near:
    """An asset and how far its nearest place is, in a straight line."""

    id: int
    name: str
    kind: str
    address: str
    kilometres: float
    facts: tuple[str, ...]


def nearby(about: Around, *, when: When) -> tuple[Near, ...]:
    """The nearest assets; worked out once, until the directory or the registry changes."""
    inputs = (about.kind, about.code, when, today().as_at, mark(), stamp())
    return kept("public-near", inputs, lambda: nearest(about, when=when))


def nearest(about: Around, *, when: When) -> tuple[Near, ...]:
    """The nearest assets; none where it is not known where the middle is."""
    middle = middle_of(about, when=when)
    if middle is None:
        return ()
    for metres in REACHES:
        sought = Sought(near=middle, metres=metres)
        if metres == REACHES[-1] or count_at_places(sought) >= ENOUGH:
            break
    held = {one.asset.id: one.asset for one in page_of_places(sought, start=0, most=MOST_PLACES)}
    found = [near for one in held.values() if (near := nearest_place(one, middle)) is not None]
    return tuple(sorted(found, key=lambda one: (one.kilometres, one.name, one.id))[:MOST])


def middle_of(about: Around, *, when: When) -> Point | None:
    """Where a practice is, or the middle of an area's small areas; a network has none."""
    if about.kind == "network":
        return None
    if about.kind == "practice":
        at = points_of([about.code], when=when).get(about.code)
        return Point(easting=at.easting, northing=at.northing) if at else None
    held = [
        centres[code]
        for kind in SMALL_AREAS
        if (centres := centres_of(kind))
        for code in about.small_areas
        if code in centres
    ]
    if not held:
        return None
    return Point(
        easting=sum(one.easting for one in held) / len(held),
        northing=sum(one.northing for one in held) / len(held),
    )


def nearest_place(asset: AssetAnswer, middle: Point) -> Near | None:
    """An asset at the nearest of its places."""
    placed = [
        (kilometres_between(middle, Point(easting=one.easting, northing=one.northing)), one)
        for one in asset.said.places
        if one.easting is not None and one.northing is not None
    ]
    if not placed:
        return None
    km, place = min(placed, key=lambda pair: pair[0])
    return Near(
        id=asset.id,
        name=as_written(asset.said.name),
        kind=str(AssetKind(asset.said.kind).label),
        address=where(asset, place),
        kilometres=km,
        facts=facts_of(asset),
    )


def where(asset: AssetAnswer, place: PlaceSaid) -> str:
    """The name and address of a place, without the asset's own name again."""
    said = (place.name, place.address)
    words = [as_written(one) for one in dict.fromkeys(said) if one and one != asset.said.name]
    return ", ".join([*words, *([place.postcode] if place.postcode else [])])


def facts_of(asset: AssetAnswer) -> tuple[str, ...]:
    """What it costs and whether it is step-free, as far as it is known."""
    said = asset.said
    found = []
    if said.cost != Cost.NOT_KNOWN:
        found.append(str(Cost(said.cost).label))
    if said.step_free != StepFree.NOT_KNOWN:
        found.append(str(StepFree(said.step_free).label))
    return tuple(found)
