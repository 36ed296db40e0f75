"""A map as SVG: soft catchments, the chosen one strong, practices by list size, names apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.edges import chosen_edge, edge
from openpcn.workflows.drawings.facts import HIGHEST, AreaOnMap, Band, MapFacts, PracticeOnMap
from openpcn.workflows.drawings.frame import Extent, Frame, frame_around, lines, rings
from openpcn.workflows.drawings.furniture import (
    hatch,
    locator,
    locator_box,
    scale_bar,
    scale_bar_box,
)
from openpcn.workflows.drawings.labels import (
    ENOUGH_ROOM,
    Box,
    Label,
    Room,
    box_around,
    name_areas,
    name_points,
)
from openpcn.workflows.drawings.svg import Value, link, path_of, picture, tag, words
from openpcn.workflows.drawings.text import brief_name, practice_name, short_name

WIDE = (660.0, 554.0)
NARROW = (326.0, 326.0)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The facts with their shapes in pixels."""

    facts: MapFacts
    frame: Frame
    name: str
    shapes: dict[str, BaseGeometry]

    def dot(self, practice: PracticeOnMap) -> tuple[float, float]:
        """Where a practice stands."""
        return self.frame.point(practice.easting, practice.northing)

    def radius(self, practice: PracticeOnMap) -> float:
        """How large its mark is: smaller on a map of the whole, where practices crowd."""
        crowded = 0.55 if self.facts.names_every_area else 1.0
        crowded *= 0.75 if self.frame.width < 400 else 1.0
        return max(radius_of(practice.patients) * crowded, 1.4)


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
            *_land(sheet),
            *_lines(sheet),
            *_chosen_edges(sheet),
            *_dots(sheet),
            clip_path=f"url(#{name}-window)",
        ),
        _labels(labels),
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


def sheet_of(facts: MapFacts, name: str, narrow: bool) -> Sheet:
    """The facts on a sheet of the right shape for a wide or a narrow page."""
    width, height = NARROW if narrow else WIDE
    if facts.names_every_area:
        height = min(max(_upright(facts.extent) * width, 0.6 * width), 1.1 * width)
    pad = 0.03 if facts.names_every_area else (0.08 if narrow else 0.2)
    frame = frame_around(facts.extent, width=width, height=height, pad=pad)
    shapes = {area.code: frame.shape(area.shape) for area in facts.areas}
    return Sheet(facts=facts, frame=frame, name=name, shapes=shapes)


def _upright(extent: Extent) -> float:
    west, south, east, north = extent
    return (north - south) / max(east - west, 1.0)


def _window(frame: Frame, name: str) -> str:
    return tag("clipPath", tag("rect", width=frame.width, height=frame.height), id=name)


def _chosen_land(facts: MapFacts) -> BaseGeometry:
    if facts.outline is not None:
        return facts.outline
    return shapely.union_all([area.shape for area in facts.areas if area.chosen])


def _land(sheet: Sheet) -> list[str]:
    shades = [_shade(sheet, area) for area in sheet.facts.shades]
    ordinary = [area for area in sheet.facts.areas if not area.chosen]
    chosen = [area for area in sheet.facts.areas if area.chosen]
    return [
        *shades,
        *(_area(sheet, area) for area in ordinary),
        *(_area(sheet, area) for area in chosen),
    ]


def _shade(sheet: Sheet, area: AreaOnMap) -> str:
    data = path_of(rings(sheet.frame.shape(area.shape)))
    said = tag("title", words(f"{area.name}: {area.words}"))
    return data and tag(
        "path", said, d=data, fill=_fill(sheet, area), stroke="#ffffff", stroke_width=0.4
    )


def _area(sheet: Sheet, area: AreaOnMap) -> str:
    shape = sheet.shapes[area.code]
    data = path_of(rings(shape))
    if not data:
        return ""
    drawn = "" if area.chosen else edge(shape, area.band)
    body = tag("path", d=data, fill=_fill(sheet, area), fill_rule="evenodd")
    said = f"{as_written(area.name)}: {area.words}" if area.words else as_written(area.name)
    return link(area.href, body, drawn, title=said)


