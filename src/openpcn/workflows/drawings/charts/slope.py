"""A deprivation slope: groups from most to least deprived, with intervals and the fitted line."""

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
    round_ticks,
    said,
    text,
)
from openpcn.workflows.drawings.svg import picture
from openpcn.workflows.drawings.text import width_of

HEIGHT = 392.0
TOP, BOTTOM = 18.0, 60.0


@dataclass(frozen=True, kw_only=True)
class SlopeGroup:
    """One group; `at` is the middle of its patients in the order of deprivation, 0 to 1."""

    at: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Slope:
    """Groups in the order of deprivation, the most deprived first, and the line through them."""

    title: str
    description: str
    groups: tuple[SlopeGroup, ...]
    most_deprived: float
    least_deprived: float
    """The ends of the line, in the units of the axis."""
    most_words: str
    least_words: str
    difference: str
    unit: str
    ends: tuple[str, str]
    """What stands under the first and the last group."""
    beneath: str


def slope_svg(facts: Slope, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    ends = (facts.most_deprived, facts.least_deprived)
    ticks = round_ticks(max(*ends, *(one.high for one in facts.groups)) * 1.12)
    values = Scale(low=0, high=ticks[-1], start=HEIGHT - BOTTOM, end=TOP)
    left = 16 + max(width_of(said(one, facts.unit), 14) for one in ticks)
    right = width - (width_of(facts.least_words, 14, bold=True) + 12)
    across = Scale(low=0, high=1, start=left, end=right)
    return picture(
        grid(values, ticks, left, right, facts.unit),
        line(left, values.at(ends[0]), right, values.at(ends[1]), colour=colours.DARK, width=2.5),
        *(part for one in facts.groups for part in group_of(one, across, values)),
        text(left + 6, first_label(facts, values), facts.most_words, colour=colours.DARK,
             bold=True, halo=True),
        text(right + 8, values.at(ends[1]) + 5, facts.least_words, colour=colours.DARK, bold=True),
        *difference_words(facts, left, right, values),
        text(left, HEIGHT - BOTTOM + 20, facts.ends[0]),
        text(right, HEIGHT - BOTTOM + 20, facts.ends[1], anchor="end"),
        text((left + right) / 2, HEIGHT - 16, facts.beneath, anchor="middle"),
        name=name,
        width=width,
        height=HEIGHT,
        title=facts.title,
        description=facts.description,
    )  # fmt: skip


def group_of(one: SlopeGroup, across: Scale, values: Scale) -> list[str]:
    """The interval of a group and its mark."""
    x = across.at(one.at)
    return [
        line(x, values.at(one.low), x, values.at(one.high), colour=colours.INTERVAL, width=2.5),
        dot(x, values.at(one.value), radius=5.5, colour=colours.MAIN),
    ]


def first_label(facts: Slope, values: Scale) -> float:
    """Beneath the start of the line where it falls, above where it rises or would leave."""
    start = values.at(facts.most_deprived)
    return start + 22 if start + 40 < values.start else start - 10


def difference_words(facts: Slope, left: float, right: float, values: Scale) -> list[str]:
    """The difference along the line with its interval, where the line leaves room."""
    falls = facts.most_deprived >= facts.least_deprived
    anchor, x = ("end", right) if falls else ("start", left + 8)
    y = values.end + 12
    return [
        text(x, y, "Difference along the line", anchor=anchor, halo=True),
        text(x, y + 20, facts.difference, anchor=anchor, colour=colours.TEXT, bold=True, halo=True),
    ]
