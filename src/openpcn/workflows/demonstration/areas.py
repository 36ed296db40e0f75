"""The areas that small areas add up to: editions, wards, councils, places and neighbourhoods.

Codes have the shape of the published ones with the letter Z in front, which no country's areas use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.workflows.demonstration import names
from openpcn.workflows.demonstration.land import TOWNS, Floats, Ints, Land, gather, nearest

SPLIT_SINCE_2011 = 14
AREAS_PER_MSOA = 5.0
AREAS_PER_WARD = 3.6
NEIGHBOURHOODS = 11


@dataclass(frozen=True, kw_only=True)
class Named:
    """A code and a name."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """A sub-ICB location that serves as place."""

    code: str
    ons_code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Areas:
    """Every small area with what it belongs to; sequences follow the order of the land."""

    land: Land
    lsoa21: tuple[Named, ...]
    lsoa11: tuple[Named, ...]
    """The 2011 area of each 2021 area: two of them share one where it was split."""
    msoa: tuple[Named, ...]
    msoa_of: Ints
    wards: tuple[Named, ...]
    ward_of: Ints
    councils: tuple[Named, ...]
    council_of: Ints
    places: tuple[Place, ...]
    place_of: Ints
    neighbourhoods: tuple[Named, ...]
    neighbourhood_of: Ints
    towns: tuple[str, ...]


ICB_CODE, ICB_ONS_CODE = "ZQ1", "Z54000001"
REGION_CODE, REGION_ONS_CODE = "Y9Z", "Z40000001"


def make_areas(land: Land, chance: np.random.Generator) -> Areas:
    """Group the small areas of the land."""
    fresh = iter(names.settlements(400, chance))
    towns = (names.CITY, "Castle Vell", *(next(fresh) for _ in TOWNS[2:]))
    council_of = np.array([TOWNS[town].council for town in land.town])
    councils = make_councils(towns)
    msoa_of, msoa_council = groups_within(council_of, land.centres, AREAS_PER_MSOA, chance)
    ward_of, _ = groups_within(council_of, land.centres, AREAS_PER_WARD, chance)
    msoa = number_in(councils, msoa_council)
    lsoa21 = lsoa_names(msoa, msoa_of)
    neighbourhood_of = make_neighbourhoods(land, chance)
    return Areas(
        land=land,
        lsoa21=lsoa21,
        lsoa11=lsoa_2011(lsoa21, msoa_of),
        msoa=msoa,
        msoa_of=msoa_of,
        wards=coded("Z05", (next(fresh) for _ in range(ward_of.max() + 1))),
        ward_of=ward_of,
        councils=councils,
        council_of=council_of,
        places=PLACES,
        place_of=np.array([TOWNS[town].place for town in land.town]),
        neighbourhoods=tuple(
            Named(code=f"ZNB{at + 1:02}", name=f"{next(fresh)} neighbourhood")
            for at in range(NEIGHBOURHOODS)
        ),
        neighbourhood_of=neighbourhood_of,
        towns=towns,
    )


PLACES = (
    Place(code="ZP1", ons_code="Z38000001", name=f"NHS {names.CITY} City"),
    Place(code="ZP2", ons_code="Z38000002", name=f"NHS West {names.COUNTY}"),
    Place(code="ZP3", ons_code="Z38000003", name=f"NHS {names.COUNTY} Coast and Fens"),
)


def make_councils(towns: tuple[str, ...]) -> tuple[Named, ...]:
    """A city council and a district named after the larger town of each other pair."""
    first_town = {TOWNS[at].council: towns[at] for at in reversed(range(len(towns)))}
    return (
        Named(code="Z06000001", name=names.CITY),
        *(Named(code=f"Z0700000{at}", name=first_town[at]) for at in sorted(first_town)[1:]),
    )


def groups_within(
    whole_of: Ints, centres: Floats, size: float, chance: np.random.Generator
) -> tuple[Ints, list[int]]:
    """Compact groups of about `size` neighbours that do not cross a whole, and each one's whole."""
    group_of = np.zeros(len(whole_of), dtype=np.int64)
    wholes: list[int] = []
    for whole in range(whole_of.max() + 1):
        inside = np.flatnonzero(whole_of == whole)
        middles, _ = gather(centres[inside], round(len(inside) / size), chance)
        label = nearest(centres[inside], middles)
        used = np.unique(label)
        group_of[inside] = np.searchsorted(used, label) + len(wholes)
        wholes += [whole] * len(used)
    return group_of, wholes


def number_in(councils: tuple[Named, ...], council_of_msoa: list[int]) -> tuple[Named, ...]:
    """MSOAs, numbered within their council: Vellmouth 007."""
    made, last = [], dict.fromkeys(range(len(councils)), 0)
    for at, council in enumerate(council_of_msoa):
        last[council] += 1
        made.append(
            Named(code=f"Z02{at + 1:06}", name=f"{councils[council].name} {last[council]:03}")
        )
    return tuple(made)


def lsoa_names(msoa: tuple[Named, ...], msoa_of: Ints) -> tuple[Named, ...]:
    """Small areas, lettered within their MSOA: Vellmouth 007C."""
    seen = [0] * len(msoa)
    made = []
    for at, group in enumerate(msoa_of):
        letter = chr(ord("A") + seen[group] % 26)
        seen[group] += 1
        made.append(Named(code=f"Z01{at + 1:06}", name=f"{msoa[group].name}{letter}"))
    return tuple(made)


def lsoa_2011(lsoa21: tuple[Named, ...], msoa_of: Ints) -> tuple[Named, ...]:
    """The 2011 edition: a few pairs of neighbours in one MSOA were still one area then."""
    old = list(lsoa21)
    for pair in range(SPLIT_SINCE_2011):
        inside = np.flatnonzero(msoa_of == 3 + 7 * pair)[:2]
        if len(inside) == 2:
            code = f"Z01{900_001 + pair:06}"
            both = Named(code=code, name=lsoa21[inside[0]].name)
            old[inside[0]] = old[inside[1]] = both
    return tuple(old)


def coded(letters: str, called: Iterable[str]) -> tuple[Named, ...]:
    """Names with running codes."""
    return tuple(Named(code=f"{letters}{at + 1:06}", name=name) for at, name in enumerate(called))


def make_neighbourhoods(land: Land, chance: np.random.Generator) -> Ints:
    """Resident areas of about 110,000 people that follow the land, not the networks."""
    people = np.repeat(land.centres, land.patients // 400, axis=0)
    middles, _ = gather(people, NEIGHBOURHOODS, chance)
    return nearest(land.centres, middles)


def joined(shapes: tuple[BaseGeometry, ...], group_of: Ints) -> list[BaseGeometry]:
    """The shape of each group: its small areas as one."""
    return [
        shapely.union_all([shapes[at] for at in np.flatnonzero(group_of == group)])
        for group in range(group_of.max() + 1)
    ]
