"""The names on a map: chosen practices first, then areas, none over another."""

from __future__ import annotations

import shapely

from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import PracticeOnMap
from openpcn.workflows.drawings.furniture import (
    locator_box,
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
from openpcn.workflows.drawings.map_sheet import Sheet
from openpcn.workflows.drawings.svg import path_of, tag, words
from openpcn.workflows.drawings.text import brief_name, practice_name, short_name, told_apart


def place_names(sheet: Sheet) -> tuple[list[Label], Box | None]:
    """Every name in its place and the box of the locator; chosen practices come first."""
    facts, frame = sheet.facts, sheet.frame
    chosen = [one for one in facts.practices if one.chosen and frame.holds(*sheet.dot(one))]
    spots = _spots(sheet, sorted(chosen, key=lambda one: (-(one.patients or 0), one.code)))
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


def _spots(sheet: Sheet, chosen: list[PracticeOnMap]) -> list[tuple[str, str, float, float, float]]:
    shorten = practice_name if sheet.frame.width > 400 else brief_name
    names = [one.name for one in chosen]
    apart = told_apart(names, [shorten(name) for name in names])
    return [
        (one.code, name, *sheet.dot(one), sheet.radius(one) + 2)
        for one, name in zip(chosen, apart, strict=True)
    ]


def _small_dots(sheet: Sheet) -> list[Box]:
    spots = [(*sheet.dot(one), sheet.radius(one)) for one in sheet.facts.practices]
    return [box_around(x, y, r * 2, r * 2) for x, y, r in spots if sheet.frame.holds(x, y)]


def _inset(sheet: Sheet, dots: list[Box]) -> Box | None:
    if sheet.facts.whole is None or sheet.frame.width < 400:
        return None
    parts = [sheet.shapes[area.code] for area in sheet.facts.areas if area.chosen]
    land = [part.bounds for shape in parts for part in shapely.get_parts(shape)]
    return locator_box(sheet.frame, [*dots, *land])


def labels_svg(labels: list[Label]) -> str:
    """Names with a white halo, and lines to those that lie away."""
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
