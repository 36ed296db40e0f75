"""Borders between areas, each drawn once: neighbours share theirs."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

SAME_METRES = 100.0
"""Generalised edges of two neighbours this near to each other are one border."""
EDGE_METRES = 150.0
SHORTEST_METRES = 200.0


def borders(
    shapes: Iterable[BaseGeometry], *, without: BaseGeometry | None = None
) -> shapely.MultiLineString | None:
    """The edges of shapes as lines, once each; those along the edge of `without` are left out."""
    done: BaseGeometry = shapely.Polygon()
    if without is not None:
        done = without.boundary.buffer(EDGE_METRES)
    parts: list[shapely.LineString] = []
    for shape in shapes:
        line = shape.boundary.difference(done)
        parts += [
            part
            for part in shapely.get_parts(shapely.line_merge(line))
            if isinstance(part, shapely.LineString) and part.length > SHORTEST_METRES
        ]
        done = done.union(shape.boundary.buffer(SAME_METRES))
    return shapely.MultiLineString(parts) if parts else None
