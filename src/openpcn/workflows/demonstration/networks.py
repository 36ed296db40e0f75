"""Networks: neighbouring practices grouped to published sizes, and some misfits to see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.areas import Areas
from openpcn.workflows.demonstration.land import Floats, Ints, gather
from openpcn.workflows.demonstration.practices import Practices
from openpcn.workflows.demonstration.published import NETWORK_SIZES

NO_NETWORK = -1


@dataclass(frozen=True, kw_only=True)
class Networks:
    """The networks of the last vintage, and the list each practice is to have then."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    place: Ints
    network_of: Ints
    """By practice; `NO_NETWORK` for the practice that is in none."""
    sizes: Floats
    """By practice: patients at the last vintage."""


def make_networks(areas: Areas, practices: Practices, chance: np.random.Generator) -> Networks:
    """Compact networks first, then the misfits, then lists scaled to the published sizes."""
    network_of, place = compact_networks(practices, chance)
    interleave(network_of, practices, place)
    stretch_over_places(network_of, practices)
    put_in_two_pieces(network_of, practices, place)
    leave_one_out(network_of, practices)
    return Networks(
        codes=tuple(f"ZN{at + 1:04}" for at in range(len(place))),
        names=network_names(areas, practices, network_of, place),
        place=place,
        network_of=network_of,
        sizes=scaled_to_networks(practices.sizes, network_of),
    )


def compact_networks(practices: Practices, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """Neighbouring practices of one place together, about as large as the published networks."""
    network_of = np.zeros(len(practices.codes), dtype=np.int64)
    place_of: list[int] = []
    for place, wanted in enumerate(NETWORK_SIZES):
        inside = np.flatnonzero(practices.place == place)
        points, sizes = practices.points[inside], practices.sizes[inside]
        network_of[inside] = grouped(points, sizes, np.array(wanted), chance) + len(place_of)
        place_of += [place] * len(wanted)
    return network_of, np.array(place_of)


def grouped(points: Floats, sizes: Floats, wanted: Ints, chance: np.random.Generator) -> Ints:
    """Points shared among groups of the wanted sizes: each reaches farther until it is full."""
    centres, _ = gather(points, len(wanted), chance)
    centres = centres[np.argsort(np.argsort(chance.random(len(wanted))))]
    away = np.hypot(
        np.subtract.outer(points[:, 0], centres[:, 0]),
        np.subtract.outer(points[:, 1], centres[:, 1]),
    )
    share = wanted * sizes.sum() / wanted.sum()
    reach, best, least = np.zeros(len(wanted)), away.argmin(axis=1), np.inf
    for turn in range(300):
        label = (away - reach).argmin(axis=1)
        held = np.bincount(label, weights=sizes, minlength=len(wanted))
        if (unlike := float(np.abs(held / share - 1).max())) < least:
            best, least = label, unlike
        reach -= 3_000 / (1 + turn / 30) * np.clip(held / share - 1, -1, 1)
    return np.asarray(best)


def middles(network_of: Ints, practices: Practices) -> Floats:
    """The middle of the practices of each network."""
    count = network_of.max() + 1
    return np.array([practices.points[network_of == at].mean(axis=0) for at in range(count)])


def interleave(network_of: Ints, practices: Practices, place: Ints) -> None:
    """In the city, two pairs of neighbouring networks exchange practices and lie in each other."""
    centre = middles(network_of, practices)
    free = {int(at) for at in np.flatnonzero(place == 0) if members(network_of, int(at)) > 3}
    for _ in range(2):
        one = min(free)
        other = min(free - {one}, key=lambda at: distance(centre[one], centre[at]))
        free -= {one, other}
        there = closest(practices, network_of, one, centre[other])
        back = closest(practices, network_of, other, centre[one])
        network_of[there], network_of[back] = other, one


def stretch_over_places(network_of: Ints, practices: Practices) -> None:
    """One practice on each side of a place's border belongs to a network of the other place."""
    for here, there in ((1, 0), (2, 1)):
        inside = [int(at) for at in np.flatnonzero(practices.place == here)]
        inside = [at for at in inside if members(network_of, int(network_of[at])) > 3]
        outside = np.flatnonzero(practices.place == there)
        away = {at: closest_of(practices, outside, practices.points[at]) for at in inside}
        at = min(inside, key=lambda at: distance(practices.points[at], practices.points[away[at]]))
        network_of[at] = network_of[away[at]]


def put_in_two_pieces(network_of: Ints, practices: Practices, place: Ints) -> None:
    """A network of the coast also has the practice that is farthest away across the estuary."""
    coast = [int(at) for at in np.flatnonzero(place == 2)]
    centre = middles(network_of, practices)
    home = max(coast, key=lambda at: float(centre[at][1]))
    far = [at for at in np.flatnonzero(practices.place == 2)
           if network_of[at] != home and members(network_of, int(network_of[at])) > 3]  # fmt: skip
    moved = max(far, key=lambda at: distance(practices.points[at], centre[home]))
    network_of[moved] = home


def leave_one_out(network_of: Ints, practices: Practices) -> None:
    """One practice of the city, of middling size, is in no network."""
    city = [int(at) for at in np.flatnonzero(practices.place == 0)
            if members(network_of, int(network_of[at])) > 4]  # fmt: skip
    city.sort(key=lambda at: float(practices.sizes[at]))
    network_of[city[len(city) // 3]] = NO_NETWORK


def members(network_of: Ints, network: int) -> int:
    """How many practices a network has."""
    return int((network_of == network).sum())


def closest(practices: Practices, network_of: Ints, network: int, point: Floats) -> int:
    """The practice of a network closest to a point."""
    return closest_of(practices, np.flatnonzero(network_of == network), point)


def closest_of(practices: Practices, some: Ints, point: Floats) -> int:
    """Which of some practices is closest to a point."""
    return int(some[np.hypot(*(practices.points[some] - point).T).argmin()])


def distance(one: Floats, other: Floats) -> float:
    """Straight line in metres."""
    return float(np.hypot(*(one - other)))


def scaled_to_networks(sizes: Floats, network_of: Ints) -> Floats:
    """Lists scaled so that the networks have the published sizes."""
    result = sizes.copy()
    for at, wanted in enumerate(size for place in NETWORK_SIZES for size in place):
        inside = network_of == at
        result[inside] *= wanted / sizes[inside].sum()
    return np.rint(result)


def network_names(
    areas: Areas, practices: Practices, network_of: Ints, place: Ints
) -> tuple[str, ...]:
    """A network is called after a part of the city, after its town, or else after a ward."""
    made: list[str] = []
    parts = iter(names.PARTS)
    for at, where in enumerate(place):
        inside = np.flatnonzero(network_of == at)
        town = areas.towns[int(np.bincount(practices.town[inside]).argmax())]
        wards = (areas.wards[areas.ward_of[practices.area[one]]].name for one in inside)
        choices = [next(parts)] if where == 0 else [town, *wards]
        made.append(next(name for name in choices if name not in made))
    return tuple(f"{name} PCN".upper() for name in made)
