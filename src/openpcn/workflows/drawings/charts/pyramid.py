"""A population pyramid: five-year bands as a share of all, another population as an outline."""

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

ROW = 16.0
TOP = 28.0
MIDDLE = 64.0
"""Pixels between the sexes, where the ages stand."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """One band of ages, in per cent of everyone of the population."""

    label: str
    male: float
    female: float
    other_male: float | None = None
    other_female: float | None = None
    """Of the population that it is compared with."""


@dataclass(frozen=True, kw_only=True)
class Pyramid:
    """Two populations by age and sex; the youngest band first."""

    title: str
    description: str
    bands: tuple[Band, ...]
    compared: bool
    """Whether an outline is held."""


def pyramid_svg(facts: Pyramid, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    height = TOP + ROW * len(facts.bands) + 48
    ticks = round_ticks(most_in(facts), number=2 if narrow else 4)
    inner = (width - MIDDLE) / 2
    men = Scale(low=0, high=ticks[-1], start=inner, end=18)
    women = Scale(low=0, high=ticks[-1], start=inner + MIDDLE, end=width - 18)
    base = TOP + ROW * len(facts.bands)
    return picture(
        text(inner, 14, "Male", anchor="end", colour=colours.TEXT, bold=True),
        text(inner + MIDDLE, 14, "Female", colour=colours.TEXT, bold=True),
        *grids(men, women, ticks, base),
        *bars(facts.bands, men, women, base),
        *outlines(facts, men, women, base),
        *ages(facts.bands, width / 2, base),
        text(width / 2, base + 40, "share of all registered patients", anchor="middle"),
        name=name,
        width=width,
        height=height,
        title=facts.title,
        description=facts.description,
    )


def most_in(facts: Pyramid) -> float:
    """The largest share drawn."""
    return max(
        max(one.male, one.female, one.other_male or 0, one.other_female or 0) for one in facts.bands
    )


def grids(men: Scale, women: Scale, ticks: tuple[float, ...], base: float) -> list[str]:
    """Lines up from the round shares of either side."""
    parts = []
    for value in ticks:
        for scale in (men, women):
            x = scale.at(value)
            parts.append(line(x, TOP, x, base))
            parts.append(text(x, base + 20, said(value, "%"), anchor="middle"))
    return parts


def bars(bands: tuple[Band, ...], men: Scale, women: Scale, base: float) -> list[str]:
    """One bar a band and sex."""
    parts = []
    for at, one in enumerate(bands, start=1):
        y = base - at * ROW + 1
        left, right = men.at(one.male), women.at(one.female)
        parts.append(
            tag("rect", x=left, y=y, width=men.start - left, height=ROW - 1.5, fill=colours.MALE)
        )
        parts.append(
            tag("rect", x=women.start, y=y, width=right - women.start, height=ROW - 1.5,
                fill=colours.FEMALE)
        )  # fmt: skip
    return parts


def outlines(facts: Pyramid, men: Scale, women: Scale, base: float) -> list[str]:
    """The other population as steps, on a white casing."""
    if not facts.compared:
        return []
    parts = []
    for scale, shares in (
        (men, [one.other_male or 0 for one in facts.bands]),
        (women, [one.other_female or 0 for one in facts.bands]),
    ):
        path = f"M{scale.at(shares[0]):.1f} {base:.1f}"
        for at, share in enumerate(shares, start=1):
            path += f"H{scale.at(share):.1f}V{base - at * ROW:.1f}"
        path += f"H{scale.start:.1f}"
        for colour, size in ((colours.WHITE, 4.0), (colours.TEXT, 2.0)):
            parts.append(tag("path", d=path, fill="none", stroke=colour, stroke_width=size))
    return parts


def ages(bands: tuple[Band, ...], middle: float, base: float) -> list[str]:
    """Every second band by name."""
    return [
        text(middle, base - at * ROW - 3, one.label, anchor="middle")
        for at, one in enumerate(bands)
        if at % 2 == 0
    ]
