"""Marks beside the practices: each kind has a shape of its own, and a colour."""

from __future__ import annotations

from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import MarkOnMap, Shape
from openpcn.workflows.drawings.map_sheet import Sheet
from openpcn.workflows.drawings.svg import number, tag, words

WIDE, NARROW, WHOLE = 5.0, 4.0, 3.2
"""Half the height of a mark in pixels: on a wide page, on a phone, and on a map of the whole."""
CROWDED = 150
"""More marks than this are drawn as small as on a map of the whole."""


def marks(sheet: Sheet) -> list[str]:
    """Every mark inside the window."""
    half = WIDE if sheet.frame.width > 400 else NARROW
    if sheet.facts.names_every_area or len(sheet.facts.marks) > CROWDED:
        half = min(half, WHOLE)
    return [_mark(sheet, one, half) for one in sheet.facts.marks]


def _mark(sheet: Sheet, one: MarkOnMap, half: float) -> str:
    x, y = sheet.frame.point(one.easting, one.northing)
    if not sheet.frame.holds(x, y, margin=8):
        return ""
    said = tag("title", words(f"{one.name}: {one.called.lower()}"))
    drawn = drawn_as(one.shape, x, y, half)
    return tag("a", said, drawn, href=one.href) if one.href else tag("g", said, drawn)


def drawn_as(shape: Shape, x: float, y: float, half: float) -> str:
    """The mark of a shape around a point."""
    corners = {
        Shape.CROSS: _cross(half),
        Shape.SQUARE: ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
        Shape.TRIANGLE: ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)),
        Shape.DIAMOND: ((0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)),
    }[shape]
    steps = "L".join(f"{number(x + half * dx)} {number(y + half * dy)}" for dx, dy in corners)
    fill = palette.MARKS[shape]
    return tag("path", d=f"M{steps}z", fill=fill, stroke="#ffffff", stroke_width=0.8)


def _cross(half: float) -> tuple[tuple[float, float], ...]:
    """A cross with arms a third as wide as it is high."""
    arm = max(0.36, 1.2 / half)
    return (
        (-arm, -1.0), (arm, -1.0), (arm, -arm), (1.0, -arm), (1.0, arm), (arm, arm),
        (arm, 1.0), (-arm, 1.0), (-arm, arm), (-1.0, arm), (-1.0, -arm), (-arm, -arm),
    )  # fmt: skip
