"""A funnel plot: shares by size, the limits within which chance alone would keep them."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import (
    NARROW,
    WIDE,
    Scale,
    dot,
    grid,
    line,
    mark,
    round_ticks,
    said,
    text,
)
from openpcn.workflows.drawings.svg import link, picture, tag, words
from openpcn.workflows.drawings.text import cut, width_of

HEIGHT = 392.0
TOP, BOTTOM = 18.0, 52.0
FAR = 4.0
"""Values beyond this many times the centre do not stretch the axis: they stand at its edge."""
NAMED = 6
"""Chosen points up to this many are named on the picture."""


Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """One practice or network; the value in the units of the axis."""

    name: str
    size: float
    value: float
    standing: str
    """above, below or within the outer limits."""
    is_chosen: bool = False
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class FunnelLimit:
    """The limits at one size, in the units of the axis."""

    size: float
    inner_low: float
    inner_high: float
    outer_low: float
    outer_high: float


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """The points, the line they are compared with, and the limits."""

    title: str
    description: str
    points: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimit, ...]
    centre: float
    centre_words: str
    unit: str
    sizes: str
    """What the sizes count, beneath the axis."""


def funnel_svg(facts: Funnel, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    right = width - (26 if narrow else 112)
    most = highest(facts)
    ticks = round_ticks(most * 1.02)
    values = Scale(low=0, high=ticks[-1], start=HEIGHT - BOTTOM, end=TOP)
    left = 16 + max(width_of(said(one, facts.unit), 14) for one in ticks)
    sizes_ticks = round_ticks(max(one.size for one in facts.points), number=3)
    largest = max(one.size for one in facts.points) * 1.04
    sizes = Scale(low=0, high=largest, start=left, end=right)
    return picture(
        grid(values, ticks, left, right, facts.unit),
        *(
            text(sizes.at(one), HEIGHT - BOTTOM + 20, said(one), anchor="middle")
            for one in sizes_ticks
            if one <= largest
        ),
        text(right, HEIGHT - 8, facts.sizes, anchor="end"),
        curves(facts, sizes, values),
        line(left, values.at(facts.centre), right, values.at(facts.centre),
             colour=colours.TEXT, width=1.5),
        *points_of(facts, sizes, values),
        *chosen_of(facts, sizes, values, left, right),
        *beyond(facts, sizes, values, right),
        "" if narrow else edge_words(facts, values, right),
        name=name,
        width=width,
        height=HEIGHT,
        title=facts.title,
        description=facts.description,
    )  # fmt: skip


def highest(facts: Funnel) -> float:
    """The top of the axis: the largest value or last limit that is not far beyond all others."""
    limit = FAR * facts.centre
    held = [one.value for one in facts.points]
    held += [one.outer_high for one in facts.limits[-1:]]
    return max([facts.centre, *(one for one in held if one <= limit)])


def beyond(facts: Funnel, sizes: Scale, values: Scale, right: float) -> list[str]:
    """What lies above the picture stands at its edge with its value."""
    parts = []
    for one in facts.points:
        if one.value > values.high:
            x, words_ = sizes.at(one.size), f"{one.value:.1f}{facts.unit}"
            is_left = x + 14 + width_of(words_, 14) < right
            at, anchor = (x + 12, "start") if is_left else (x - 12, "end")
            parts.append(text(at, values.end + 5, words_, anchor=anchor, halo=True))
    return parts


def curves(facts: Funnel, sizes: Scale, values: Scale) -> str:
    """Both pairs of limits: the inner dashed, the outer solid."""
    parts = []
    for low, high, dashes in (
        ("inner_low", "inner_high", "5 3.5"),
        ("outer_low", "outer_high", None),
    ):
        for which in (low, high):
            path = "".join(
                f"{'L' if at else 'M'}{sizes.at(one.size):.1f} {values.at(getattr(one, which)):.1f}"
                for at, one in enumerate(inside(facts.limits, which, values))
            )
            parts.append(
                tag("path", d=path, fill="none", stroke=colours.BASE, stroke_width=1.2,
                    stroke_dasharray=dashes)
            )  # fmt: skip
    return "".join(parts)


def inside(limits: tuple[FunnelLimit, ...], which: str, values: Scale) -> list[FunnelLimit]:
    """The limits that can be drawn: not above the picture."""
    return [one for one in limits if getattr(one, which) <= values.high]


def points_of(facts: Funnel, sizes: Scale, values: Scale) -> list[str]:
    """Every point that is not ours, those outside last; each a link with its name."""
    others = sorted(
        (one for one in facts.points if not one.is_chosen), key=lambda one: one.standing != "within"
    )
    return [
        tag("g", tag("title", words(one.name)), drawn)
        if not one.href
        else link(one.href, drawn, title=one.name)
        for one in others
        for drawn in [mark(sizes.at(one.size), values.at(one.value), one.standing)]
    ]


def chosen_of(facts: Funnel, sizes: Scale, values: Scale, left: float, right: float) -> list[str]:
    """Ours, dark and named by a leader; a triangle stays one."""
    chosen = sorted((one for one in facts.points if one.is_chosen), key=lambda one: one.size)
    parts: list[str] = []
    taken: list[Box] = []
    for one in chosen:
        x, y = sizes.at(one.size), values.at(one.value)
        if len(chosen) <= NAMED:
            label = cut(one.name, 14, right - left, bold=True)
            leader, box = leader_of(x, y, label, values, left, right, taken)
            taken.append(box)
            parts.append(leader)
        if one.standing != "within":
            parts.append(mark(x, y, one.standing))
            parts.append(tag("circle", cx=x, cy=y, r=9, fill="none", stroke=colours.DARK,
                             stroke_width=2))  # fmt: skip
        else:
            parts.append(dot(x, y, radius=5.5, colour=colours.DARK))
    return parts


def leader_of(
    x: float, y: float, label: str, values: Scale, left: float, right: float, taken: list[Box]
) -> tuple[str, Box]:
    """A name some way above or below its point, where no other name stands."""
    wide = width_of(label, 14, bold=True)
    middle = min(max(x + 14, left + wide / 2), right - wide / 2)
    boxes = [
        (middle - wide / 2, y + away - 12, middle + wide / 2, y + away + 5)
        for away in (-44, 44, -68, 68, -92, 92, -116, 116, -140, 140)
        if values.end + 10 <= y + away <= values.start - 6
    ]
    best = next((box for box in boxes if not any(meet(box, other) for other in taken)), boxes[0])
    at = best[1] + 12
    end = at + 4 if at < y else at - 13
    return (
        line(x, y, middle, end, colour=colours.DARK, width=1.2)
        + text(middle, at, label, anchor="middle", colour=colours.DARK, bold=True, halo=True),
        best,
    )


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def edge_words(facts: Funnel, values: Scale, right: float) -> str:
    """What the lines are, at their ends, kept a line apart."""
    if not facts.limits:
        return text(right + 6, values.at(facts.centre) + 5, facts.centre_words, colour=colours.TEXT)
    last = facts.limits[-1]
    middle = values.at(facts.centre) + 5
    above = min(values.at(last.outer_high) + 3, middle - 18)
    below = max(values.at(last.inner_low) + 8, middle + 18)
    return (
        text(right + 6, above, "99.8% limit")
        + text(right + 6, middle, facts.centre_words, colour=colours.TEXT)
        + text(right + 6, below, "95%, dashed")
    )
