"""Postcodes in QX, which the post does not use: for each practice, and some for each area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from openpcn.workflows.demonstration.areas import Areas
from openpcn.workflows.demonstration.practices import Practices

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
PER_AREA = 6
SPREAD = 120.0


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A postcode unit and its point on the National Grid."""

    postcode: str
    easting: int
    northing: int
    area: int


def make_postcodes(
    areas: Areas, practices: Practices, chance: np.random.Generator
) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """Every unit, and the postcode of each practice; those in one building share it."""
    used: Counter[int] = Counter()
    by_point: dict[tuple[int, int], Unit] = {}
    for point, area in zip(practices.points, practices.area, strict=True):
        place = (int(point[0]), int(point[1]))
        if place not in by_point:
            by_point[place] = next_unit(used, areas, int(area), *place)
    units = list(by_point.values())
    for area, centre in enumerate(areas.land.centres):
        for east, north in centre + chance.normal(0, SPREAD, (PER_AREA, 2)):
            units.append(next_unit(used, areas, area, int(east), int(north)))
    of_practice = tuple(by_point[int(e), int(n)].postcode for e, n in practices.points)
    return tuple(units), of_practice


def next_unit(used: Counter[int], areas: Areas, area: int, easting: int, northing: int) -> Unit:
    """The next free postcode of the district around the area's town."""
    town = int(areas.land.town[area])
    number = used[town]
    used[town] += 1
    inward = f"{number // 400 + 1}{LETTERS[number // 20 % 20]}{LETTERS[number % 20]}"
    return Unit(postcode=f"QX{town + 1} {inward}", easting=easting, northing=northing, area=area)
