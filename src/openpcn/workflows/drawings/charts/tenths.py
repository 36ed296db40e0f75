"""Bars for the tenths of deprivation, with a line at the tenth that England has in each."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import (
    NARROW,
    WIDE,
    Scale,
    grid,
    line,
    round_ticks,
    text,
)
from openpcn.workflows.drawings.svg import picture, tag

HEIGHT = 320.0
TOP, BOTTOM = 22.0, 56.0


@dataclass(frozen=True, kw_only=True)
class TenthBars:
    """Shares of patients in per cent, the most deprived tenth first."""

    title: str
    description: str
    shares: tuple[float, ...]
    line_at: float
    line_words: str
    beneath: str


def tenths_svg(facts: TenthBars, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    left, right = 40.0, width - (8 if narrow else 104)
    ticks = round_ticks(max(facts.line_at, *facts.shares) * 1.05)
    values = Scale(low=0, high=ticks[-1], start=HEIGHT - BOTTOM, end=TOP)
    step = (right - left) / len(facts.shares)
    level = values.at(facts.line_at)
    return picture(
        grid(values, ticks, left, right, "%"),
        *(
            tag("rect", x=left + step * at + 2, y=values.at(share), width=step - 4,
                height=values.start - values.at(share),
                fill=colours.FEMALE if at < 2 else colours.MALE)
            for at, share in enumerate(facts.shares)
        ),
        *(
            text(left + step * (at + 0.5), HEIGHT - BOTTOM + 19, str(at + 1), anchor="middle")
            for at in range(len(facts.shares))
        ),
        line(left, level, right, level, colour=colours.TEXT, width=2, dashes="5 3.5"),
        "" if narrow else text(right + 6, level + 5, facts.line_words, colour=colours.TEXT),
        text((left + right) / 2, HEIGHT - 14, facts.beneath, anchor="middle"),
        name=name,
        width=width,
        height=HEIGHT,
        title=facts.title,
        description=facts.description,
    )  # fmt: skip
