"""The land: an invented county in the North Sea, cut into small areas of like population.

The county lies about easting 600,000 to 660,000 and northing 470,000 to 530,000 of the National
Grid, where the map shows open sea, 70 km off the Yorkshire coast. There the tools that measure on
the grid work as they do ashore, and nobody can take a boundary for one that they know.
Small areas are Voronoi cells of a point process that follows a density of towns, a city and
country, clipped to the coast and an estuary and then bent by a smooth field, so that edges shared
by neighbours stay shared and no straight line betrays the machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from openpcn.workflows.demonstration.published import AREA_PATIENTS, PATIENTS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CENTRE = np.array([630_000.0, 500_000.0])
AREAS = 630
SAMPLES = 12_000
COUNTRY_SHARE = 0.10


@dataclass(frozen=True, kw_only=True)
class Town:
    """A settlement: where (km from the county's centre), how large and how spread."""

    east: float
    north: float
    weight: float
    spread: float
    council: int
    place: int


# The city is at the head of the estuary; districts 1 to 3 lie inland, 4 to 6 on coast and fens.
TOWNS = (
    Town(east=0, north=0, weight=30.0, spread=3.6, council=0, place=0),
    Town(east=-4.5, north=2.5, weight=5.0, spread=1.6, council=0, place=0),
    Town(east=-15, north=12, weight=6.5, spread=2.0, council=1, place=1),
    Town(east=-6, north=17, weight=3.5, spread=1.6, council=1, place=1),
    Town(east=-18, north=1, weight=5.5, spread=1.9, council=2, place=1),
    Town(east=-9.5, north=-5.5, weight=4.5, spread=1.7, council=2, place=1),
    Town(east=-15, north=-14, weight=5.0, spread=1.8, council=3, place=1),
    Town(east=-7, north=-19, weight=2.5, spread=1.5, council=3, place=1),
    Town(east=8, north=17, weight=4.5, spread=1.7, council=4, place=2),
    Town(east=17.5, north=11.5, weight=4.5, spread=1.7, council=4, place=2),
    Town(east=8.5, north=6, weight=4.0, spread=1.6, council=5, place=2),
    Town(east=18, north=4.0, weight=3.0, spread=1.4, council=5, place=2),
    Town(east=13, north=-9, weight=4.0, spread=1.8, council=6, place=2),
    Town(east=5, north=-15.5, weight=4.0, spread=1.8, council=6, place=2),
)

# The estuary: corners in kilometres from the county's centre.
SEA = (
    (40, -6.5), (23, -4.6), (17, -3.2), (11, -2.9), (6, -1.2), (2.2, -0.9),
    (2.2, -1.15), (6, -1.9), (11, -4.1), (17, -5.4), (23, -8.6), (40, -14),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Land:
    """Small areas with their shapes, centres and populations, each in a town's surroundings."""

    shapes: tuple[BaseGeometry, ...]
    """On the National Grid, metres."""
    centres: Floats
    patients: Ints
    """Registered patients who live there, at the last vintage."""
    town: Ints
    density: Floats
    """Patients per square kilometre."""


def make_land(chance: np.random.Generator) -> Land:
    """The county, cut up and peopled."""
    outline = county_outline()
    points = people_points(outline, chance)
    centres, counts = gather(points, AREAS, chance)
    around = outline.buffer(20_000)
    cells = shapely.voronoi_polygons(MultiPoint(centres), extend_to=around, ordered=True)
    whole = whole_cells([cell.intersection(outline) for cell in shapely.get_parts(cells)])
    shapes = tuple(bend(cell) for cell in whole)
    patients = scaled_to_published(counts, chance)
    size = np.array([shape.area for shape in shapes]) / 1e6
    return Land(
        shapes=shapes,
        centres=np.round(bent(centres), 0),
        patients=patients,
        town=nearest_town(centres),
        density=patients / size,
    )


def county_outline() -> BaseGeometry:
    """A rounded county with a coast in the east, and an estuary that reaches the city."""
    turn = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    waves = ((0.07, 2, 0.6), (0.05, 3, 2.0), (0.03, 5, 0.0), (0.018, 9, 1.0), (0.012, 17, 2.5),
             (0.007, 31, 0.3), (0.004, 47, 1.7))  # fmt: skip
    swing = np.array([size * np.sin(times * turn + shift) for size, times, shift in waves])
    reach = 25_500 * (1 + swing.sum(axis=0))
    edge = np.column_stack([reach * np.cos(turn), reach * np.sin(turn)])
    round_county = Polygon(CENTRE + edge)
    sea = np.array(SEA)
    return round_county.difference(Polygon(CENTRE + sea * 1_000))


def whole_cells(cells: list[BaseGeometry]) -> list[BaseGeometry]:
    """Cells in one piece each: what the estuary cuts off goes to the neighbour it touches most."""
    pieces = [sorted(shapely.get_parts(cell), key=lambda part: -part.area) for cell in cells]
    largest = [parts[0] for parts in pieces]
    for at, parts in enumerate(pieces):
        for part in parts[1:]:
            shared = [part.intersection(other).length for other in largest]
            shared[at] = 0.0
            heir = int(np.argmax(shared))
            largest[heir] = largest[heir].union(part)
    return largest


def people_points(outline: BaseGeometry, chance: np.random.Generator) -> Floats:
    """Where people live: drawn from towns and country, kept where they are on land."""
    weights = np.array([town.weight for town in TOWNS])
    which = chance.choice(len(TOWNS), size=2 * SAMPLES, p=weights / weights.sum())
    middle = np.array([(town.east, town.north) for town in TOWNS]) * 1_000
    spread = np.array([town.spread for town in TOWNS]) * 1_000
    near = CENTRE + middle[which] + chance.normal(size=(2 * SAMPLES, 2)) * spread[which, None]
    far = CENTRE + chance.uniform(-30_000, 30_000, size=(2 * SAMPLES, 2))
    in_country = chance.random(2 * SAMPLES) < 2.2 * COUNTRY_SHARE
    points = np.where(in_country[:, None], far, near)
    shapely.prepare(outline)
    kept: Floats = points[shapely.contains_xy(outline, points)][:SAMPLES]
    return kept


def gather(points: Floats, groups: int, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """Centres of `groups` clusters of points and how many points each has (k-means)."""
    centres = points[chance.permutation(len(points))[:groups]].copy()
    for _ in range(7):
        label = nearest(points, centres)
        count = np.bincount(label, minlength=groups).astype(float)
        for axis in (0, 1):
            total = np.bincount(label, weights=points[:, axis], minlength=groups)
            centres[:, axis] = np.where(count > 0, total / np.maximum(count, 1), centres[:, axis])
    return centres, count


def nearest(points: Floats, centres: Floats) -> Ints:
    """The number of the nearest centre of each point."""
    square = np.subtract.outer(points[:, 0], centres[:, 0]) ** 2
    square += np.subtract.outer(points[:, 1], centres[:, 1]) ** 2
    label: Ints = square.argmin(axis=1)
    return label


def nearest_town(centres: Floats) -> Ints:
    """The town whose surroundings an area lies in; large towns reach further."""
    middle = CENTRE + np.array([(town.east, town.north) for town in TOWNS]) * 1_000
    reach = np.array([town.spread for town in TOWNS]) ** 0.85
    away = np.hypot(*(centres[:, None, :] - middle[None]).transpose(2, 0, 1)) / reach
    town: Ints = away.argmin(axis=1)
    return town


def scaled_to_published(counts: Floats, chance: np.random.Generator) -> Ints:
    """Area populations with the published spread, in the order of the counts, of the right sum."""
    order = (counts + chance.random(len(counts))).argsort().argsort()
    share = (order + 0.5) / len(counts)
    sizes = np.interp(share, *np.array(AREA_PATIENTS).T)
    return np.asarray(np.rint(sizes * PATIENTS / sizes.sum()), dtype=np.int64)


def bend(shape: BaseGeometry) -> BaseGeometry:
    """The shape with its edges bent; neighbours bend alike, because the field knows only places."""
    fine = shapely.segmentize(shape, 450)
    bent_shape = shapely.transform(fine, bent)
    return shapely.set_precision(bent_shape, 1.0)


def bent(points: Floats) -> Floats:
    """Points moved by a smooth field of at most about 200 m."""
    east, north = (points - CENTRE).T / 1_000
    dx = 90 * np.sin(1.9 * north + 0.7 * east) + 60 * np.sin(3.7 * north - 1.3 * east + 1)
    dy = 90 * np.sin(2.1 * east - 0.5 * north + 2) + 60 * np.sin(3.3 * east + 1.7 * north)
    return np.asarray(points + np.column_stack([dx, dy]))
