"""A map as SVG: soft catchments, the chosen one strong, practices by list size, names apart."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import MapFacts
from openpcn.workflows.drawings.frame import Frame
from openpcn.workflows.drawings.furniture import (
    hatch,
    locator,
    scale_bar,
)
from openpcn.workflows.drawings.map_assets import marks
from openpcn.workflows.drawings.map_marks import border_lines, chosen_edges, dots, land
from openpcn.workflows.drawings.map_names import labels_svg, place_names
from openpcn.workflows.drawings.map_sheet import sheet_of
from openpcn.workflows.drawings.svg import picture, tag


def map_svg(facts: MapFacts, *, name: str = "map", narrow: bool = False) -> str:
    """Draw a map, 660 pixels wide or 326 for a phone; `name` keeps its ids apart on a page."""
    sheet = sheet_of(facts, name, narrow)
    labels, inset = place_names(sheet)
    frame = sheet.frame
    return picture(
        tag("defs", hatch(f"{name}-not-known"), _window(frame, f"{name}-window")),
        tag("rect", width=frame.width, height=frame.height, fill="#ffffff"),
        tag(
            "g",
            *land(sheet),
            *border_lines(sheet),
            *chosen_edges(sheet),
            *dots(sheet),
            *marks(sheet),
            clip_path=f"url(#{name}-window)",
        ),
        labels_svg(labels),
        scale_bar(frame),
        locator(frame, inset, facts.whole, _chosen_land(facts)) if inset and facts.whole else "",
        tag(
            "rect",
            x=0.5,
            y=0.5,
            width=frame.width - 1,
            height=frame.height - 1,
            fill="none",
            stroke=palette.HAIRLINE,
        ),
        name=name,
        width=frame.width,
        height=frame.height,
        title=facts.title,
        description=facts.description,
    )


def _window(frame: Frame, name: str) -> str:
    return tag("clipPath", tag("rect", width=frame.width, height=frame.height), id=name)


def _chosen_land(facts: MapFacts) -> BaseGeometry:
    if facts.outline is not None:
        return facts.outline
    return shapely.union_all([area.shape for area in facts.areas if area.chosen])
