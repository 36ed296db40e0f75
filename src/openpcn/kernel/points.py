"""Where something is: metres on the British National Grid."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Point:
    """A place in metres east and north on the British National Grid."""

    easting: float
    northing: float


def kilometres_between(one: Point, other: Point) -> float:
    """The straight line between two points, in kilometres."""
    return hypot(one.easting - other.easting, one.northing - other.northing) / 1000
