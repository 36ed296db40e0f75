"""Dots with intervals: several measures of one area, each as a ratio to its comparison."""

from __future__ import annotations

import math
from dataclasses import dataclass

from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import (
    NARROW,
    WIDE,
    Scale,
    dot,
    line,
    said,
    text,
    triangle,
)
from openpcn.workflows.drawings.svg import picture
from openpcn.workflows.drawings.text import cut, width_of

ROW, ROW_NARROW = 26.0, 46.0
TOP = 26.0
MARGIN = 132.0
"""Pixels at the right, for the values."""
NAMES = 196.0
"""Pixels at the left, for the names."""
RATIOS = (0.1, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0)


FARTHEST_PEERS = (0.4, 2.5)
"""Peers farther away do not stretch the scale, and are drawn where they fall inside it."""


@dataclass(frozen=True, kw_only=True)
class DotRow:
    """One measure, as a ratio to that of the comparison."""

    label: str
    ratio: float
    low: float
    high: float
    standing: str
    """above, below or within: whether the interval holds the comparison."""
    value: str
    """In words, for the margin."""
    peers: tuple[float, ...] = ()
    """The ratios of others, above nought."""


@dataclass(frozen=True, kw_only=True)
class Dots:
    """Several measures of one area."""

    title: str
    description: str
    compared_with: str
    rows: tuple[DotRow, ...]


def dots_svg(facts: Dots, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    row = ROW_NARROW if narrow else ROW
    base = TOP + row * len(facts.rows) + 4
    scale = scale_of(facts.rows, 14 if narrow else NAMES, width - (14 if narrow else MARGIN))
    one = scale.at(0)
    return picture(
        *ratios(scale, base),
        line(one, TOP - 4, one, base, colour=colours.TEXT, width=2),
        text(one, 14, f"{facts.compared_with} = 1", anchor="middle", colour=colours.TEXT),
        *(
            part
            for at, each in enumerate(facts.rows)
            for part in row_of(each, TOP + row * at, width, scale, narrow)
        ),
        text((scale.start + scale.end) / 2, base + 38,
             f"times {facts.compared_with}", anchor="middle"),
        name=name,
        width=width,
        height=base + 46,
        title=facts.title,
        description=facts.description,
    )  # fmt: skip


def scale_of(rows: tuple[DotRow, ...], start: float, end: float) -> Scale:
    """A scale of logarithms, with 1 inside and room for all intervals up to ten times."""
    values = [v for one in rows for v in (one.low, one.high, one.ratio) if v > 0]
    peers = [v for one in rows for v in one.peers if FARTHEST_PEERS[0] <= v <= FARTHEST_PEERS[1]]
    low = max(min([0.8, *values, *peers]), RATIOS[0])
    high = min(max([1.25, *values, *peers]), RATIOS[-1])
    return Scale(low=math.log(low * 0.95), high=math.log(high * 1.05), start=start, end=end)


def ratios(scale: Scale, base: float) -> list[str]:
    """Lines at round ratios, as many as have room."""
    parts: list[str] = []
    shown: list[float] = []
    inside = [one for one in RATIOS if scale.low <= math.log(one) <= scale.high]
    for value in sorted(inside, key=lambda one: abs(math.log(one))):
        x = scale.at(math.log(value))
        parts.append(line(x, TOP - 4, x, base))
        if all(abs(x - other) >= 34 for other in shown):
            shown.append(x)
            parts.append(text(x, base + 19, said(value), anchor="middle"))
    return parts


def row_of(one: DotRow, top: float, width: float, scale: Scale, narrow: bool) -> list[str]:
    """One measure: its name, the others, the interval, the mark and the value."""
    y = top + (32 if narrow else 13)
    words_at = top + (17 if narrow else 18)
    value_width = width_of(one.value, 14)
    room = width - value_width - 12 if narrow else NAMES - 12
    parts = [
        text(0, words_at, cut(one.label, 14, room), colour=colours.TEXT, halo=narrow),
        text(width, words_at, one.value, anchor="end", colour=colours.TEXT, halo=narrow),
    ]
    for ratio in one.peers:
        if not scale.low <= math.log(ratio) <= scale.high:
            continue
        x = scale.at(math.log(ratio))
        parts.append(line(x, y - 5, x, y + 5, colour=colours.FAINT, width=1.6))
    low, high = (scale.at(math.log(max(value, 1e-6))) for value in (one.low, one.high))
    parts.append(line(low, y, high, y, colour=colours.INTERVAL, width=2.5))
    x = scale.at(math.log(max(one.ratio, 1e-6)))
    if one.standing == "within":
        parts.append(dot(x, y, radius=5, colour=colours.MAIN))
    else:
        parts.append(triangle(x, y, up=one.standing == "above"))
    return parts
