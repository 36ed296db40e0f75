"""A sum and what is claimed of it month by month: known to a day, then as it would go on."""

from __future__ import annotations

from collections.abc import Sequence
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
    text,
)
from openpcn.workflows.drawings.svg import picture, tag

HEIGHT, TOP, BOTTOM = 300.0, 18.0, 44.0


@dataclass(frozen=True, kw_only=True)
class UsedUp:
    """Running totals at the end of each month, in thousands of pounds."""

    title: str
    description: str
    totals: tuple[float, ...]
    known: int
    """Months that had ended."""
    whole: float | None
    """The year's sum."""
    months: tuple[str, ...]
    words: tuple[str, str]
    """What stands at the sum and at the end of the line."""
    ends: tuple[float, float] | None = None
    """The lowest and the highest end that are told; the months between go there evenly."""


def used_up_svg(facts: UsedUp, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    ticks = round_ticks(max(*facts.totals, facts.whole or 0, *(facts.ends or ())) * 1.08)
    values = Scale(low=0, high=ticks[-1], start=HEIGHT - BOTTOM, end=TOP)
    left, right = 56.0, width - 12
    across = Scale(low=0, high=len(facts.totals), start=left, end=right)
    points = [(across.at(0), values.at(0))]
    points += [(across.at(at), values.at(total)) for at, total in enumerate(facts.totals, 1)]
    known, rest = points[: facts.known + 1], points[facts.known :]
    parts = [grid(values, ticks, left, right, "k")]
    if facts.whole:
        end = values.at(facts.whole)
        parts += [
            line(left, values.at(0), right, end, colour=colours.BASE, width=1.5, dashes="3 4"),
            line(left, end, right, end, colour=colours.TEXT, width=1.5),
            text(
                right,
                end - 6,
                facts.words[0],
                anchor="end",
                colour=colours.TEXT,
                bold=True,
                halo=True,
            ),
        ]
    if facts.ends:
        parts.append(fan(rest, [values.at(end) for end in facts.ends]))
    parts += [
        path(known, dashes=None),
        path(rest, dashes="6 4"),
        dot(*known[-1]),
        text(right, points[-1][1] + label_shift(facts), facts.words[1], anchor="end",
             colour=colours.DARK, bold=True, halo=True),
    ]  # fmt: skip
    for at, month in enumerate(facts.months):
        if at % (4 if narrow else 2) == 0:
            parts.append(text(across.at(at + 1), HEIGHT - 16, month, anchor="middle"))
    return picture(
        *parts,
        name=name,
        width=width,
        height=HEIGHT,
        title=facts.title,
        description=facts.description,
    )


def label_shift(facts: UsedUp) -> float:
    """Above the end of the line; beneath it where the year's sum lies close above."""
    is_close = facts.whole is not None and facts.whole - facts.totals[-1] < facts.whole * 0.15
    return 34.0 if is_close else -12.0


def fan(rest: Sequence[tuple[float, float]], ends: Sequence[float]) -> str:
    """Between the lowest and the highest end, opening from the last month that is known."""
    low, high = ends
    corners = (rest[0], (rest[-1][0], low), (rest[-1][0], high))
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return tag("polygon", points=told, fill=colours.BAND)


def path(points: Sequence[tuple[float, float]], *, dashes: str | None) -> str:
    """A line through points."""
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag(
        "polyline",
        points=told,
        fill="none",
        stroke=colours.DARK,
        stroke_width=2.5,
        stroke_dasharray=dashes,
    )