def _chosen_edges(sheet: Sheet) -> list[str]:
    chosen = [area for area in sheet.facts.areas if area.chosen]
    drawn = [chosen_edge(sheet.shapes[area.code], area.band) for area in chosen]
    if sheet.facts.outline is not None:
        drawn.append(chosen_edge(sheet.frame.shape(sheet.facts.outline), None))
    return drawn


def _fill(sheet: Sheet, area: AreaOnMap) -> str:
    if area.shade is not None:
        return palette.BLUES[area.shade]
    if area.chosen and not sheet.facts.shades:
        return palette.CHOSEN
    if sheet.facts.shades and area in sheet.facts.areas:
        return "none"
    if area.band is Band.NOT_KNOWN or (area.colour is None and area.band is None):
        return f"url(#{sheet.name}-not-known)"
    return palette.FAINT if area.colour is None else palette.SOFT[area.colour % 6]


def _lines(sheet: Sheet) -> list[str]:
    drawn = []
    if sheet.facts.councils is not None:
        data = path_of(lines(sheet.frame.shape(sheet.facts.councils)), closed=False)
        drawn.append(_stroke(data, palette.COUNCIL, 1.5, "0 3.8"))
    for area in sheet.facts.neighbourhoods:
        data = path_of(rings(sheet.frame.shape(area.shape)))
        drawn.append(_stroke(data, palette.NEIGHBOURHOOD, 1.6, "9 3 1 3"))
    return drawn


def _stroke(data: str, colour: str, width: float, dash: str) -> str:
    return data and tag(
        "path",
        d=data,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_linecap="round",
    )


def radius_of(patients: int | None) -> float:
    """The radius of a practice in pixels: its area grows with its list."""
    return 2.2 if patients is None else max(2.2, 5.5 * math.sqrt(patients / 10_000))


def _dots(sheet: Sheet) -> list[str]:
    in_order = sorted(
        sheet.facts.practices, key=lambda one: (one.chosen, -(one.patients or 0), one.code)
    )
    return [_dot(sheet, practice) for practice in in_order]


def _dot(sheet: Sheet, practice: PracticeOnMap) -> str:
    x, y = sheet.dot(practice)
    if not sheet.frame.holds(x, y, margin=8):
        return ""
    size = "list not known" if practice.patients is None else f"{practice.patients:,} patients"
    marks = [_mark(x, y, sheet.radius(practice), practice)]
    if practice.changed:
        ring = sheet.radius(practice) + 3
        marks.append(
            tag("circle", cx=x, cy=y, r=ring, fill="none", stroke=palette.CHANGE, stroke_width=2.0)
        )
    said = tag("title", words(f"{as_written(practice.name)}: {size}"))
    if practice.chosen and practice.href:
        return tag("a", said, *marks, href=practice.href)
    return tag("g", said, *marks)


def _mark(x: float, y: float, radius: float, practice: PracticeOnMap) -> str:
    look = _look(practice)
    if practice.patients is not None and practice.patients > HIGHEST:
        half = radius * 0.886
        return tag("rect", x=x - half, y=y - half, width=half * 2, height=half * 2, **look)
    return tag("circle", cx=x, cy=y, r=radius + (1 if practice.chosen else 0), **look)


def _look(practice: PracticeOnMap) -> dict[str, Value]:
    if practice.patients is None:
        return {"fill": "#ffffff", "stroke": palette.DOT, "stroke_width": 1.4}
    if practice.chosen:
        return {"fill": palette.DARK, "stroke": "#ffffff", "stroke_width": 2.0}
    return {"fill": palette.DOT, "fill_opacity": 0.75, "stroke": "#ffffff", "stroke_width": 0.6}


