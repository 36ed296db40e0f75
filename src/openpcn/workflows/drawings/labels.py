"""Where names go on a map: none overlaps another, and those that find no room are dropped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.workflows.drawings.frame import polygons
from openpcn.workflows.drawings.text import balance, width_of

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

ENOUGH_ROOM = 4_200.0
"""Square pixels of visible land below which a neighbour is not named."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name in its place; `leads_to` is the point it is tied to by a line where it lies away."""

    code: str
    lines: tuple[str, ...]
    box: Box
    size: float
    bold: bool
    leads_to: tuple[float, float] | None = None

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its box."""
        return ((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2)


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share land."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def box_around(x: float, y: float, width: float, height: float) -> Box:
    """A box by its middle."""
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True, kw_only=True)
class Room:
    """The sheet: its size and what is already on it."""

    width: float
    height: float
    taken: tuple[Box, ...] = ()

    def is_free(self, box: Box) -> bool:
        """Whether a box lies on the sheet and touches nothing."""
        on_sheet = (
            box[0] >= 3 and box[1] >= 3 and box[2] <= self.width - 3 and box[3] <= self.height - 3
        )
        return on_sheet and not any(overlaps(box, other) for other in self.taken)

    def with_(self, boxes: Iterable[Box]) -> Room:
        """The sheet with more on it."""
        return Room(width=self.width, height=self.height, taken=(*self.taken, *boxes))


def size_of(lines: Sequence[str], size: float, *, bold: bool) -> tuple[float, float]:
    """The room that lines of text take, halo included."""
    width = max(width_of(line, size, bold=bold) for line in lines)
    return width + 4, len(lines) * size * 1.25 + 2


def name_points(
    points: Sequence[tuple[str, str, float, float, float]], room: Room, *, size: float
) -> tuple[list[Label], Room]:
    """Name points (code, name, x, y, radius): beside them, or further off with a line."""
    placed: list[Label] = []
    for code, name, x, y, radius in points:
        label = _name_point(code, name, x, y, radius, room, size)
        if label:
            placed.append(label)
            room = room.with_([label.box])
    return placed, room


def _name_point(
    code: str, name: str, x: float, y: float, radius: float, room: Room, size: float
) -> Label | None:
    for lines in _settings(name, size):
        width, height = size_of(lines, size, bold=True)
        for box, is_far in _places_beside(x, y, radius + 3, width, height):
            if room.is_free(box) and not (is_far and _crosses(x, y, radius, box, room)):
                return Label(
                    code=code,
                    lines=tuple(lines),
                    box=box,
                    size=size,
                    bold=True,
                    leads_to=(x, y) if is_far else None,
                )
    return None


def _crosses(x: float, y: float, radius: float, box: Box, room: Room) -> bool:
    """Whether the line from a point to its far label would run through anything else."""
    end = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
    line = shapely.LineString([(x, y), end])
    own = box_around(x, y, radius * 2 + 2, radius * 2 + 2)
    return any(
        line.intersects(shapely.box(*other)) for other in room.taken if not overlaps(other, own)
    )


def _settings(name: str, size: float) -> list[list[str]]:
    one, two = [name], balance(name, size, 96)
    return [one] if one == two else ([two, one] if width_of(name, size) > 190 else [one, two])


def _places_beside(
    x: float, y: float, gap: float, width: float, height: float
) -> Iterable[tuple[Box, bool]]:
    across, up = width / 2 + gap, height / 2 + gap
    near = [(0, -up), (0, up), (across, 0), (-across, 0)]
    near += [(across * s * 0.75, up * t) for t in (-1, 1) for s in (1, -1)]
    for dx, dy in near:
        yield box_around(x + dx, y + dy, width, height), False
    for step in range(1, 14):
        for turn in range(16):
            angle = turn * math.pi / 8
            dx = (across + step * 14) * math.cos(angle)
            dy = (up + step * 14) * math.sin(angle)
            yield box_around(x + dx, y + dy, width, height), True


def name_areas(
    areas: Sequence[tuple[str, str, BaseGeometry]],
    room: Room,
    *,
    size: float,
    avoid: Sequence[Box] = (),
    bold: bool = False,
    enough: float = ENOUGH_ROOM,
) -> tuple[list[Label], Room]:
    """Name areas (code, name, visible shape) largest first; `avoid` is kept free if possible."""
    sheet = shapely.box(0, 0, room.width, room.height)
    seen = [(code, name, shape.intersection(sheet)) for code, name, shape in areas]
    placed: list[Label] = []
    for code, name, shape in sorted(seen, key=lambda area: (-area[2].area, area[0])):
        if shape.area < enough:
            continue
        label = _name_area(code, name, shape, room, size, avoid, bold)
        if label:
            placed.append(label)
            room = room.with_([label.box])
    return placed, room


def _name_area(
    code: str,
    name: str,
    shape: BaseGeometry,
    room: Room,
    size: float,
    avoid: Sequence[Box],
    bold: bool,
) -> Label | None:
    lines = balance(name, size, 84)
    width, height = size_of(lines, size, bold=bold)
    best: tuple[float, Box] | None = None
    parts = polygons(shape)[:3]
    for part in parts:
        if part.area < width * height:
            continue
        for x, y in _points_inside(part):
            box = box_around(x, y, width, height)
            if not room.is_free(box):
                continue
            worth = _worth(part, box, avoid) + part.area / shape.area
            if best is None or worth > best[0] + 1e-9:
                best = (worth, box)
    if best is None or best[0] < 1.6:
        return None
    return Label(code=code, lines=tuple(lines), box=best[1], size=size, bold=bold)


def _points_inside(part: shapely.Polygon) -> list[tuple[float, float]]:
    left, top, right, bottom = part.bounds
    across = max((right - left) / 14, 6.0)
    up = max((bottom - top) / 14, 5.0)
    heart = shapely.maximum_inscribed_circle(part, tolerance=2.0).coords[0]
    columns = range(int((right - left) / across) + 1)
    rows = range(int((bottom - top) / up) + 1)
    grid = [
        (left + (column + 0.5) * across, top + (row + 0.5) * up)
        for row in rows
        for column in columns
    ]
    inside = shapely.contains_xy(part, [x for x, _ in grid], [y for _, y in grid])
    return [
        (heart[0], heart[1]),
        *[point for point, is_in in zip(grid, inside, strict=True) if is_in],
    ]


def _worth(part: shapely.Polygon, box: Box, avoid: Sequence[Box]) -> float:
    land = shapely.box(*box)
    inside = part.intersection(land).area / land.area
    near = -part.exterior.distance(land.centroid)
    hidden = sum(1 for other in avoid if overlaps(box, other))
    return 2 * inside - near / 300 - hidden * 0.25
