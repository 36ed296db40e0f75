"""The small maps of the planner: the same land in every column, few networks strong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.geography.outlines import outlines
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.edges import inset
from openpcn.workflows.drawings.facts import Band, band_of
from openpcn.workflows.drawings.frame import Extent, Frame, frame_around, rings
from openpcn.workflows.drawings.furniture import scale_bar, scale_bar_box
from openpcn.workflows.drawings.labels import Room, box_around, name_points
from openpcn.workflows.drawings.map_sheet import radius_of
from openpcn.workflows.drawings.svg import path_of, picture, tag, words
from openpcn.workflows.drawings.text import brief_name
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import Catchments, catchments_of
from openpcn.workflows.maps.facts import MAIN_PIECE
from openpcn.workflows.maps.regrouped import owners
from openpcn.workflows.planner.ground import Ground

SIZE = 288.0
FILLS = ("#8fbbe3", "#a6d9d0", "#f6dfa6", "#d9cbe6", "#f0c9d2", "#cfdcae")
EDGES = ("#003087", "#00524d", "#6b4a00", "#3f1f6b", "#7a1f35", "#3d4d12")
NEAR = 3_000.0
"""Metres around the practices in question that a map shows."""


def picture_of(
    ground: Ground,
    network_of: Mapping[str, str],
    *,
    strong: Sequence[str],
    extent: Extent,
    changed: Sequence[str],
    name: str,
    title: str,
    description: str,
) -> str:
    """One small map; `strong` networks in their colours, `changed` practices ringed and named."""
    inputs = (
        ground.system.code,
        ground.when.as_at,
        ground.when.as_known,
        stamp(),
        sorted(network_of.items()),
        tuple(strong),
        extent,
        tuple(changed),
        name,
        title,
    )
    return kept(
        "planner-map",
        inputs,
        lambda: _draw(ground, network_of, strong, extent, changed, (name, title, description)),
    )


def land_of(ground: Ground) -> Catchments:
    """The land of a plan's system, held in memory: a practice is moved many times in a minute."""
    where = (ground.system.code, ground.when.as_at, ground.when.as_known, stamp())
    if where not in _LANDS:
        if len(_LANDS) >= MOST_LANDS:
            _LANDS.pop(next(iter(_LANDS)))
        _LANDS[where] = catchments_of(ground.system.code, when=ground.when)
    return _LANDS[where]


_LANDS: dict[object, Catchments] = {}
MOST_LANDS = 2
"""Systems whose land each server process holds."""


def _draw(
    ground: Ground,
    network_of: Mapping[str, str],
    strong: Sequence[str],
    extent: Extent,
    changed: Sequence[str],
    said: tuple[str, str, str],
) -> str:
    land = land_of(ground)
    frame = frame_around(extent, width=SIZE, height=SIZE, pad=0.04)
    shapes = shapes_of(land, network_of, strong)
    faint = [
        tag("path", d=d, fill=palette.FAINT, stroke="#ffffff", stroke_width=1.0)
        for code in sorted(land.drawn)
        if (d := path_of(rings(frame.shape(land.drawn[code].shape))))
    ]
    drawn = []
    for at, code in enumerate(strong):
        if code in shapes:
            members = [c for c, network in network_of.items() if network == code]
            patients = sum(ground.practices[c].patients or 0 for c in members)
            colour = at if len(strong) <= len(FILLS) else land.fills.get(code, at)
            drawn.append(_strong(frame.shape(shapes[code]), band_of(patients), colour))
    name, title, description = said
    return picture(
        tag("defs", tag("clipPath", tag("rect", width=SIZE, height=SIZE), id=f"{name}-window")),
        tag("rect", width=SIZE, height=SIZE, fill="#ffffff"),
        tag(
            "g",
            *faint,
            *drawn,
            *_dots(ground, land, frame, network_of, strong, changed),
            clip_path=f"url(#{name}-window)",
        ),
        _names(ground, land, frame, changed),
        scale_bar(frame),
        tag(
            "rect", x=0.5, y=0.5, width=SIZE - 1, height=SIZE - 1,
            fill="none", stroke=palette.HAIRLINE,
        ),
        name=name,
        width=SIZE,
        height=SIZE,
        title=title,
        description=description or "Today's networks.",
    )  # fmt: skip


def extent_of(
    ground: Ground,
    plans: Sequence[Mapping[str, str]],
    *,
    strong: Sequence[str],
    around: Sequence[str],
) -> Extent:
    """The land that every column shows: strong networks under each plan, and some practices."""
    land = land_of(ground)
    codes = {c for plan in plans for c, network in plan.items() if network in strong} | set(around)
    spots: list[BaseGeometry] = [
        shapely.Point(p.easting, p.northing).buffer(NEAR)
        for c, p in land.points.items()
        if c in codes
    ]
    for plan in plans if len(strong) <= len(FILLS) else ():
        spots += [
            part for shape in shapes_of(land, plan, strong).values() for part in main_pieces(shape)
        ]
    if not spots:
        spots = [outline.shape for outline in land.drawn.values()]
    if not spots:
        return 0.0, 0.0, 1.0, 1.0
    west, south, east, north = shapely.GeometryCollection(spots).bounds
    return west, south, east, north


