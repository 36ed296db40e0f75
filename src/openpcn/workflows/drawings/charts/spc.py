"""An XmR chart: readings over time, their mean and limits, and what each reading signals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import (
    NARROW,
    WIDE,
    Scale,
    dot,
    grid,
    line,
    said,
    text,
    triangle,
)
from openpcn.workflows.drawings.svg import picture, tag, words
from openpcn.workflows.drawings.text import width_of

HEIGHT = 372.0
TOP, BOTTOM = 18.0, 48.0
APART = 18.0
"""Pixels between two labels at the right."""
TARGET = "#8a3c00"
WAY = "2 4"
SPAN = "#d8dde0"


@dataclass(frozen=True, kw_only=True)
class SpcPoint:
    """One reading; `look` is ordinary, concern, improving or other, `is_high` its side."""

    on: date
    value: float
    look: str
    is_high: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class SpcLines:
    """Mean and limits from a day to a day."""

    starts_on: date
    ends_on: date
    mean: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class SpcSpan:
    """Days on which something was tried, marked beneath the readings."""

    starts_on: date
    ends_on: date
    words: str


@dataclass(frozen=True, kw_only=True)
class Spc:
    """The readings, the lines and the target, in the units of the axis."""

    title: str
    description: str
    points: tuple[SpcPoint, ...]
    lines: tuple[SpcLines, ...]
    target: float | None
    unit: str
    decimals: int = 1
    way: tuple[tuple[date, float], ...] = ()
    """What was expected on days in order, on the way to the target."""
    spans: tuple[SpcSpan, ...] = ()


def spc_svg(facts: Spc, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    ticks = ticks_between(*reach(facts))
    values = Scale(low=ticks[0], high=ticks[-1], start=HEIGHT - BOTTOM, end=TOP)
    left = 16 + max(width_of(said(one, facts.unit), 14) for one in ticks)
    labels = labels_of(facts)
    right = width - 14 - max((width_of(one, 14) for one, _, _ in labels), default=0)
    first, last = facts.points[0].on.toordinal(), facts.points[-1].on.toordinal()
    across = Scale(low=first, high=max(last, first + 1), start=left + 8, end=right - 8)
    return picture(
        grid(values, ticks, left, right, facts.unit),
        *(part for one in facts.lines for part in lines_of(one, across, values)),
        *(span_of(one, across) for one in facts.spans),
        *target_of(facts, values, left, right),
        *way_of(facts, across, values),
        path_of(facts, across, values),
        *(mark_of(one, across, values) for one in facts.points),
        *apart(labels, values, right),
        *day_words(facts, across),
        name=name,
        width=width,
        height=HEIGHT,
        title=facts.title,
        description=facts.description,
    )


def reach(facts: Spc) -> tuple[float, float]:
    """The lowest and the highest value that must be on the picture."""
    held = [one.value for one in facts.points]
    held += [value for one in facts.lines for value in (one.low, one.high)]
    held += [] if facts.target is None else [facts.target]
    held += [value for _, value in facts.way]
    return min(held), max(held)


def ticks_between(low: float, high: float, *, number: int = 4) -> tuple[float, ...]:
    """About `number` round steps that enclose two values; nought is not forced in."""
    rough = ((high - low) or abs(high) or 1.0) / number
    power = 10 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(at * step, 10) for at in range(first, max(last, first + 1) + 1))


def lines_of(one: SpcLines, across: Scale, values: Scale) -> Iterator[str]:
    """Mean and limits of one period."""
    x1, x2 = across.at(one.starts_on.toordinal()) - 6, across.at(one.ends_on.toordinal()) + 6
    mean = values.at(one.mean)
    yield line(x1, mean, x2, mean, colour=colours.TEXT, width=1.5)
    for limit in (one.low, one.high):
        y = values.at(limit)
        yield line(x1, y, x2, y, colour=colours.BASE, width=1.2, dashes="5 3.5")


def target_of(facts: Spc, values: Scale, left: float, right: float) -> Iterator[str]:
    """The target, if there is one."""
    if facts.target is not None:
        y = values.at(facts.target)
        yield line(left, y, right, y, colour=TARGET, width=1.8, dashes="9 4 2 4")


def way_of(facts: Spc, across: Scale, values: Scale) -> Iterator[str]:
    """What was expected, as a line of its own."""
    if len(facts.way) > 1:
        points = " ".join(
            f"{across.at(on.toordinal()):.1f},{values.at(value):.1f}" for on, value in facts.way
        )
        yield tag("polyline", points=points, fill="none", stroke=TARGET, stroke_width=1.8,
                  stroke_dasharray=WAY)  # fmt: skip


def span_of(one: SpcSpan, across: Scale) -> str:
    """A bar at the foot of the picture, as long as something was tried."""
    x1, x2 = across.at(one.starts_on.toordinal()), across.at(one.ends_on.toordinal())
    return tag(
        "g",
        tag("title", words(one.words)),
        tag("rect", x=x1, y=HEIGHT - BOTTOM - 8, width=max(x2 - x1, 6), height=8,
            fill=SPAN, stroke=colours.TEXT, stroke_width=1),
    )  # fmt: skip


def path_of(facts: Spc, across: Scale, values: Scale) -> str:
    """The line from reading to reading."""
    points = " ".join(
        f"{across.at(one.on.toordinal()):.1f},{values.at(one.value):.1f}" for one in facts.points
    )
    return tag("polyline", points=points, fill="none", stroke=colours.FAINT, stroke_width=1.8)


def mark_of(one: SpcPoint, across: Scale, values: Scale) -> str:
    """A reading: a shape and a colour for what it signals, and its words on hovering."""
    drawn = shape(across.at(one.on.toordinal()), values.at(one.value), one.look, one.is_high)
    return tag("g", tag("title", words(one.words)), drawn)


def shape(x: float, y: float, look: str, is_high: bool) -> str:
    """Round is ordinary, a triangle of concern, a diamond improving, a square neither."""
    if look == "concern":
        return triangle(x, y, up=is_high, is_concern=True)
    if look == "improving":
        points = f"{x - 6:.1f},{y:.1f} {x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f}"
        return tag("polygon", points=points, fill=colours.MAIN, stroke=colours.DARK, stroke_width=1)
    if look == "other":
        return tag("rect", x=x - 5, y=y - 5, width=10, height=10, fill=colours.WHITE,
                   stroke=colours.TEXT, stroke_width=2)  # fmt: skip
    return dot(x, y, radius=4.5, colour=colours.ORDINARY)


def labels_of(facts: Spc) -> list[tuple[str, float, str]]:
    """What the lines are, with their values, at the right."""
    found: list[tuple[str, float, str]] = []
    if facts.lines and facts.lines[-1].ends_on == facts.points[-1].on:
        now = facts.lines[-1]
        found += [
            (f"{called} {value:,.{facts.decimals}f}{facts.unit}", value, colours.TEXT)
            for called, value in (("upper", now.high), ("mean", now.mean), ("lower", now.low))
        ]
    if facts.target is not None:
        words_ = f"target {facts.target:,.{facts.decimals}f}{facts.unit}"
        found.append((words_, facts.target, TARGET))
    return found


def apart(labels: Sequence[tuple[str, float, str]], values: Scale, right: float) -> Iterator[str]:
    """The labels beneath each other, moved apart where they would touch."""
    last = -APART
    for words_, value, colour in sorted(labels, key=lambda one: -one[1]):
        last = max(values.at(value) + 5, last + APART)
        yield text(right + 6, last, words_, colour=colour, bold=colour == TARGET)


def day_words(facts: Spc, across: Scale) -> Iterator[str]:
    """Months beneath, as many as have room."""
    room, last = 74.0, -1000.0
    for one in facts.points:
        x = across.at(one.on.toordinal())
        if x - last >= room and x + room / 2 <= across.end + 44:
            last = x
            yield text(x, HEIGHT - BOTTOM + 24, f"{one.on:%b %Y}", anchor="middle")


def spc_mark(look: str, *, is_high: bool = True) -> str:
    """A small picture of a mark or line, for the legend beneath."""
    if look == "target":
        drawn = line(2, 8, 26, 8, colour=TARGET, width=1.8, dashes="9 4 2 4")
    elif look == "way":
        drawn = line(2, 8, 26, 8, colour=TARGET, width=1.8, dashes=WAY)
    elif look == "span":
        drawn = tag("rect", x=2, y=4, width=24, height=8, fill=SPAN, stroke=colours.TEXT,
                    stroke_width=1)  # fmt: skip
    elif look == "mean":
        drawn = line(2, 8, 26, 8, colour=colours.TEXT, width=1.5)
    elif look == "limits":
        drawn = line(2, 8, 26, 8, colour=colours.BASE, width=1.2, dashes="5 3.5")
    else:
        drawn = shape(14, 8, look, is_high)
    return tag(
        "svg", drawn, viewBox="0 0 28 16", width=28, height=16, aria_hidden="true",
        focusable="false",
    )  # fmt: skip