def place_names(sheet: Sheet) -> tuple[list[Label], Box | None]:
    """Every name in its place and the box of the locator; chosen practices come first."""
    facts, frame = sheet.facts, sheet.frame
    chosen = [one for one in facts.practices if one.chosen and frame.holds(*sheet.dot(one))]
    spots = [
        _spot(sheet, one)
        for one in sorted(chosen, key=lambda one: (-(one.patients or 0), one.code))
    ]
    dots = [box_around(x, y, radius * 2 + 2, radius * 2 + 2) for _, _, x, y, radius in spots]
    inset = _inset(sheet, dots)
    taken = [scale_bar_box(frame), *dots, *([inset] if inset else [])]
    room = Room(width=frame.width, height=frame.height, taken=tuple(taken))
    size = 13.0 if frame.width > 400 else 12.0
    names, room = name_points(spots, room, size=size) if len(spots) <= 40 else ([], room)
    return names + _name_others(sheet, room), inset


def _name_others(sheet: Sheet, room: Room) -> list[Label]:
    facts = sheet.facts
    others = [area for area in facts.areas if not area.chosen and area.shade is None]
    strong = [area for area in others if facts.names_every_area and area.colour is not None]
    faint = [area for area in others if area not in strong]
    placed: list[Label] = []
    for areas, bold in ((strong, True), (faint, False)):
        labels, room = name_areas(
            [(area.code, short_name(area.name), sheet.shapes[area.code]) for area in areas],
            room,
            size=12.0 if sheet.frame.width > 400 else 11.0,
            avoid=_small_dots(sheet),
            bold=bold,
            enough=900.0 if bold else ENOUGH_ROOM,
        )
        placed += labels
    return placed


def _spot(sheet: Sheet, one: PracticeOnMap) -> tuple[str, str, float, float, float]:
    x, y = sheet.dot(one)
    name = practice_name(one.name) if sheet.frame.width > 400 else brief_name(one.name)
    return one.code, name, x, y, sheet.radius(one) + 2


def _small_dots(sheet: Sheet) -> list[Box]:
    spots = [(*sheet.dot(one), sheet.radius(one)) for one in sheet.facts.practices]
    return [box_around(x, y, r * 2, r * 2) for x, y, r in spots if sheet.frame.holds(x, y)]


def _inset(sheet: Sheet, dots: list[Box]) -> Box | None:
    if sheet.facts.whole is None or sheet.frame.width < 400:
        return None
    parts = [sheet.shapes[area.code] for area in sheet.facts.areas if area.chosen]
    land = [part.bounds for shape in parts for part in shapely.get_parts(shape)]
    return locator_box(sheet.frame, [*dots, *land])


def _labels(labels: list[Label]) -> str:
    return tag("g", *(_label(label) for label in labels), aria_hidden="true", pointer_events="none")


def _label(label: Label) -> str:
    x, _ = label.centre
    top = label.box[1] + label.size * 0.95 + 1
    rows = [
        tag("tspan", words(line), x=x, y=top + at * label.size * 1.25)
        for at, line in enumerate(label.lines)
    ]
    text = tag(
        "text",
        *rows,
        font_size=label.size,
        font_weight=700 if label.bold else None,
        fill=palette.TEXT if label.bold else palette.LABEL,
        text_anchor="middle",
        stroke="#ffffff",
        stroke_width=3.0,
        stroke_linejoin="round",
        paint_order="stroke",
    )
    return _leader(label) + text


def _leader(label: Label) -> str:
    if label.leads_to is None:
        return ""
    x, y = label.leads_to
    left, top, right, bottom = label.box
    near = (min(max(x, left), right), min(max(y, top), bottom))
    data = path_of([[(x, y), near]], closed=False)
    return tag("path", d=data, fill="none", stroke="#ffffff", stroke_width=3.0) + tag(
        "path", d=data, fill="none", stroke=palette.TEXT, stroke_width=1.0
    )
