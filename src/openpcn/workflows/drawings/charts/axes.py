"""What every chart stands on: scales, round ticks, lines, words and marks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from openpcn.kernel.wording import minus
from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.svg import tag, words

SIZE = 14
"""Of the words on a chart, in pixels."""
WIDE, NARROW = 576.0, 326.0
"""Widths of a chart on a page and on a phone."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Values from `low` to `high` along pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands; what lies outside stands at the edge."""
        held = min(max(value, self.low), self.high)
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)


def round_ticks(most: float, *, number: int = 4) -> tuple[float, ...]:
    """About `number` round steps from 0 to at least `most`."""
    if most <= 0:
        return (0.0, 1.0)
    rough = most / number
    power = 10 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough * 0.999)
    return tuple(round(step * at, 10) for at in range(math.ceil(most / step - 1e-9) + 1))


def said(value: float, unit: str = "") -> str:
    """A value on an axis: 0, 0.6%, 1,200."""
    text = minus(f"{value:,.10f}".rstrip("0").rstrip("."))
    return text if text == "0" or not unit else f"{text}{unit}"


def text(
    x: float,
    y: float,
    said_: str,
    *,
    anchor: str = "start",
    colour: str = colours.SECOND,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """One line of words; with a white halo where it stands on marks."""
    return tag(
        "text",
        words(said_),
        x=x,
        y=y,
        font_size=SIZE,
        fill=colour,
        text_anchor=None if anchor == "start" else anchor,
        font_weight=700 if bold else None,
        stroke=colours.WHITE if halo else None,
        stroke_width=3 if halo else None,
        paint_order="stroke" if halo else None,
    )


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    colour: str = colours.GRID,
    width: float = 1.0,
    dashes: str | None = None,
) -> str:
    """A straight line."""
    return tag(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width,
        stroke_dasharray=dashes,
    )  # fmt: skip


def grid(scale: Scale, ticks: tuple[float, ...], left: float, right: float, unit: str) -> str:
    """Horizontal lines with their values at the left; the line at 0 is the base."""
    parts = []
    for value in ticks:
        y = scale.at(value)
        parts.append(line(left, y, right, y, colour=colours.GRID if value else colours.BASE))
        parts.append(text(left - 8, y + 5, said(value, unit), anchor="end"))
    return "".join(parts)


def dot(x: float, y: float, *, radius: float = 4.0, colour: str = colours.FAINT) -> str:
    """A round mark with a white edge, so that marks on each other stay apart."""
    return tag("circle", cx=x, cy=y, r=radius, fill=colour, stroke=colours.WHITE, stroke_width=0.8)


def triangle(x: float, y: float, *, up: bool, size: float = 6.0, is_concern: bool = False) -> str:
    """Up is above, down is below; of concern it has the colour of attention either way."""
    way = -1 if up else 1
    points = (
        f"{x - size:.1f},{y - way * size * 0.75:.1f} {x + size:.1f},{y - way * size * 0.75:.1f} "
    )
    points += f"{x:.1f},{y + way * size * 0.85:.1f}"
    is_warm = up or is_concern
    fill, edge = (
        (colours.ABOVE, colours.EDGE_ABOVE) if is_warm else (colours.BELOW, colours.EDGE_BELOW)
    )
    return tag("polygon", points=points, fill=fill, stroke=edge, stroke_width=1)


def mark(x: float, y: float, standing: str, *, colour: str = colours.FAINT) -> str:
    """The mark of a value that is above, below or within what it is compared with."""
    if standing in ("above", "below"):
        return triangle(x, y, up=standing == "above")
    return dot(x, y, colour=colour)


def legend_mark(kind: str) -> str:
    """A small picture of one mark, for the legend beneath a chart."""
    drawn = {
        "above": triangle(14, 8, up=True),
        "below": triangle(14, 8, up=False),
        "within": dot(14, 8),
        "ours": dot(14, 8, radius=5.5, colour=colours.DARK),
        "main": line(14, 1, 14, 15, colour=colours.INTERVAL, width=2.5)
        + dot(14, 8, radius=5, colour=colours.MAIN),
        "interval": line(2, 8, 26, 8, colour=colours.INTERVAL, width=2.5)
        + dot(14, 8, radius=5, colour=colours.MAIN),
        "peer": line(14, 3, 14, 13, colour=colours.FAINT, width=2.0),
        "line": line(2, 8, 26, 8, colour=colours.DARK, width=2.5),
        "england": line(14, 1, 14, 15, colour=colours.TEXT, width=2.0),
        "outline": tag(
            "path", d="M3 14V8H14V3H25", fill="none", stroke=colours.TEXT, stroke_width=2
        ),
        "bars": tag("rect", x=2, y=2, width=12, height=12, fill=colours.MALE)
        + tag("rect", x=14, y=2, width=12, height=12, fill=colours.FEMALE),
        "england-line": line(2, 8, 26, 8, colour=colours.TEXT, width=2, dashes="5 3.5"),
        "curve-need": line(2, 8, 26, 8, colour=colours.TEXT, width=2.5),
        "curve-money": line(2, 8, 26, 8, colour=colours.MAIN, width=2.5),
        "curve-after": line(2, 8, 26, 8, colour=colours.MAIN, width=2.5, dashes="5 3.5"),
        "solid": line(2, 8, 26, 8, colour=colours.BASE, width=1.2),
        "dashed": line(2, 8, 26, 8, colour=colours.BASE, width=1.2, dashes="5 3.5"),
    }[kind]
    return tag(
        "svg", drawn, viewBox="0 0 28 16", width=28, height=16, aria_hidden="true",
        focusable="false",
    )  # fmt: skip
