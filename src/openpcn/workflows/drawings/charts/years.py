"""Lines over years: what was published, what is told to come with its interval, what is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpcn.workflows.drawings.charts import colours
from openpcn.workflows.drawings.charts.axes import (
    NARROW,
    WIDE,
    Scale,
    dot,
    grid,
    round_ticks,
    said,
    text,
)
from openpcn.workflows.drawings.svg import picture, tag
from openpcn.workflows.drawings.text import width_of

HEIGHT = 372.0
TOP, BOTTOM = 18.0, 44.0
APART = 18.0
"""Pixels between two labels at the end of lines."""


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """One line; `look` says what it is: published, told, assumed, needed or compared."""

    label: str
    look: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, kw_only=True)
class Years:
    """Lines over years, and the interval of one of them."""

    title: str
    description: str
    lines: tuple[YearLine, ...]
    band: tuple[tuple[int, float, float], ...] = ()
    unit: str = ""


LOOKS = {
    "published": (colours.MAIN, 2.5, None),
    "told": (colours.MAIN, 2.5, "6 4"),
    "assumed": (colours.DARK, 2.5, "2 3"),
    "needed": (colours.NEEDED, 2.0, "9 4 2 4"),
    "compared": (colours.ORDINARY, 2.0, None),
}
"""Colour, width and dashes of each kind of line."""


def years_svg(facts: Years, *, name: str, narrow: bool = False) -> str:
    """Draw it, 576 pixels wide or 326 for a phone."""
    width = NARROW if narrow else WIDE
    reach = [value for one in facts.lines for _, value in one.points]
    reach += [high for _, _, high in facts.band]
    ticks = round_ticks(max(reach, default=1.0) * 1.04)
    values = Scale(low=0, high=ticks[-1], start=HEIGHT - BOTTOM, end=TOP)
    left = 16 + max(width_of(said(one, facts.unit), 14) for one in ticks)
    labels = max((width_of(one.label, 14, bold=True) for one in facts.lines), default=0)
    right = width - labels - 14
    years = sorted({year for one in facts.lines for year, _ in one.points})
    across = Scale(low=years[0], high=max(years[-1], years[0] + 1), start=left + 6, end=right - 4)
    return picture(
        band_of(facts.band, across, values),
        grid(values, ticks, left, right, facts.unit),
        *(part for one in facts.lines for part in line_of(one, across, values)),
        *labels_of(facts.lines, values, right),
        *year_words(years, across),
        name=name,
        width=width,
        height=HEIGHT,
        title=facts.title,
        description=facts.description,
    )


def band_of(band: Sequence[tuple[int, float, float]], across: Scale, values: Scale) -> str:
    """The interval as an area."""
    if len(band) < 2:
        return ""
    edge = [(year, high) for year, _, high in band] + [(year, low) for year, low, _ in band[::-1]]
    points = " ".join(f"{across.at(year):.1f},{values.at(value):.1f}" for year, value in edge)
    return tag("polygon", points=points, fill=colours.BAND)


def line_of(one: YearLine, across: Scale, values: Scale) -> Iterator[str]:
    """A line through its points; published years have marks."""
    colour, width, dashes = LOOKS[one.look]
    points = [(across.at(year), values.at(value)) for year, value in one.points]
    yield tag(
        "polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), fill="none",
        stroke=colour, stroke_width=width, stroke_dasharray=dashes,
    )  # fmt: skip
    if one.look in ("published", "compared"):
        yield from (dot(x, y, colour=colour) for x, y in points)


def labels_of(lines: Sequence[YearLine], values: Scale, right: float) -> Iterator[str]:
    """The name of each line at its end, moved apart where they would touch."""
    named = [one for one in lines if one.label and one.points]
    order = sorted(named, key=lambda one: -one.points[-1][1])
    last = -APART
    for one in order:
        last = max(values.at(one.points[-1][1]) + 5, last + APART)
        yield text(right + 6, last, one.label, colour=LOOKS[one.look][0], bold=True)


def year_words(years: Sequence[int], across: Scale) -> Iterator[str]:
    """Years beneath, as many as have room."""
    room = across.end - across.start
    step = next((each for each in (1, 2, 5, 10) if room / max(len(years) / each, 1) >= 44), 20)
    for year in range(years[0], years[-1] + 1):
        if (years[-1] - year) % step == 0:
            yield text(across.at(year), HEIGHT - BOTTOM + 22, str(year), anchor="middle")


def look_mark(look: str) -> str:
    """A small picture of a kind of line, or of the interval, for the legend beneath."""
    if look == "interval":
        drawn = tag("rect", x=2, y=2, width=24, height=12, fill=colours.BAND)
    else:
        colour, width, dashes = LOOKS[look]
        drawn = tag("line", x1=2, y1=8, x2=26, y2=8, stroke=colour, stroke_width=width,
                    stroke_dasharray=dashes)  # fmt: skip
    return tag(
        "svg", drawn, viewBox="0 0 28 16", width=28, height=16, aria_hidden="true",
        focusable="false",
    )  # fmt: skip
