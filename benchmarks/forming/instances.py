"""What is planned: invented practices by seed, and the practices of England as published."""

from __future__ import annotations

import csv
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

HEADING = (
    "practice_code",
    "registered_patients",
    "easting",
    "northing",
    "area_code",
    "current_network",
)
Neighbours = dict[str, set[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Practice:
    """A row of the file that everyone plans from; places in metres of the national grid."""

    code: str
    patients: int
    easting: int
    northing: int
    area: str
    network: str = ""

    def km_to(self, other: Practice) -> float:
        """Straight line."""
        return math.hypot(self.easting - other.easting, self.northing - other.northing) / 1000


@dataclass(frozen=True, kw_only=True)
class Instance:
    """Practices under a name."""

    name: str
    practices: tuple[Practice, ...]

    @property
    def areas(self) -> dict[str, list[Practice]]:
        """The practices of each area."""
        found: dict[str, list[Practice]] = defaultdict(list)
        for practice in self.practices:
            found[practice.area].append(practice)
        return dict(sorted(found.items()))

    def only(self, area: str) -> Instance:
        """One area of it."""
        return Instance(name=f"{self.name}, {area}", practices=tuple(self.areas[area]))

    def write(self, path: Path) -> None:
        """The file of practices that a proposal takes."""
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(HEADING)
            for p in self.practices:
                rows.writerow((p.code, p.patients, p.easting, p.northing, p.area, p.network))


def invented(practices: int, areas: int, *, seed: int) -> Instance:
    """Towns of unequal size, practices around them, lists as they are in England.

    Lists are log-normal (median 8,800, sigma 0.6, 1,500 to 45,000); one practice in six shares a
    building with another of its area.
    """
    chance = random.Random(seed)
    rows: list[Practice] = []
    for number in range(practices):
        area = number * areas // practices
        if number == 0 or area != (number - 1) * areas // practices:
            towns = [(chance.uniform(0, 60), chance.uniform(0, 60)) for _ in range(12)]
            first = number
        town = towns[min(int(chance.paretovariate(0.8)) - 1, 11)]
        east, north = chance.gauss(town[0], 4), chance.gauss(town[1], 4)
        place = (
            round(1000 * (100 + 100 * (area % 7) + east)),
            round(1000 * (100 + 100 * (area // 7) + north)),
        )
        if number > first and chance.random() < 1 / 6:
            beside = rows[chance.randrange(first, number)]
            place = beside.easting, beside.northing
        patients = round(min(45_000, max(1_500, chance.lognormvariate(math.log(8_800), 0.6))))
        rows.append(
            Practice(
                code=f"Z{number:05d}",
                patients=patients,
                easting=place[0],
                northing=place[1],
                area=f"A{area:02d}",
            )
        )
    where = "1 area" if areas == 1 else f"{areas} areas"
    return Instance(name=f"{practices:,} invented in {where}, seed {seed}", practices=tuple(rows))


def published(folder: Path) -> Instance:
    """The practices of England in July 2022 by system, with the networks of January 2022."""
    from pyproj import Transformer

    def table(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    places = {row["OrganisationCode"]: row for row in table("practices/practice_coords_2022.csv")}
    with (folder / "practices/epraccur_2022-12.csv").open(encoding="utf-8", newline="") as file:
        system = {row[0]: row[3] for row in csv.reader(file)}
    network = {
        row["PRACTICE_CODE"]: "" if row["PCN_CODE"] == "U" else row["PCN_CODE"]
        for row in table("networks/gp-reg-pat-prac-map_2022-01.csv")
    }
    rows = []
    for row in table("registered/gp-reg-pat-prac-all_2022-07.csv"):
        code = row["CODE"]
        place = places[code]
        east, north = to_grid.transform(float(place["Long"]), float(place["Lat"]))
        rows.append(
            Practice(
                code=code,
                patients=int(row["NUMBER_OF_PATIENTS"]),
                easting=round(east),
                northing=round(north),
                area=system[code],
                network=network.get(code, ""),
            )
        )
    return Instance(name="England, July 2022", practices=tuple(rows))


def neighbours_of(practices: Sequence[Practice]) -> Neighbours:
    """Delaunay edges of the distinct places of each area, and everyone at one place.

    Written from the published rule, to be held against the neighbours that the planner writes.
    """
    near: Neighbours = {practice.code: set() for practice in practices}
    by_area: dict[str, dict[tuple[int, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    for p in practices:
        by_area[p.area][p.easting, p.northing].append(p.code)
    for at in by_area.values():
        for here in at.values():
            join(near, combinations(here, 2))
        for one, other in edges_of(sorted(at)):
            join(near, ((a, b) for a in at[one] for b in at[other]))
    return near


def join(near: Neighbours, pairs: Iterable[tuple[str, str]]) -> None:
    """Make each pair neighbours."""
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)


def edges_of(places: Sequence[tuple[int, int]]) -> set[tuple[tuple[int, int], tuple[int, int]]]:
    """The Delaunay edges of distinct places that are not on one line."""
    from scipy.spatial import Delaunay

    if len(places) < 3:
        return set(combinations(places, 2))
    starts, ends = Delaunay([(float(x), float(y)) for x, y in places]).vertex_neighbor_vertices
    return {
        (places[v], places[int(u)])
        for v in range(len(places))
        for u in ends[starts[v] : starts[v + 1]]
    }


def with_networks(instance: Instance, network_of: dict[str, str]) -> Instance:
    """The same practices, with these as today's networks."""
    practices = tuple(replace(p, network=network_of.get(p.code, "")) for p in instance.practices)
    return replace(instance, practices=practices)