def main_pieces(shape: BaseGeometry) -> list[BaseGeometry]:
    """The pieces of a catchment, small ones aside."""
    parts: list[BaseGeometry] = shapely.get_parts(shape).tolist()
    return [part for part in parts if part.area >= MAIN_PIECE * shape.area]


def shapes_of(
    land: Catchments, network_of: Mapping[str, str], strong: Sequence[str]
) -> dict[str, BaseGeometry]:
    """The catchments of the networks in question under a grouping."""
    owner = owners(land, network_of)
    ours = {area: network for area, network in owner.items() if network in strong}
    unchanged = {
        network
        for network in strong
        if network in land.drawn
        and {a for a, n in ours.items() if n == network}
        == {a for a, n in land.owner.items() if n == network}
    }
    wanted = {area: network for area, network in ours.items() if network not in unchanged}
    drawn = kept(
        "planner-outlines",
        (land.system, land.area_kind, sorted(wanted.items()), stamp()),
        lambda: {code: one.shape for code, one in outlines(land.polygons, wanted).items()},
    )
    return {**drawn, **{code: land.drawn[code].shape for code in unchanged}}


def pieces_of(
    ground: Ground, network_of: Mapping[str, str], networks: Sequence[str]
) -> dict[str, int]:
    """In how many pieces each catchment lies; small ones do not count."""
    land = land_of(ground)
    return {
        code: len(main_pieces(shape))
        for code, shape in shapes_of(land, network_of, networks).items()
    }


def _strong(shape: BaseGeometry, band: Band, at: int) -> str:
    data = path_of(rings(shape))
    if not data:
        return ""
    look = {"fill": "none", "stroke": EDGES[at % 6], "stroke_linejoin": "round"}
    dash = "6 4" if band is Band.BELOW else None
    edge = tag("path", d=data, stroke_width=1.8, stroke_dasharray=dash, **look)
    second = (
        tag("path", d=path_of(rings(inset(shape, 4))), stroke_width=0.9, **look)
        if band is Band.ABOVE
        else ""
    )
    return tag("path", d=data, fill=FILLS[at % 6], fill_rule="evenodd") + edge + second


def _dots(
    ground: Ground,
    land: Catchments,
    frame: Frame,
    network_of: Mapping[str, str],
    strong: Sequence[str],
    changed: Sequence[str],
) -> list[str]:
    drawn = []
    for code in sorted(land.points, key=lambda c: (c in changed, network_of.get(c) in strong, c)):
        if code not in ground.practices:
            continue
        x, y = frame.point(land.points[code].easting, land.points[code].northing)
        patients = ground.practices[code].patients
        size = max(1.8, radius_of(patients) * 0.6)
        inside = network_of.get(code) in strong
        fill = palette.DARK if inside else "#aeb7bd"
        said = tag("title", words(f"{ground.name(code)}: {patients or 0:,} patients"))
        marks = [tag("circle", cx=x, cy=y, r=size, fill=fill, stroke="#ffffff", stroke_width=0.8)]
        if code in changed:
            marks.append(
                tag(
                    "circle", cx=x, cy=y, r=size + 3, fill="none",
                    stroke=palette.CHANGE, stroke_width=2.0,
                )
            )  # fmt: skip
        drawn.append(tag("g", said, *marks))
    return drawn


def _names(ground: Ground, land: Catchments, frame: Frame, changed: Sequence[str]) -> str:
    spots = []
    for code in changed[:6]:
        if code in land.points:
            x, y = frame.point(land.points[code].easting, land.points[code].northing)
            spots.append((code, brief_name(ground.practices[code].name), x, y, 9.0))
    taken = (scale_bar_box(frame), *(box_around(x, y, 14, 14) for _, _, x, y, _ in spots))
    labels, _ = name_points(spots, Room(width=SIZE, height=SIZE, taken=taken), size=12.0)
    rows = []
    for label in labels:
        x = (label.box[0] + label.box[2]) / 2
        top = label.box[1] + label.size * 0.95 + 1
        lines = [
            tag("tspan", words(line), x=x, y=top + at * label.size * 1.25)
            for at, line in enumerate(label.lines)
        ]
        rows.append(
            tag(
                "text", *lines, font_size=label.size, font_weight=700, fill=palette.TEXT,
                text_anchor="middle", stroke="#ffffff", stroke_width=3.0,
                stroke_linejoin="round", paint_order="stroke",
            )
        )  # fmt: skip
    return tag("g", *rows, aria_hidden="true")
