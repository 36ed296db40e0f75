"""The land of a system on a day: which network each small area belongs to, drawn and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache as once
from typing import Any, TypeVar

import numpy as np
import shapely
from django.utils.timezone import localdate
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from openpcn.domains.registry.queries.areas import boundaries, parts_of
from openpcn.domains.registry.queries.lists import patients_by_area
from openpcn.domains.registry.queries.points import points_of
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import (
    NetworkAnswer,
    PracticeAnswer,
    memberships,
    networks,
    practices,
)
from openpcn.engines.geography.catchments import RULE, catchments, network_of_area
from openpcn.engines.geography.colours import colours
from openpcn.engines.geography.outlines import Outline, outlines, touching
from openpcn.engines.geography.registrations import Registration
from openpcn.kernel.points import Point
from openpcn.kernel.when import When
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.borders import borders
from openpcn.workflows.land.residence import newest_registrations, years_before

FEWEST = 20
"""Patients of the system in an area before it counts as land of the system's map."""
CELL_REACH = 4_000.0
"""Metres around the outermost practices that cells reach, where areas are not held."""

Land = Polygon | MultiPolygon
Shape = TypeVar("Shape", bound=BaseGeometry)


@dataclass(frozen=True, kw_only=True)
class NetworkOnLand:
    """A network as a map names it."""

    code: str
    name: str
    patients: int | None
    is_inside: bool
    """Whether it is at home in the system, not next to it."""


@dataclass(frozen=True, kw_only=True)
class Catchments:
    """Everything about a system's land on a day that every map of it shares."""

    system: str
    basis: str
    """areas (registrations and boundaries are held) or cells (nearest practice)."""
    area_kind: str
    registered_on: date | None
    owner: Mapping[str, str]
    """Small area to network."""
    polygons: Mapping[str, Land]
    """Small areas in metres of the British National Grid."""
    drawn: Mapping[str, Outline]
    fills: Mapping[str, int]
    networks: Mapping[str, NetworkOnLand]
    practices: tuple[PracticeAnswer, ...]
    points: Mapping[str, Point]
    councils: MultiPolygon | shapely.MultiLineString | None
    whole: Land | None
    registrations: tuple[Registration, ...]

    @property
    def rule(self) -> str:
        """How the land was divided, in a sentence."""
        if self.basis == "areas":
            return RULE
        return "Each network is drawn as the land nearest to its practices."


def catchments_of(system: str, *, when: When) -> Catchments:
    """The land of a system, worked out once for each state of the registry and day."""
    return kept(
        "land", (system, when.as_at, when.as_known, stamp()), lambda: _work_out(system, when)
    )


def _work_out(system: str, when: When) -> Catchments:
    held = tuple(practices(when=when, within=system))
    named = networks(when=when, within=system)
    points = _points([practice.code for practice in held], when)
    facts = _areas(system, when) or _cells(held, points)
    drawn = _outlines(facts)
    inside = {network.code for network in named}
    others = _others({code for code in drawn if code not in inside}, when)
    return Catchments(
        system=system,
        basis=facts.basis,
        area_kind=facts.area_kind,
        registered_on=facts.registered_on,
        owner=facts.owner,
        polygons=facts.polygons,
        drawn=drawn,
        fills=_fills(system, drawn, when),
        networks={network.code: network for network in [*map(_named, named), *others]},
        practices=held,
        points=points,
        councils=_councils(facts) if facts.basis == "areas" else None,
        whole=_whole(facts, inside),
        registrations=facts.registrations,
    )


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """Small areas with their owners, from whichever basis is held."""

    basis: str
    area_kind: str = ""
    registered_on: date | None = None
    owner: Mapping[str, str]
    polygons: Mapping[str, Land]
    registrations: tuple[Registration, ...] = ()


def _points(codes: Collection[str], when: When) -> dict[str, Point]:
    return {
        code: Point(easting=place.easting, northing=place.northing)
        for code, place in points_of(codes, when=when).items()
    }


def _areas(system: str, when: When) -> _Facts | None:
    """Small areas by the published rule; None where registrations or boundaries are not held."""
    ours = newest_registrations(system, when=when)
    kind = next((row.area_kind for row in ours.rows if row.area_kind), "")
    if not kind or ours.on is None:
        return None
    served: dict[str, int] = defaultdict(int)
    for row in ours.rows:
        served[row.area_code] += row.patients
    codes = sorted(code for code, count in served.items() if code and count >= FEWEST)
    shapes = kept("areas", (kind, codes, stamp()), lambda: polygons_of(kind, codes))
    if not shapes:
        return None
    day = When(as_at=ours.on, as_known=when.as_known)
    rows = kept("registered", (day, codes, stamp()), lambda: _registered(day, codes))
    network_of = {one.practice_code: one.network_code for one in memberships(when=when)}
    owner = network_of_area(catchments(rows, network_of))
    return _Facts(
        basis="areas",
        area_kind=kind,
        registered_on=ours.on,
        owner=owner,
        polygons=shapes,
        registrations=rows,
    )


