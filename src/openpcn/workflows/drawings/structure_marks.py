"""The marks of a structure diagram: squares that carry the edge rule, dots by list size."""

from __future__ import annotations

import math

from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import Band
from openpcn.workflows.drawings.structure_facts import StructureNetwork, StructurePractice
from openpcn.workflows.drawings.structure_forms import SQUARE
from openpcn.workflows.drawings.structure_words import patients
from openpcn.workflows.drawings.svg import link, tag, words
from openpcn.workflows.drawings.text import short_name


def text_at(
    said: str,
    x: float,
    y: float,
    size: float,
    *,
    fill: str = palette.TEXT,
    bold: bool = False,
    end: bool = False,
) -> str:
    """A line of text; `end` puts its end at x."""
    return tag(
        "text",
        words(said),
        x=x,
        y=y,
        font_size=size,
        font_weight=700 if bold else None,
        fill=fill,
        text_anchor="end" if end else None,
    )


def network_square(x: float, y: float, network: StructureNetwork) -> str:
    """A network as a square that leads to it."""
    said = f"{short_name(network.name)}: {patients(network.patients)}"
    return link(network.href, *size_square(x, y, network.band), title=said)


def size_square(x: float, y: float, band: Band, *, strong: bool = False) -> list[str]:
    """Plain inside the range, dashed below, double above, grey where not known."""
    colour = palette.DARK if strong else palette.SECOND_TEXT
    outer = tag(
        "rect",
        x=x + 0.5,
        y=y + 0.5,
        width=SQUARE - 1,
        height=SQUARE - 1,
        fill=palette.NOT_KNOWN[0] if band is Band.NOT_KNOWN else "#ffffff",
        stroke=colour,
        stroke_width=2.0 if strong else 1.2,
        stroke_dasharray="3.5 2.5" if band is Band.BELOW else None,
    )
    if band is not Band.ABOVE:
        return [outer]
    inner = tag(
        "rect",
        x=x + 4.5,
        y=y + 4.5,
        width=SQUARE - 9,
        height=SQUARE - 9,
        fill="none",
        stroke=colour,
        stroke_width=1.2,
    )
    return [outer, inner]


def practice_dot(practice: StructurePractice, x: float, y: float) -> str:
    """A practice by its list, ringed where it changes."""
    radius = min(max(2.5, 4.4 * math.sqrt((practice.patients or 0) / 10_000)), 8.0)
    if practice.patients is None:
        return tag("circle", cx=x, cy=y, r=4, fill="#ffffff", stroke=palette.DOT, stroke_width=1.2)
    if not practice.change:
        return tag("circle", cx=x, cy=y, r=radius, fill=palette.DARK)
    return tag(
        "circle",
        cx=x,
        cy=y,
        r=max(radius + 3, 7.0),
        fill="#ffffff",
        stroke=palette.CHANGE,
        stroke_width=1.8,
    ) + tag("circle", cx=x, cy=y, r=min(radius, 6.0), fill=palette.DARK)
