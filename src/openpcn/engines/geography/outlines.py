"""What a catchment looks like: its areas joined, its pieces and their size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from shapely import MultiPolygon, Polygon, STRtree, union_all

JOIN_METRES = 60.0
"""Generalised boundaries of neighbours gap or overlap; a buffer out and in by this mends it."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One connected piece of a catchment."""

    shape: Polygon
    area_km2: float
    areas: tuple[str, ...]
    """The areas (LSOAs) whose inner point lies in it."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The outline of a network's catchment, on the British National Grid."""

    network: str
    shape: MultiPolygon
    area_km2: float
    pieces: tuple[Piece, ...]
    """Largest first."""


def outlines(
    polygons: Mapping[str, Polygon | MultiPolygon],
    network_of_area: Mapping[str, str],
    *,
    join_metres: float = JOIN_METRES,
) -> dict[str, Outline]:
    """The outline of each network: its areas joined after a buffer out and in.

    `polygons` are in metres on the British National Grid; areas without one are left out.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for area in sorted(network_of_area.keys() & polygons.keys()):
        members[network_of_area[area]].append(area)
    return {
        network: _outline(network, {area: polygons[area] for area in members[network]}, join_metres)
        for network in sorted(members)
    }


def touching(
    drawn: Mapping[str, Outline], *, within_metres: float = JOIN_METRES
) -> dict[str, frozenset[str]]:
    """Networks whose outlines meet or come within some metres of each other (for colours)."""
    if not drawn:
        return {}
    codes = sorted(drawn)
    shapes = [drawn[code].shape for code in codes]
    near: dict[str, set[str]] = {code: set() for code in codes}
    pairs = STRtree(shapes).query(shapes, predicate="dwithin", distance=within_metres)
    for one, other in pairs.T.tolist():
        if one != other:
            near[codes[one]].add(codes[other])
    return {code: frozenset(others) for code, others in near.items()}


def _outline(
    network: str, polygons: Mapping[str, Polygon | MultiPolygon], join_metres: float
) -> Outline:
    joined = union_all([shape.buffer(join_metres) for shape in polygons.values()])
    closed = joined.buffer(-join_metres)
    parts = sorted(getattr(closed, "geoms", [closed]), key=lambda part: (-part.area, part.wkb))
    inner = {area: shape.representative_point() for area, shape in polygons.items()}
    return Outline(
        network=network,
        shape=MultiPolygon(parts),
        area_km2=closed.area / 1e6,
        pieces=tuple(
            Piece(
                shape=part,
                area_km2=part.area / 1e6,
                areas=tuple(area for area, point in inner.items() if part.intersects(point)),
            )
            for part in parts
        ),
    )
