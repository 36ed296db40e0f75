"""The sheet of a map: its window on the land, and shapes in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from openpcn.workflows.drawings.facts import MapFacts, PracticeOnMap
from openpcn.workflows.drawings.frame import Extent, Frame, frame_around

WIDE = (660.0, 554.0)
NARROW = (326.0, 326.0)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The facts with their shapes in pixels."""

    facts: MapFacts
    frame: Frame
    name: str
    shapes: dict[str, BaseGeometry]

    def dot(self, practice: PracticeOnMap) -> tuple[float, float]:
        """Where a practice stands."""
        return self.frame.point(practice.easting, practice.northing)

    def radius(self, practice: PracticeOnMap) -> float:
        """How large its mark is: smaller on a map of the whole, where practices crowd."""
        crowded = 0.55 if self.facts.names_every_area else 1.0
        crowded *= 0.75 if self.frame.width < 400 else 1.0
        return max(radius_of(practice.patients) * crowded, 1.4)


def sheet_of(facts: MapFacts, name: str, narrow: bool) -> Sheet:
    """The facts on a sheet of the right shape for a wide or a narrow page."""
    width, height = NARROW if narrow else WIDE
    if facts.names_every_area:
        height = min(max(_upright(facts.extent) * width, 0.6 * width), 1.1 * width)
    pad = 0.03 if facts.names_every_area else (0.08 if narrow else 0.2)
    frame = frame_around(facts.extent, width=width, height=height, pad=pad)
    shapes = {area.code: frame.shape(area.shape) for area in facts.areas}
    return Sheet(facts=facts, frame=frame, name=name, shapes=shapes)


def _upright(extent: Extent) -> float:
    west, south, east, north = extent
    return (north - south) / max(east - west, 1.0)


def radius_of(patients: int | None) -> float:
    """The radius of a practice in pixels: its area grows with its list."""
    return 2.2 if patients is None else max(2.2, 5.5 * math.sqrt(patients / 10_000))
