"""The directory and the assets of an area: what is there, on a map, with what stands nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions.assets import RECORD
from openpcn.domains.community.queries.assets import (
    AssetAnswer,
    Wanted,
    answers,
    find_assets,
    kept_without_point,
    points,
)
from openpcn.domains.community.vocabulary import AssetKind
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.structure import systems
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.community.freshness import Freshness, freshness
from openpcn.workflows.community.grounds import NOWHERE, Standing, standings
from openpcn.workflows.drawings.facts import MapFacts, MarkOnMap, Shape
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes
from openpcn.workflows.maps.drawing import MapPicture, as_it_is, drawn, ready_map, system_of
from openpcn.workflows.maps.show_neighbourhood_map import neighbourhood_map
from openpcn.workflows.pages.show_neighbourhood import Neighbourhood, show_neighbourhood

Link = Callable[[str], str]
ON_A_PAGE = 25
MOST_MARKS = 600
"""Marks beyond this hide one another: the most frequent kind is then left off the map."""
SHAPE_OF: dict[str, tuple[Shape, str]] = {
    AssetKind.PHARMACY: (Shape.CROSS, "Pharmacy or appliance contractor"),
    AssetKind.APPLIANCES: (Shape.CROSS, "Pharmacy or appliance contractor"),
    AssetKind.LIBRARY: (Shape.SQUARE, "Library"),
    AssetKind.SCHOOL: (Shape.TRIANGLE, "School or college"),
}
OTHERS = (Shape.DIAMOND, "Service, group or place")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An asset with where it stands and how fresh its entry is."""

    asset: AssetAnswer
    standing: Standing
    fresh: Freshness


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found, a page of it."""

    rows: tuple[Listed, ...]
    total: int
    page: int
    by_kind: tuple[tuple[str, int], ...]
    """Kind and how many there are of it, the most first."""
    without_point: int
    may_record: bool
    tells_area: bool = True
    """Whether it is told where each asset stands: of several systems at once, it is not."""

    @property
    def last_page(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // ON_A_PAGE))


@dataclass(frozen=True, kw_only=True)
class AreaCommunity:
    """The assets of a system, place, network or neighbourhood."""

    code: str
    kind: str
    subject: Subject | None
    neighbourhood: Neighbourhood | None
    found: Found
    picture: MapPicture | None
    kept_placeless: int
    """Entries that it and what lies beneath it keep and that stand nowhere on the map."""
    left_off: str
    """The kind that the map leaves off, where there is too much to draw."""
    stands: Mapping[int, tuple[Standing, ...]]
    system: str


def show_directory(viewer: Account | None, wanted: Wanted, *, when: When, page: int = 1) -> Found:
    """The whole directory; where an asset stands is told where one system only is held."""
    held = systems(when=when)
    stands: Mapping[int, tuple[Standing, ...]] = {}
    if len(held) == 1:
        stands = standings(held[0].code, viewer=viewer, when=when)
    found = found_in(viewer, wanted, stands, None, when=when, page=page)
    return replace(found, tells_area=len(held) == 1)


def show_area(
    viewer: Account | None,
    path: str,
    code: str,
    wanted: Wanted,
    *,
    when: When,
    page: int = 1,
    link: Link = as_it_is,
) -> AreaCommunity:
    """The assets that stand in an area on the day, with a map of them."""
    subject = None if path == "neighbourhoods" else get_subject(path, code, when=when)
    here = None if subject else show_neighbourhood(viewer, code, when=when)
    system = system_code(subject, here, when=when)
    stands = standings(system, viewer=viewer, when=when) if system else {}
    inside = {number: at for number, at in stands.items() if is_in(path, code, at)}
    found = found_in(viewer, wanted, inside, set(inside), when=when, page=page)
    picture, left_off = None, ""
    if system:
        marks, left_off = marks_of(viewer, wanted, set(inside), when=when, link=link)
        picture = (
            map_with(subject, marks, viewer=viewer, when=when, link=link)
            if subject
            else neighbourhood_map(here, viewer=viewer, when=when, link=link, marks=marks)
            if here
            else None
        )
    return AreaCommunity(
        code=subject.code if subject else code,
        kind=subject.kind if subject else "neighbourhood",
        subject=subject,
        neighbourhood=here,
        found=found,
        picture=picture,
        kept_placeless=placeless_of(viewer, subject, when=when),
        left_off=left_off,
        stands=inside,
        system=system,
    )


def placeless_of(viewer: Account | None, subject: Subject | None, *, when: When) -> int:
    """How many entries of an organisation stand nowhere on the map."""
    if subject is None:
        return 0
    keepers = beneath(subject.organisation.id, when=when)
    return kept_without_point(viewer, Wanted(), keepers, when=when).count()


def system_code(subject: Subject | None, here: Neighbourhood | None, *, when: When) -> str:
    """The system on whose land an area lies; empty where there is none."""
    if subject is not None:
        system = system_of(subject.organisation, when=when)
        return system.code if system else ""
    above = here.above if here else ()
    return next((one.code for one in above if one.kind == "icb"), "")


def is_in(path: str, code: str, at: tuple[Standing, ...]) -> bool:
    """Whether one of the places of an asset stands in an area."""
    if path == "systems":
        return True
    if path == "places":
        return any(one.place == code for one in at)
    if path == "networks":
        return any(one.network == code for one in at)
    return any(one.neighbourhood == code for one in at)


def found_in(
    viewer: Account | None,
    wanted: Wanted,
    stands: Mapping[int, tuple[Standing, ...]],
    among: set[int] | None,
    *,
    when: When,
    page: int,
) -> Found:
    """A page of what was found, with counts of all of it."""
    held = find_assets(viewer, wanted, when=when, among=among)
    kinds = Counter(held.order_by().values_list("kind", flat=True))
    total = sum(kinds.values())
    if page > max(1, -(-total // ON_A_PAGE)):
        raise NotFound(
            f"There is no page {page} of the directory.", next_step="Go back to the first page."
        )
    rows = held[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    placeless = find_assets(viewer, replace(wanted, placeless=True), when=when, among=among)
    return Found(
        rows=tuple(
            Listed(
                asset=one,
                standing=next(iter(stands.get(one.id, ())), NOWHERE),
                fresh=freshness(one, when.as_at),
            )
            for one in answers(rows, when=when)
        ),
        total=total,
        page=page,
        by_kind=tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        without_point=placeless.count(),
        may_record=may(viewer, RECORD),
    )


def marks_of(
    viewer: Account | None, wanted: Wanted, inside: set[int], *, when: When, link: Link
) -> tuple[tuple[MarkOnMap, ...], str]:
    """The marks of what was found; where they are too many, all but the most frequent kind."""
    held = find_assets(viewer, wanted, when=when, among=inside)
    named = {one.asset_id: one for one in held}
    spots = points(held)
    left_off = ""
    if len(spots) > MOST_MARKS:
        left_off = Counter(named[asset].kind for asset, _, _ in spots).most_common(1)[0][0]
    return (
        tuple(
            mark(named[asset], easting, northing, link)
            for asset, easting, northing in spots
            if named[asset].kind != left_off
        ),
        left_off,
    )


def mark(row: Any, easting: float, northing: float, link: Link) -> MarkOnMap:
    """One asset as a mark."""
    shape, called = SHAPE_OF.get(row.kind, OTHERS)
    return MarkOnMap(
        name=as_written(row.name),
        called=called,
        shape=shape,
        href=link(f"/community/{row.asset_id}/"),
        easting=easting,
        northing=northing,
    )


def map_with(
    subject: Subject,
    marks: tuple[MarkOnMap, ...],
    *,
    viewer: Account | None,
    when: When,
    link: Link,
) -> MapPicture | None:
    """The map of an organisation with the assets on it."""
    shapes = neighbourhood_shapes(viewer, when=when)
    ready = ready_map(subject.code, when=when, shapes=shapes, link=link)
    if ready.facts is None or ready.land is None:
        return None
    facts: MapFacts = replace(ready.facts, marks=marks)
    return drawn(facts, name=f"map-assets-{subject.code}", words=ready.shade_words, land=ready.land)


def page_number(text: str) -> int:
    """The page that somebody asks for."""
    if not text:
        return 1
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) < 100_000:
        raise NotRight(f"“{text[:10]}” is no page.", next_step="Go back to the first page.")
    return int(text)


def every_row(
    viewer: Account | None,
    wanted: Wanted,
    among: set[int] | None,
    stands: Mapping[int, tuple[Standing, ...]],
    *,
    when: When,
) -> tuple[Listed, ...]:
    """All that was found, for a file."""
    held = systems(when=when)
    if not stands and len(held) == 1:
        stands = standings(held[0].code, viewer=viewer, when=when)
    return tuple(
        Listed(
            asset=one,
            standing=next(iter(stands.get(one.id, ())), NOWHERE),
            fresh=freshness(one, when.as_at),
        )
        for one in answers(find_assets(viewer, wanted, when=when, among=among), when=when)
    )
