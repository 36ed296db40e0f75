"""What goes on the map of each kind of organisation, out of the land of its system."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import counted, listed
from openpcn.workflows.drawings.facts import (
    IN_WORDS,
    AreaOnMap,
    MapFacts,
    PracticeOnMap,
    band_of,
)
from openpcn.workflows.land.borders import borders
from openpcn.workflows.land.catchments import Catchments

Link = Callable[[str], str]
MAIN_PIECE = 0.03
"""Share of a catchment below which a piece does not widen the map."""


def facts_of(
    organisation: OrganisationAnswer,
    land: Catchments,
    title: str,
    neighbourhoods: tuple[AreaOnMap, ...],
    link: Link,
) -> tuple[MapFacts | None, tuple[str, ...]]:
    """The facts of a map and the words of its shades; nothing where no place is known."""
    plain = MapFacts(
        title=title,
        description="",
        extent=(0.0, 0.0, 1.0, 1.0),
        areas=areas_of(land, link),
        practices=practices_of(land, link),
        councils=land.councils,
        neighbourhoods=borders((one.shape for one in neighbourhoods), without=land.whole),
        whole=land.whole,
    )
    if organisation.kind == "network":
        return _network(organisation, land, plain), ()
    if organisation.kind == "practice":
        return _practice(organisation, land, plain)
    if organisation.kind == "icb":
        return _system(organisation, land, plain), ()
    return _place(organisation, land, plain), ()


def size_words(patients: int | None) -> str:
    """A size and how it stands to the range."""
    words = IN_WORDS[band_of(patients)]
    return words if patients is None else f"{counted(patients, 'patient')}; {words}"


def areas_of(land: Catchments, link: Link) -> tuple[AreaOnMap, ...]:
    """Every catchment on the land, with its fill and the edge that its size asks for."""
    found = []
    for code in sorted(land.drawn):
        network = land.networks.get(code)
        patients = network.patients if network else None
        found.append(
            AreaOnMap(
                code=code,
                name=network.name if network else code,
                href=link(f"/networks/{code}/"),
                shape=land.drawn[code].shape,
                colour=land.fills.get(code),
                band=band_of(patients),
                words=size_words(patients),
            )
        )
    return tuple(found)


def practices_of(land: Catchments, link: Link) -> tuple[PracticeOnMap, ...]:
    """Every practice whose place is known."""
    return tuple(
        PracticeOnMap(
            code=practice.code,
            name=practice.name,
            href=link(f"/practices/{practice.code}/"),
            easting=land.points[practice.code].easting,
            northing=land.points[practice.code].northing,
            patients=practice.patients,
        )
        for practice in land.practices
        if practice.code in land.points
    )


def _choose(facts: MapFacts, networks: set[str], practices: set[str]) -> MapFacts:
    return replace(
        facts,
        areas=tuple(replace(area, chosen=area.code in networks) for area in facts.areas),
        practices=tuple(replace(one, chosen=one.code in practices) for one in facts.practices),
    )


def _network(
    organisation: OrganisationAnswer, land: Catchments, plain: MapFacts
) -> MapFacts | None:
    members = [one for one in land.practices if one.network_code == organisation.code]
    facts = _choose(plain, {organisation.code}, {one.code for one in members})
    spots: list[BaseGeometry] = [_spot(one) for one in facts.practices if one.chosen]
    outline = land.drawn.get(organisation.code)
    pieces = outline.pieces if outline else ()
    whole = outline.shape.area if outline else 0.0
    main: list[BaseGeometry] = [
        piece.shape for piece in pieces if piece.shape.area >= MAIN_PIECE * whole
    ]
    if not spots and not main:
        return None
    network = land.networks.get(organisation.code)
    said = [
        f"{as_written(organisation.name)}: {size_words(network.patients if network else None)}.",
        f"{counted(len(members), 'practice')}: {_names(members)}.",
        f"Its catchment is in {counted(len(pieces), 'piece')}." if pieces else "",
        "The table beside the map says the same.",
    ]
    return replace(facts, description=" ".join(filter(None, said)), extent=_extent(spots + main))


def _names(practices: Iterable[PracticeAnswer]) -> str:
    return listed([as_written(one.name) for one in practices])


def _spot(practice: PracticeOnMap) -> BaseGeometry:
    return shapely.Point(practice.easting, practice.northing)


def _extent(shapes: list[BaseGeometry]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.GeometryCollection(shapes).bounds
    return west, south, east, north


def _system(organisation: OrganisationAnswer, land: Catchments, plain: MapFacts) -> MapFacts | None:
    spots: list[BaseGeometry] = [_spot(one) for one in plain.practices]
    shapes = [land.drawn[code].shape for code in land.drawn if land.networks[code].is_inside]
    ours: list[BaseGeometry] = [*shapes]
    if not spots and not ours:
        return None
    outside = {code for code, network in land.networks.items() if not network.is_inside}
    areas = [_faint(area) if area.code in outside else area for area in plain.areas]
    return replace(
        plain,
        areas=tuple(areas),
        description=_several(organisation, len(ours)),
        extent=_extent(ours or spots),
        whole=None,
        names_every_area=True,
    )


def _several(organisation: OrganisationAnswer, networks: int) -> str:
    return (
        f"{as_written(organisation.name)}: {counted(networks, 'network')}. "
        "The table beside the map lists each with its size."
    )


def _faint(area: AreaOnMap) -> AreaOnMap:
    return replace(area, colour=None)


def _place(organisation: OrganisationAnswer, land: Catchments, plain: MapFacts) -> MapFacts | None:
    home = homes(land)
    ours = {code for code, place in home.items() if place == organisation.code}
    shapes: list[BaseGeometry] = [
        land.drawn[code].shape for code in sorted(ours) if code in land.drawn
    ]
    inside = {one.code for one in land.practices if one.place_code == organisation.code}
    spots: list[BaseGeometry] = [_spot(one) for one in plain.practices if one.code in inside]
    if not shapes and not spots:
        return None
    return replace(
        plain,
        areas=tuple(area if area.code in ours else _faint(area) for area in plain.areas),
        outline=shapely.union_all(shapes).buffer(60).buffer(-60) if shapes else None,
        description=_several(organisation, len(ours)),
        extent=_extent(shapes or spots),
        names_every_area=True,
    )


def homes(land: Catchments) -> dict[str, str | None]:
    """The place of each network: where most of its patients are registered."""
    counts: dict[str, dict[str, int]] = {}
    for one in land.practices:
        if one.network_code and one.place_code:
            places = counts.setdefault(one.network_code, {})
            places[one.place_code] = places.get(one.place_code, 0) + (one.patients or 0)
    return {
        network: min(places, key=lambda code: (-places[code], code))
        for network, places in counts.items()
    }


def _practice(
    organisation: OrganisationAnswer, land: Catchments, plain: MapFacts
) -> tuple[MapFacts | None, tuple[str, ...]]:
    itself = next((one for one in land.practices if one.code == organisation.code), None)
    network = {itself.network_code} if itself and itself.network_code else set()
    facts = _choose(plain, {code for code in network if code}, {organisation.code})
    spots = [_spot(one) for one in facts.practices if one.chosen]
    living = {
        row.area_code: row.patients
        for row in land.registrations
        if row.practice_code == organisation.code and row.area_code in land.polygons
    }
    classes, words = fifths(living)
    near = [land.polygons[area] for area, shade in classes.items() if shade]
    if not spots and not near:
        return None, ()
    shades = tuple(
        AreaOnMap(
            code=area,
            name=area,
            href="",
            shape=land.polygons[area],
            shade=shade,
            words=counted(living[area], "patient"),
        )
        for area, shade in sorted(classes.items())
    )
    name = as_written(organisation.name)
    lives = f"{counted(sum(living.values()), 'patient')} live on the land shown" if living else ""
    said = f"Where the patients of {name} live. {lives or 'Where they live is not held'}."
    return replace(facts, shades=shades, description=said, extent=_extent([*near, *spots])), words


def fifths(count_of: dict[str, int]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Five classes of areas, each with about a fifth of the patients, and their limits in words.

    A class without an area has no words, so that the others keep their place beside their fills.
    """
    total, so_far = sum(count_of.values()), 0
    class_of: dict[int, int] = {}
    for count in sorted(count_of.values(), reverse=True):
        class_of.setdefault(count, 4 - min(4, so_far * 5 // total))
        so_far += count
    words = []
    for shade in range(5 if class_of else 0):
        limits = [count for count, held in class_of.items() if held == shade]
        if not limits:
            words.append("")
            continue
        low, high = min(limits), max(limits)
        between = counted(low, "patient") if low == high else f"{low:,} to {high:,} patients"
        words.append(f"{between} an area")
    return {area: class_of[count] for area, count in count_of.items() if count}, tuple(words)
