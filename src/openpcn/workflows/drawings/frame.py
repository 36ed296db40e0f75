"""Which land a map shows and how metres become pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Extent = tuple[float, float, float, float]
"""West, south, east, north in metres of the British National Grid."""

MARGIN = 12.0
"""Pixels kept around the frame when shapes are cut, so that no cut edge is seen."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A window on the land, `width` by `height` pixels."""

    west: float
    north: float
    metres_per_pixel: float
    width: float
    height: float

    def point(self, easting: float, northing: float) -> tuple[float, float]:
        """Where a point falls, in pixels from the top left."""
        return (
            (easting - self.west) / self.metres_per_pixel,
            (self.north - northing) / self.metres_per_pixel,
        )

    def holds(self, x: float, y: float, *, margin: float = 0) -> bool:
        """Whether a pixel lies in the window."""
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin

    def shape(self, land: BaseGeometry) -> BaseGeometry:
        """A shape in pixels: cut to the window and simplified to what the eye can see."""
        pixels = shapely.transform(land, self._pixels)
        window = shapely.box(-MARGIN, -MARGIN, self.width + MARGIN, self.height + MARGIN)
        if not pixels.intersects(window):
            return shapely.Polygon()
        simple = pixels.simplify(0.35)
        if not simple.is_valid:
            simple = shapely.make_valid(simple, method="structure")
        return simple.intersection(window)

    def _pixels(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = places - np.array([self.west, self.north])
        pixels: NDArray[np.float64] = moved * np.array([1, -1]) / self.metres_per_pixel
        return pixels


def frame_around(extent: Extent, *, width: float, height: float, pad: float = 0.14) -> Frame:
    """The window of a given size in pixels that shows `extent` with some land around it."""
    west, south, east, north = extent
    across = max(east - west, 1_000.0) * (1 + 2 * pad)
    up = max(north - south, 1_000.0) * (1 + 2 * pad)
    scale = max(across / width, up / height)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Frame(
        west=middle_x - scale * width / 2,
        north=middle_y + scale * height / 2,
        metres_per_pixel=scale,
        width=width,
        height=height,
    )


def polygons(shape: BaseGeometry) -> list[shapely.Polygon]:
    """The polygons of a shape, largest first; lines and points are left out."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    found = [part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty]
    return sorted(found, key=lambda part: (-part.area, part.bounds))


def rings(shape: BaseGeometry) -> list[list[tuple[float, float]]]:
    """Every ring of a shape, outer and inner, as points."""
    return [
        [(x, y) for x, y in ring.coords]
        for part in polygons(shape)
        for ring in (part.exterior, *part.interiors)
    ]


def lines(shape: BaseGeometry) -> list[list[tuple[float, float]]]:
    """Every line of a shape as points."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [
        [(x, y) for x, y in part.coords]
        for part in parts
        if isinstance(part, shapely.LineString) and not part.is_empty
    ]
