"""Which area a point lies in."""

from __future__ import annotations

from collections.abc import Mapping

from shapely import MultiPolygon, Polygon, STRtree
from shapely import Point as Spot

from openpcn.kernel.points import Point


class AreaFinder:
    """Areas made ready for many questions; made once, asked often."""

    def __init__(self, polygons: Mapping[str, Polygon | MultiPolygon]) -> None:
        """Take polygons in metres on the British National Grid, by area code."""
        self._codes = sorted(polygons)
        self._tree = STRtree([polygons[code] for code in self._codes])

    def at(self, point: Point) -> str | None:
        """The area at a point, or None outside all of them; on a border, the first code."""
        found = self._tree.query(Spot(point.easting, point.northing), predicate="intersects")
        return self._codes[min(found)] if len(found) else None

    def near(self, point: Point, metres: float) -> tuple[str, ...]:
        """The areas at a point or within so many metres of it, by code; two are a line."""
        spot = Spot(point.easting, point.northing)
        found = self._tree.query(spot, predicate="dwithin", distance=metres)
        return tuple(self._codes[at] for at in sorted(found))
