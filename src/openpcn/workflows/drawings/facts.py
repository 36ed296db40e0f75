"""What a map shows: areas, practices, lines and shades, as frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from openpcn.workflows.drawings.frame import Extent


class Band(StrEnum):
    """How the size of a network stands to 30,000 to 50,000."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"
    NOT_KNOWN = "not known"


LOWEST, HIGHEST = 30_000, 50_000

IN_WORDS = {
    Band.BELOW: "below 30,000",
    Band.INSIDE: "inside 30,000 to 50,000",
    Band.ABOVE: "above 50,000",
    Band.NOT_KNOWN: "size not known",
}


def band_of(patients: int | None) -> Band:
    """Inside from 30,000 to 50,000, both included."""
    if patients is None:
        return Band.NOT_KNOWN
    if patients < LOWEST:
        return Band.BELOW
    return Band.ABOVE if patients > HIGHEST else Band.INSIDE


@dataclass(frozen=True, kw_only=True)
class AreaOnMap:
    """A catchment or another area, in metres of the British National Grid."""

    code: str
    name: str
    href: str
    shape: BaseGeometry
    colour: int | None = None
    """One of six soft fills; none is white."""
    band: Band | None = None
    """None where no size rule applies (a neighbourhood, a ward)."""
    shade: int | None = None
    """One of five blues, 0 the lightest; shades take the place of soft fills."""
    words: str = ""
    """What its tooltip says after its name."""
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class PracticeOnMap:
    """A practice at its point."""

    code: str
    name: str
    href: str
    easting: float
    northing: float
    patients: int | None
    chosen: bool = False
    changed: bool = False


class Shape(StrEnum):
    """The shape of a mark beside the practices, so that colour never speaks alone."""

    CROSS = "cross"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


@dataclass(frozen=True, kw_only=True)
class MarkOnMap:
    """Something beside the practices, at its point."""

    name: str
    called: str
    """What marks of this shape are, for the legend."""
    shape: Shape
    href: str
    easting: float
    northing: float


@dataclass(frozen=True, kw_only=True)
class MapFacts:
    """All that one map shows; the drawing adds nothing to it."""

    title: str
    description: str
    extent: Extent
    areas: tuple[AreaOnMap, ...] = ()
    shades: tuple[AreaOnMap, ...] = ()
    """Small areas of a choropleth, drawn under the areas, which then have no fill."""
    practices: tuple[PracticeOnMap, ...] = ()
    marks: tuple[MarkOnMap, ...] = ()
    """What else there is: assets of the community."""
    councils: BaseGeometry | None = None
    neighbourhoods: BaseGeometry | None = None
    """Borders of neighbourhoods, each once."""
    whole: BaseGeometry | None = None
    """The outline of the system, for the locator."""
    outline: BaseGeometry | None = None
    """What is drawn strong around several areas: a place around its networks."""
    called: str = "Networks"
    """What its areas are."""
    names_every_area: bool = False
    """A map of the whole: every area that has room is named, in a stronger hand."""
