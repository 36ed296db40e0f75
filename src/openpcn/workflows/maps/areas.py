"""Neighbourhoods, wards or deprivation on the land of a system, registered beside resident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import shapely

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.areas import areas, parts_of
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.geography.colours import colours
from openpcn.engines.geography.outlines import outlines, touching
from openpcn.kernel.when import When
from openpcn.kernel.wording import counted
from openpcn.workflows.drawings.facts import AreaOnMap, MapFacts
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import Catchments, Land, polygons_of
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes
from openpcn.workflows.land.residence import EDITIONS, Deprivation, ranks_of
from openpcn.workflows.maps.facts import practices_of
from openpcn.workflows.pages.two_populations import AreaLine, lines_of

Link = Callable[[str], str]

FIFTHS = (
    "Least deprived fifth of England's areas",
    "Second least deprived fifth",
    "Middle fifth",
    "Second most deprived fifth",
    "Most deprived fifth",
)


@dataclass(frozen=True, kw_only=True)
class AreaMap:
    """A map of areas with the lines of its table."""

    facts: MapFacts | None
    shade_words: tuple[str, ...]
    lines: tuple[AreaLine, ...]
    note: str


def neighbourhood_map(
    land: Catchments, *, when: When, viewer: Account | None, link: Link
) -> AreaMap:
    """The neighbourhoods that the viewer may see, beside the networks of who lives there."""
    shapes = neighbourhood_shapes(viewer, when=when)
    if not shapes:
        return _empty("No neighbourhoods are held for this date.")
    belongs: dict[str, dict[str, str]] = defaultdict(dict)
    for one in neighbourhoods(viewer=viewer, when=when):
        for kind, code in one.parts:
            belongs[kind][code] = f"{one.map_id}/{one.code}"
    lines = lines_of(land, belongs, {one.code: one.name for one in shapes}, when)
    fills = colours(_touching(shapes))
    drawn = [_soft(one, fills[one.code], lines[one.code]) for one in shapes]
    return AreaMap(
        facts=_facts("Neighbourhoods", land, drawn, link),
        shade_words=(),
        lines=tuple(lines[one.code] for one in shapes),
        note="A neighbourhood is an area where people live; a network is a list of patients.",
    )


def ward_map(land: Catchments, *, when: When, resident: bool, link: Link) -> AreaMap:
    """Wards, shaded by who is registered and lives there, or by who lives there."""
    ward_of = parts_of("lsoa21", "ward24")
    shapes = _near(kept("wards", stamp(), lambda: polygons_of("ward25")), land)
    if not shapes:
        return _empty("The boundaries of wards are not held here.")
    names = {one.code: one.name for one in areas("ward25", codes=list(shapes))}
    lines = lines_of(
        land, {"lsoa21": ward_of}, {code: names.get(code, code) for code in shapes}, when
    )
    count_of = {
        code: count
        for code in shapes
        if (count := lines[code].residents if resident else lines[code].registered) is not None
    }
    shade_of, words = _quantiles(count_of, "residents" if resident else "patients")
    drawn = [
        _shaded(code, shapes[code], lines[code], shade_of.get(code)) for code in sorted(shapes)
    ]
    return AreaMap(
        facts=_facts("Wards", land, drawn, link),
        shade_words=words,
        lines=tuple(sorted(lines.values(), key=lambda line: line.name)),
        note="Each shade holds about a fifth of the wards. Wards of 2025; small areas are matched "
        "to wards of 2024, so that a ward that changed since is not known.",
    )


def deprivation_map(land: Catchments, *, when: When, link: Link) -> AreaMap:
    """Small areas by national fifth of deprivation, of the newest edition that can be drawn."""
    for edition in reversed(EDITIONS):
        shapes = _small_areas(edition, land)
        ranks = ranks_of(set(shapes), edition, when=when) if shapes else {}
        if ranks:
            return _deprivation(edition, shapes, ranks, land, when, link)
    return _empty("No edition of the Indices of Deprivation is held for this date.")


def _small_areas(edition: Deprivation, land: Catchments) -> dict[str, Land]:
    if edition.area_kind == land.area_kind:
        return dict(land.polygons)
    kind = edition.area_kind
    return _near(kept("small-areas", (kind, stamp()), lambda: polygons_of(kind)), land)


def _deprivation(
    edition: Deprivation,
    shapes: Mapping[str, Land],
    ranks: Mapping[str, float],
    land: Catchments,
    when: When,
    link: Link,
) -> AreaMap:
    shade_of = {code: 4 - min(4, int((rank - 1) // edition.fifth)) for code, rank in ranks.items()}
    fifth_of = {code: FIFTHS[shade] for code, shade in shade_of.items()}
    lines = lines_of(land, {edition.area_kind: fifth_of}, {name: name for name in FIFTHS}, when)
    empty = AreaLine(code="", name="", registered=None, residents=None)
    drawn = [
        _shaded(code, shape, empty, shade_of.get(code), words=fifth_of.get(code, "not known"))
        for code, shape in sorted(shapes.items())
    ]
    return AreaMap(
        facts=_facts("Deprivation", land, drawn, link),
        shade_words=FIFTHS,
        lines=tuple(lines[name] for name in reversed(FIFTHS)),
        note=f"{edition.title}, national ranks of small areas in fifths.",
    )


def _empty(why: str) -> AreaMap:
    return AreaMap(facts=None, shade_words=(), lines=(), note=why)


def _near(shapes: Mapping[str, Land], land: Catchments) -> dict[str, Land]:
    """Areas of which most lies on the land of the system."""
    if land.whole is None:
        return {}
    shapely.prepare(land.whole)
    return {
        code: shape
        for code, shape in shapes.items()
        if land.whole.intersects(shape.representative_point())
    }


def _touching(shapes: Collection[AreaOnMap]) -> dict[str, frozenset[str]]:
    lands = {one.code: one.shape for one in shapes}
    return touching(outlines(lands, {code: code for code in lands}))  # type: ignore[arg-type]


def _facts(what: str, land: Catchments, drawn: list[AreaOnMap], link: Link) -> MapFacts:
    extent = shapely.GeometryCollection([one.shape for one in drawn]).bounds
    shaded = any(one.shade is not None for one in drawn)
    return MapFacts(
        title=f"{what} of the system",
        called=what,
        description=f"{counted(len(drawn), 'area')}. The table beside the map lists them.",
        extent=(extent[0], extent[1], extent[2], extent[3]),
        areas=() if shaded else tuple(drawn),
        shades=tuple(drawn) if shaded else (),
        practices=practices_of(land, link),
        councils=land.councils,
        names_every_area=True,
    )


def _soft(area: AreaOnMap, fill: int, line: AreaLine) -> AreaOnMap:
    return AreaOnMap(
        code=area.code, name=area.name, href="", shape=area.shape, colour=fill, words=_said(line)
    )


def _shaded(
    code: str, shape: Land, line: AreaLine, shade: int | None, *, words: str = ""
) -> AreaOnMap:
    return AreaOnMap(
        code=code,
        name=line.name or code,
        href="",
        shape=shape,
        shade=shade,
        words=words or _said(line),
    )


def _said(line: AreaLine) -> str:
    registered = "not known" if line.registered is None else f"{line.registered:,}"
    residents = "not held" if line.residents is None else f"{line.residents:,}"
    return f"registered patients who live here {registered}; residents {residents}"


def _quantiles(count_of: Mapping[str, int], unit: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Five classes with about equally many areas each, and their limits in words."""
    order = sorted(count_of.values())
    if not order:
        return {}, ()
    cuts = [order[min(len(order) - 1, len(order) * step // 5)] for step in range(5)]
    shade_of = {
        code: max(step for step in range(5) if count >= cuts[step])
        for code, count in count_of.items()
    }
    words = []
    for step in range(5):
        inside = [count_of[code] for code, shade in shade_of.items() if shade == step]
        words.append(f"{min(inside):,} to {max(inside):,} {unit}" if inside else f"no ward, {unit}")
    return shade_of, tuple(words)
