"""Concentration curves, drawn as their distance from the straight line that they are judged by."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import (
    NARROW,
    WIDE,
    Scale,
    line,
    round_ticks,
    said,
    text,
)
from openpcn.workflows.drawings.svg import picture, tag

HEIGHT = 340.0
TOP, BOTTOM = 22.0, 58.0
APART = 17.0
"""Pixels between the words at the right."""


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One line: its words, its look, and points of both axes in per cent."""

    words: str
    colour: str
    dashes: str | None
    points: tuple[tuple[float, float], ...]
    """Share of patients, and how many points the share of the amount is above it."""


@dataclass(frozen=True, kw_only=True)
class Curves:
    """Several amounts along one order."""

    title: str
    description: str
    curves: tuple[Curve, ...]
    start: str
    end: str
    """What stands at the two ends of the order."""
    beneath: str


def curves_svg(facts: Curves, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    left, right = 46.0, width - (10 if narrow else 132)
    heights = [y for one in facts.curves for _, y in one.points]
    ticks = ticks_of(min(heights), max(heights))
    across = Scale(low=0, high=100, start=left, end=right)
    upward = Scale(low=ticks[0], high=ticks[-1], start=HEIGHT - BOTTOM, end=TOP)
    return picture(
        *steps(upward, ticks, left, right),
        *(drawn(one, across, upward) for one in facts.curves),
        *([] if narrow else words_of(facts.curves, across, upward)),
        text(left, HEIGHT - BOTTOM + 19, facts.start),
        text(right, HEIGHT - BOTTOM + 19, facts.end, anchor="end"),
        text((left + right) / 2, HEIGHT - 16, facts.beneath, anchor="middle"),
        name=name,
        width=width,
        height=HEIGHT,
        title=facts.title,
        description=facts.description,
    )


def ticks_of(least: float, most: float) -> tuple[float, ...]:
    """Round steps on both sides of nought, as many as the curves need."""
    up = round_ticks(max(most, -least, 0.1), number=3)
    step = up[1]
    below = [-step * at for at in range(1, len(up)) if -step * (at - 1) > least]
    above = [step * at for at in range(1, len(up)) if step * (at - 1) < most]
    return (*sorted(round(each, 10) for each in below), 0.0, *(round(each, 10) for each in above))


def steps(upward: Scale, ticks: tuple[float, ...], left: float, right: float) -> list[str]:
    """Lines with their values; the line at nought is the one that curves are judged by."""
    parts = []
    for value in ticks:
        y = upward.at(value)
        parts.append(
            line(left, y, right, y, colour=colours.GRID if value else colours.TEXT,
                 width=1.0 if value else 1.6)
        )  # fmt: skip
        sign = "+" if value > 0 else "−" if value < 0 else ""
        parts.append(text(left - 6, y + 5, f"{sign}{said(abs(value), '')}", anchor="end"))
    return parts


def drawn(one: Curve, across: Scale, upward: Scale) -> str:
    """One curve."""
    points = " ".join(f"{across.at(x):.1f},{upward.at(y):.1f}" for x, y in one.points)
    return tag(
        "polyline", points=points, fill="none", stroke=one.colour, stroke_width=2.5,
        stroke_dasharray=one.dashes, stroke_linejoin="round",
    )  # fmt: skip


def words_of(curves: tuple[Curve, ...], across: Scale, upward: Scale) -> list[str]:
    """The words of each curve at the right, in the order of their heights in the middle."""
    ordered = sorted(curves, key=lambda one: upward.at(middle(one)))
    top = max(TOP + 12, upward.at(middle(ordered[0])) - APART * (len(ordered) - 1) / 2)
    return [
        text(across.end + 10, top + APART * at, one.words, colour=one.colour, bold=True)
        for at, one in enumerate(ordered)
    ]


def middle(one: Curve) -> float:
    """How high a curve stands halfway along."""
    return min(one.points, key=lambda point: abs(point[0] - 50))[1]
