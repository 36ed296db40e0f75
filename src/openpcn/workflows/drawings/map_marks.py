"""What stands on a map: areas with their edges, borders, practices by list size."""

from __future__ import annotations

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.edges import chosen_edge, edge
from openpcn.workflows.drawings.facts import HIGHEST, AreaOnMap, Band, PracticeOnMap
from openpcn.workflows.drawings.frame import lines, rings
from openpcn.workflows.drawings.map_sheet import Sheet
from openpcn.workflows.drawings.svg import Value, link, path_of, tag, words


def land(sheet: Sheet) -> list[str]:
    """Catchments and shaded areas, the chosen ones last."""
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


def chosen_edges(sheet: Sheet) -> list[str]:
    """The strong edges, above everything but the practices."""
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


def border_lines(sheet: Sheet) -> list[str]:
    """Councils and neighbourhoods."""
    drawn = []
    if sheet.facts.councils is not None:
        data = path_of(lines(sheet.frame.shape(sheet.facts.councils)), closed=False)
        drawn.append(_stroke(data, palette.COUNCIL, 1.5, "0 3.8"))
    if sheet.facts.neighbourhoods is not None:
        data = path_of(lines(sheet.frame.shape(sheet.facts.neighbourhoods)), closed=False)
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


def dots(sheet: Sheet) -> list[str]:
    """Practices, small ones above large ones, the chosen last."""
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