def _registered(day: When, codes: list[str]) -> tuple[Registration, ...]:
    everyone = patients_by_area(when=day, area_codes=codes).rows
    return tuple(Registration(row.practice_code, row.area_code, row.patients) for row in everyone)


def polygons_of(kind: str, codes: Collection[str] | None = None) -> dict[str, Land]:
    """Areas in metres of the British National Grid, by code."""
    held = boundaries(kind, codes=codes)
    shapes = shapely.from_wkb(list(held.values()))
    on_grid = shapely.transform(shapes, _to_grid)
    mended = [
        shape if shape.is_valid else shapely.make_valid(shape, method="structure")
        for shape in on_grid
    ]
    return {
        code: shape
        for code, shape in zip(held, mended, strict=True)
        if isinstance(shape, Polygon | MultiPolygon) and not shape.is_empty
    }


def _to_grid(places: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_grid().transform(places[:, 0], places[:, 1]))


def to_degrees(shape: Shape) -> Shape:
    """A shape on the British National Grid in longitude and latitude."""
    return shapely.transform(
        shape,
        lambda places: np.column_stack(
            _grid().transform(places[:, 0], places[:, 1], direction="INVERSE")
        ),
    )


@once
def _grid() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(4326, 27700, always_xy=True)


def _cells(held: Iterable[PracticeAnswer], points: Mapping[str, Point]) -> _Facts:
    """The land nearest to each practice, where where people live is not held."""
    here: dict[Point, list[PracticeAnswer]] = defaultdict(list)
    for practice in held:
        if practice.code in points and practice.network_code:
            here[points[practice.code]].append(practice)
    places = sorted(here)
    if len(places) < 3:
        return _Facts(basis="cells", owner={}, polygons={})
    spots = shapely.MultiPoint([(place.easting, place.northing) for place in places])
    land = shapely.buffer(spots, CELL_REACH).union(spots.convex_hull)
    cells = shapely.get_parts(shapely.voronoi_polygons(spots, extend_to=land, ordered=True))
    owner: dict[str, str] = {}
    polygons: dict[str, Land] = {}
    for place, cell in zip(places, cells, strict=True):
        largest = min(here[place], key=lambda one: (-(one.patients or 0), one.code))
        owner[largest.code] = largest.network_code or ""
        polygons[largest.code] = shapely.MultiPolygon(_polygons(cell.intersection(land)))
    return _Facts(basis="cells", owner=owner, polygons=polygons)


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]


def _named(network: NetworkAnswer) -> NetworkOnLand:
    return NetworkOnLand(
        code=network.code, name=network.name, patients=network.patients, is_inside=True
    )


def _others(codes: set[str], when: When) -> list[NetworkOnLand]:
    """Networks next to the system whose catchments reach into the land held."""
    return [
        replace(_named(network), is_inside=False)
        for code in sorted(codes)
        for network in networks(when=when, within=code)
        if network.code == code
    ]


def _fills(system: str, drawn: Mapping[str, Outline], when: When) -> dict[str, int]:
    """Fills that stay as they are today on every other day."""
    today = When(as_at=localdate())
    if when == today:
        return colours(touching(drawn))
    return colours(touching(drawn), previous=catchments_of(system, when=today).fills)


def _outlines(facts: _Facts) -> dict[str, Outline]:
    """The outlines of all networks, kept for all days on which they own the same areas."""
    lands = sorted((code, land.wkb) for code, land in facts.polygons.items())
    inputs = (sorted(facts.owner.items()), lands)
    return kept("outlines", inputs, lambda: outlines(facts.polygons, facts.owner))


def _councils(facts: _Facts) -> shapely.MultiLineString | None:
    """Borders between councils, each drawn once, kept for as long as the areas are the same."""
    inputs = (facts.area_kind, sorted(facts.polygons), stamp())
    return kept("councils", inputs, lambda: _council_lines(facts))


def _council_lines(facts: _Facts) -> shapely.MultiLineString | None:
    council_of = parts_of(facts.area_kind, "council")
    known = {area: council_of[area] for area in facts.polygons if area in council_of}
    if len(set(known.values())) < 2:
        return None
    drawn = outlines(facts.polygons, known)
    every = shapely.union_all([outline.shape for outline in drawn.values()])
    without = every.buffer(60).buffer(-60)
    return borders((outline.shape for outline in drawn.values()), without=without)


def _whole(facts: _Facts, inside: set[str]) -> Land | None:
    ours = {area: "whole" for area, network in facts.owner.items() if network in inside}
    drawn = outlines(facts.polygons, ours)
    return drawn["whole"].shape if drawn else None


__all__ = ["Catchments", "catchments_of", "polygons_of", "to_degrees", "years_before"]
