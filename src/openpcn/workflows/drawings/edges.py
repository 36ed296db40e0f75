"""The edge of a catchment says its size: plain inside, dashed below, double above the range."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import Band
from openpcn.workflows.drawings.frame import rings
from openpcn.workflows.drawings.svg import path_of, tag


def edge(shape: BaseGeometry, band: Band | None) -> str:
    """The edge of an ordinary area, drawn on its own side of the border."""
    if band is Band.BELOW:
        return _line(inset(shape, 1), palette.STRONG_EDGE, 1.5, dash="5 3.5")
    if band is Band.ABOVE:
        return _line(inset(shape, 1), palette.STRONG_EDGE, 0.9) + _line(
            inset(shape, 4), palette.STRONG_EDGE, 0.9
        )
    if band is Band.NOT_KNOWN:
        return _line(shape, palette.DOT, 0.7)
    return _line(shape, palette.EDGE, 0.7)


def chosen_edge(shape: BaseGeometry, band: Band | None) -> str:
    """The strong edge of the chosen area: white casing, then the same rule in dark blue."""
    casing = _line(shape, "#ffffff", 5.0)
    dash = "8 5" if band is Band.BELOW else None
    strong = _line(shape, palette.DARK, 2.4, dash=dash)
    second = _line(inset(shape, 5), palette.DARK, 0.9) if band is Band.ABOVE else ""
    return casing + strong + second


def inset(shape: BaseGeometry, pixels: float) -> BaseGeometry:
    """The shape drawn in by some pixels; where nothing would be left, the shape itself."""
    smaller = shapely.buffer(shape, -pixels, join_style="mitre", mitre_limit=2.0)
    return shape if smaller.is_empty else smaller


def _line(shape: BaseGeometry, colour: str, width: float, *, dash: str | None = None) -> str:
    data = path_of(rings(shape))
    return data and tag(
        "path",
        d=data,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_linejoin="round",
    )
