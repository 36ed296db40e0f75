"""A timeline: what was to be reached by when, what is expected now, and what else goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import NARROW, Scale, line, text
from openpcn.workflows.drawings.svg import picture, tag
from openpcn.workflows.drawings.text import cut

PAGE = 1120.0
LABELS = 380.0
TOP, BOTTOM = 30.0, 10.0
ROW, NARROW_ROW, HEADING = 30.0, 48.0, 34.0
SIZE = 7.0
STEPS = (1, 2, 3, 6, 12, 24, 60)
"""Months between two lines of the calendar."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """One row: a day that is aimed at, or something that lasts."""

    label: str
    look: str
    """expected, reached, dropped, bid or post."""
    on: date
    first_on: date | None = None
    """The day as first set; the first day of what lasts."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows under one heading."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Groups of rows along the months."""

    title: str
    description: str
    groups: tuple[Group, ...]
    today: date


def timeline_svg(facts: Timeline, *, name: str, narrow: bool = False) -> str:
    """Draw it across the page, or 326 pixels wide for a phone."""
    width = NARROW if narrow else PAGE
    row = NARROW_ROW if narrow else ROW
    left = 10.0 if narrow else LABELS
    rows = sum(len(group.spans) for group in facts.groups)
    height = TOP + BOTTOM + HEADING * len(facts.groups) + row * rows
    across = scale_of(facts, left + SIZE + 2, width - SIZE - 4)
    return picture(
        *calendar(across, height, most=4 if narrow else 9),
        *today_of(facts.today, across, height),
        *rows_of(facts, across, row, narrow=narrow),
        name=name,
        width=width,
        height=height,
        title=facts.title,
        description=facts.description,
    )


def scale_of(facts: Timeline, start: float, end: float) -> Scale:
    """From the first day to the last, a month wide at least."""
    days = [facts.today.toordinal()]
    for group in facts.groups:
        for one in group.spans:
            days += [each.toordinal() for each in (one.on, one.first_on) if each is not None]
    low, high = min(days), max(days)
    return Scale(low=low, high=max(high, low + 31), start=start, end=end)


def calendar(across: Scale, height: float, *, most: int) -> Iterator[str]:
    """A line at the first of a month, as many as have room, with the month above."""
    first = date.fromordinal(int(across.low))
    months = [
        date(first.year + at // 12, at % 12 + 1, 1)
        for at in range(first.month, first.month + 12 * 30)
    ]
    inside = [one for one in months if one.toordinal() <= across.high]
    step = next((each for each in STEPS if len(inside) / each <= most), STEPS[-1])
    for one in inside:
        if (one.year * 12 + one.month - 1) % step:
            continue
        x = across.at(one.toordinal())
        yield line(x, TOP - 8, x, height - BOTTOM)
        yield text(x, 14, f"{one:%b %Y}" if step < 12 else f"{one:%Y}", anchor="middle")


def rows_of(facts: Timeline, across: Scale, row: float, *, narrow: bool) -> Iterator[str]:
    """Headings and rows from top to bottom."""
    y = TOP
    for group in facts.groups:
        yield text(0, y + HEADING - 12, group.name, colour=colours.TEXT, bold=True, halo=narrow)
        y += HEADING
        for one in group.spans:
            room = (NARROW if narrow else LABELS) - 16
            yield text(0, y + 14, cut(one.label, 14, room), colour=colours.TEXT, halo=narrow)
            yield from marks(one, across, y + (row - 14 if narrow else 9))
            y += row


def marks(one: Span, across: Scale, y: float) -> Iterator[str]:
    """The marks of one row."""
    x = across.at(one.on.toordinal())
    if one.first_on is not None and one.first_on != one.on:
        before = across.at(one.first_on.toordinal())
        if one.look == "post":
            yield tag(
                "rect", x=before, y=y - 5, width=max(x - before, 2), height=10, fill=MARK_POST
            )
            return
        yield line(before, y, x, y, colour=colours.BASE, width=2, dashes="4 3")
        yield diamond(before, y, is_filled=False)
    yield mark(one.look, x, y)


MARK_POST = colours.BELOW


def mark(look: str, x: float, y: float) -> str:
    """The mark of a day, by what it is."""
    if look == "reached":
        return tag("rect", x=x - 6, y=y - 6, width=12, height=12, fill=palette.MARKS["cross"])
    if look == "dropped":
        points = f"M{x - 5:.1f} {y - 5:.1f}l10 10M{x + 5:.1f} {y - 5:.1f}l-10 10"
        return tag("path", d=points, stroke=colours.BASE, stroke_width=2.5, fill="none")
    if look == "bid":
        points = f"{x - 7:.1f},{y + 6:.1f} {x + 7:.1f},{y + 6:.1f} {x:.1f},{y - 7:.1f}"
        return tag("polygon", points=points, fill=palette.MARKS["square"])
    if look == "post":
        return tag("rect", x=x - 2, y=y - 5, width=4, height=10, fill=MARK_POST)
    return diamond(x, y, is_filled=True)


def diamond(x: float, y: float, *, is_filled: bool) -> str:
    """A diamond; hollow where it is the day as first set."""
    points = " ".join(
        f"{a:.1f},{b:.1f}" for a, b in ((x, y - SIZE), (x + SIZE, y), (x, y + SIZE), (x - SIZE, y))
    )
    return tag(
        "polygon",
        points=points,
        fill=colours.MAIN if is_filled else colours.WHITE,
        stroke=colours.MAIN,
        stroke_width=1.5,
    )


def today_of(today: date, across: Scale, height: float) -> Iterator[str]:
    """A line at the day that is asked about."""
    x = across.at(today.toordinal())
    yield line(x, TOP - 8, x, height - BOTTOM, colour=colours.TEXT, width=2)


def legend_of(looks: Sequence[str]) -> dict[str, str]:
    """A small picture of each mark, for the legend beneath."""
    drawn = {
        "baseline": diamond(14, 8, is_filled=False),
        "day": line(14, 1, 14, 15, colour=colours.TEXT, width=2),
        "post": tag("rect", x=3, y=3, width=22, height=10, fill=MARK_POST),
    }
    return {
        look: tag(
            "svg",
            drawn.get(look) or mark(look, 14, 8),
            viewBox="0 0 28 16",
            width=28,
            height=16,
            aria_hidden="true",
            focusable="false",
        )
        for look in looks
    }
