"""Practices: where they are, how large they want to be, what they are called."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.areas import Areas
from openpcn.workflows.demonstration.land import CENTRE, TOWNS, Floats, Ints, gather, nearest
from openpcn.workflows.demonstration.published import LIST_LOG_SD, PLACE_PRACTICES

PULL_OF_TOWN = 0.25
SHARED_BUILDINGS = 4


@dataclass(frozen=True, kw_only=True)
class Practices:
    """Every practice there ever was in the demonstration, in order of code."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    points: Floats
    area: Ints
    place: Ints
    town: Ints
    sizes: Floats
    """Patients each would have by itself, before networks are given their published sizes."""
    addresses: tuple[tuple[str, str, str], ...]
    phones: tuple[str, ...]


def make_practices(areas: Areas, chance: np.random.Generator) -> Practices:
    """Practices spread over each place as its people are."""
    points, sizes, place = [], [], []
    for at, count in enumerate(PLACE_PRACTICES):
        made, size = practices_of_place(areas, at, count, chance)
        points.append(made)
        sizes.append(size)
        place += [at] * count
    return described(areas, np.vstack(points), np.concatenate(sizes), np.array(place), chance)


def practices_of_place(
    areas: Areas, place: int, count: int, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """Points near the middle of equal shares of people, drawn a little towards the town."""
    inside = np.flatnonzero(areas.place_of == place)
    people = np.repeat(areas.land.centres[inside], areas.land.patients[inside] // 100, axis=0)
    people = people + chance.normal(0, 150, people.shape)
    points, served = gather(people, count, chance)
    middles = CENTRE + np.array([(town.east, town.north) for town in TOWNS]) * 1_000
    points += PULL_OF_TOWN * (middles[nearest(points, middles)] - points) * (place > 0)
    points += chance.normal(0, 200, points.shape)
    share_building(points, chance)
    return np.round(points, 0), lists_like_published(served * 100, chance)


def lists_like_published(served: Floats, chance: np.random.Generator) -> Floats:
    """Lists with the published spread, larger where more people live around; the sum is kept."""
    around = np.log(np.maximum(served, 500))
    wish = 0.5 * (around - around.mean()) / around.std() + chance.normal(0, 1, len(served))
    sizes = np.exp(LIST_LOG_SD * (wish - wish.mean()) / wish.std())
    return np.asarray(np.maximum(2_000, sizes * served.sum() / sizes.sum()))


def share_building(points: Floats, chance: np.random.Generator) -> None:
    """Some practices share a building with a neighbour, as published coordinates show."""
    for at in chance.permutation(len(points))[: SHARED_BUILDINGS // 2]:
        away = np.hypot(*(points - points[at]).T)
        away[at] = np.inf
        points[at] = points[away.argmin()]


def described(
    areas: Areas, points: Floats, sizes: Floats, place: Ints, chance: np.random.Generator
) -> Practices:
    """Codes, names, addresses and telephone numbers that could not be real."""
    area = nearest(points, areas.land.centres)
    town = areas.land.town[area]
    count = len(points)
    stems = iter(names.settlements(count, np.random.default_rng(7)))
    kinds = chance.choice(np.array(names.PRACTICE_KINDS), count)
    streets = chance.choice(np.array(names.STREETS), count)
    numbers = chance.integers(1, 199, count)
    return Practices(
        codes=tuple(f"Z9{at + 1:04}" for at in range(count)),
        names=tuple(f"{next(stems).upper()} {kind}" for kind in kinds),
        points=points,
        area=area,
        place=place,
        town=town,
        sizes=sizes,
        addresses=tuple(
            (f"{number} {street}", areas.towns[at].upper(), names.COUNTY.upper())
            for number, street, at in zip(numbers, streets, town, strict=True)
        ),
        phones=tuple(f"01632 {960_000 + at}" for at in range(count)),
    )
