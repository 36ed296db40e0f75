"""What stands on every map beside the land: scale bar, locator and the stripes for not known."""

from __future__ import annotations

import math

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.frame import Frame, frame_around, rings
from openpcn.workflows.drawings.labels import Box, overlaps
from openpcn.workflows.drawings.svg import path_of, tag, words

INSET = (142.0, 119.0)


def hatch(name: str) -> str:
    """The stripes that mean not known; used as url(#name)."""
    return tag(
        "pattern",
        tag("rect", width=6, height=6, fill=palette.NOT_KNOWN[1]),
        tag("rect", width=3, height=6, fill=palette.NOT_KNOWN[0]),
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def scale_length(frame: Frame, *, room: float = 110) -> tuple[float, str]:
    """The roundest length that fits in `room` pixels: its pixels and its words."""
    most = room * frame.metres_per_pixel
    power = 10 ** math.floor(math.log10(most))
    metres = next(step * power for step in (5, 2, 1) if step * power <= most)
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    return metres / frame.metres_per_pixel, said


def scale_bar_box(frame: Frame) -> Box:
    """Where the scale bar stands: bottom left."""
    length, _ = scale_length(frame)
    return (8, frame.height - 34, 8 + length + 12, frame.height - 7)


def scale_bar(frame: Frame) -> str:
    """A bar with its length in words."""
    _, said = scale_length(frame)
    left, top, right, bottom = scale_bar_box(frame)
    bar = [
        (left + 6, bottom - 10),
        (left + 6, bottom - 5.5),
        (right - 6, bottom - 5.5),
        (right - 6, bottom - 10),
    ]
    return tag(
        "g",
        tag(
            "rect",
            x=left,
            y=top,
            width=right - left,
            height=bottom - top,
            fill="#ffffff",
            fill_opacity=0.88,
        ),
        tag(
            "path",
            d=path_of([bar], closed=False),
            fill="none",
            stroke=palette.TEXT,
            stroke_width=1.5,
        ),
        tag(
            "text",
            words(said),
            x=(left + right) / 2,
            y=top + 13,
            font_size=12,
            fill=palette.TEXT,
            text_anchor="middle",
        ),
        aria_hidden="true",
    )


def locator_box(frame: Frame, busy: list[Box]) -> Box:
    """The corner for the locator: the one that hides least, bottom right where all are equal."""
    width, height = INSET
    right, bottom = frame.width - width - 10, frame.height - height - 10
    corners = [(right, bottom), (right, 10.0), (10.0, 10.0)]
    boxes = [(x, y, x + width, y + height) for x, y in corners]
    return min(boxes, key=lambda box: sum(1 for other in busy if overlaps(box, other)))


def locator(frame: Frame, box: Box, whole: BaseGeometry, chosen: BaseGeometry) -> str:
    """The whole system with the chosen area and the window of the map."""
    small = frame_around(whole.bounds, width=box[2] - box[0], height=box[3] - box[1], pad=0.05)
    east = frame.west + frame.width * frame.metres_per_pixel
    south = frame.north - frame.height * frame.metres_per_pixel
    x0, y0 = small.point(frame.west, frame.north)
    x1, y1 = small.point(east, south)
    x0, y0 = max(x0, 1.0), max(y0, 1.0)
    x1, y1 = min(x1, small.width - 1), min(y1, small.height - 1)
    return tag(
        "g",
        tag(
            "rect",
            width=small.width,
            height=small.height,
            fill="#ffffff",
            stroke=palette.EDGE,
            stroke_width=1.0,
        ),
        _filled(small.shape(whole), "#e4e9ec", palette.DOT),
        _filled(small.shape(chosen), palette.LINK, None),
        tag(
            "rect",
            x=x0,
            y=y0,
            width=x1 - x0,
            height=y1 - y0,
            fill="none",
            stroke=palette.TEXT,
            stroke_width=1.4,
        ),
        transform=f"translate({box[0]:g} {box[1]:g})",
        aria_hidden="true",
    )


def _filled(shape: BaseGeometry, colour: str, edge: str | None) -> str:
    data = path_of(rings(shapely.make_valid(shape)))
    return data and tag(
        "path",
        d=data,
        fill=colour,
        stroke=edge,
        stroke_width=0.7 if edge else None,
        fill_rule="evenodd",
    )
