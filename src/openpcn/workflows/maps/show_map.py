"""A page's map: networks, neighbourhoods, wards or deprivation, and the tables beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.areas import areas
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.kernel.when import When
from openpcn.workflows.drawings.facts import MapFacts
from openpcn.workflows.facts.place_names import with_place_names
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import Catchments
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes
from openpcn.workflows.maps.areas import (
    AreaMap,
    deprivation_map,
    neighbourhood_map,
    ward_map,
)
from openpcn.workflows.maps.drawing import MapPicture, as_it_is, drawn, map_of, ready_map
from openpcn.workflows.maps.geojson import areas_geojson, practices_geojson
from openpcn.workflows.pages.two_populations import AreaLine, Shared, shared_with

Link = Callable[[str], str]
SHOWN = ("networks", "neighbourhoods", "wards", "deprivation")
COUNTS = ("registered", "resident")
MOST_AREAS = 20


@dataclass(frozen=True, kw_only=True)
class MapAnswer:
    """A map with everything that its page says beside it."""

    organisation: OrganisationAnswer
    picture: MapPicture
    lines: tuple[AreaLine, ...] = ()
    """Areas other than networks."""
    members: tuple[PracticeAnswer, ...] = ()
    shared: tuple[Shared, ...] = ()
    network_names: Mapping[str, str] = field(default_factory=dict)
    living: tuple[tuple[str, str, int], ...] = ()
    """For a practice: code and name of the areas where most of its patients live, and how many."""


def show_map(
    code: str,
    *,
    when: When,
    viewer: Account | None = None,
    show: str = "networks",
    resident: bool = False,
    link: Link = as_it_is,
) -> MapAnswer:
    """The map of an organisation; of a system also neighbourhoods, wards and deprivation."""
    organisation = get_organisation(code, when=when)
    if show != "networks":
        return _areas(organisation, when, viewer, show, resident, link)
    picture = map_of(code, when=when, viewer=viewer, link=link)
    ready = ready_map(code, when=when, link=link)
    land = ready.land
    if land is None:
        return MapAnswer(organisation=organisation, picture=picture)
    return MapAnswer(
        organisation=organisation,
        picture=picture,
        members=_members(organisation, land, when),
        shared=shared_with(organisation.code, land, when=when, viewer=viewer)
        if organisation.kind == "network"
        else (),
        living=_living(organisation, land) if organisation.kind == "practice" else (),
    )


def _members(
    organisation: OrganisationAnswer, land: Catchments, when: When
) -> tuple[PracticeAnswer, ...]:
    held = [one for one in land.practices if one.network_code == organisation.code]
    return tuple(with_place_names(held, when=when))


def _areas(
    organisation: OrganisationAnswer,
    when: When,
    viewer: Account | None,
    show: str,
    resident: bool,
    link: Link,
) -> MapAnswer:
    ready = ready_map(organisation.code, when=when, link=link)
    if ready.land is None:
        empty = map_of(organisation.code, when=when, viewer=viewer, link=link)
        return MapAnswer(organisation=organisation, picture=empty)
    held = area_map(ready.land, when=when, viewer=viewer, show=show, resident=resident, link=link)
    if held.facts is None:
        picture = MapPicture(
            title=ready.title, wide="", narrow="", legend=(), note=held.note, rows=()
        )
        return MapAnswer(organisation=organisation, picture=picture)
    picture = drawn(
        held.facts,
        name=f"map-{show}",
        land=ready.land,
        words=held.shade_words,
        note=held.note,
    )
    names = {code: one.name for code, one in ready.land.networks.items()}
    return MapAnswer(
        organisation=organisation, picture=picture, lines=held.lines, network_names=names
    )


def area_map(
    land: Catchments, *, when: When, viewer: Account | None, show: str, resident: bool, link: Link
) -> AreaMap:
    """The areas asked for on the land of a system."""
    if show == "neighbourhoods":
        return neighbourhood_map(land, when=when, viewer=viewer, link=link)
    inputs = (land.system, when.as_at, when.as_known, stamp(), resident, link("/"))
    if show == "wards":
        return kept(
            "ward-map", inputs, lambda: ward_map(land, when=when, resident=resident, link=link)
        )
    return kept("deprivation-map", inputs, lambda: deprivation_map(land, when=when, link=link))


def _living(organisation: OrganisationAnswer, land: Catchments) -> tuple[tuple[str, str, int], ...]:
    rows = [row for row in land.registrations if row.practice_code == organisation.code]
    rows.sort(key=lambda row: (-row.patients, row.area_code))
    most = rows[:MOST_AREAS]
    named = {one.code: one.name for one in areas(land.area_kind, codes=[r.area_code for r in most])}
    return tuple(
        (row.area_code, named.get(row.area_code, row.area_code), row.patients) for row in most
    )


def map_data(
    code: str,
    *,
    when: When,
    viewer: Account | None,
    show: str = "networks",
    resident: bool = False,
    link: Link = as_it_is,
) -> MapFacts | None:
    """The facts of a map, for a file; nothing where nothing can be drawn."""
    shapes = neighbourhood_shapes(viewer, when=when) if show == "networks" else ()
    ready = ready_map(code, when=when, shapes=shapes, link=link)
    if show == "networks" or ready.land is None:
        return ready.facts
    return area_map(
        ready.land, when=when, viewer=viewer, show=show, resident=resident, link=link
    ).facts


def areas_file(facts: MapFacts | None, *, zoom: int) -> str:
    """Areas as GeoJSON; an empty collection where there are none."""
    return areas_geojson(facts or _NOTHING, zoom=zoom)


def practices_file(facts: MapFacts | None) -> str:
    """Practices as GeoJSON; an empty collection where there are none."""
    return practices_geojson(facts or _NOTHING)


_NOTHING = MapFacts(title="", description="", extent=(0.0, 0.0, 1.0, 1.0))
