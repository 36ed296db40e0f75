"""How far patients live from the nearest practice of their network, under any grouping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.formation.measuring import members_of
from openpcn.engines.geography.distances import Travel, patients_distances
from openpcn.engines.geography.registrations import Registration
from openpcn.kernel.points import Point
from openpcn.workflows.land.centres import centres_of
from openpcn.workflows.land.residence import newest_registrations
from openpcn.workflows.planner.ground import Ground


@dataclass(frozen=True, kw_only=True)
class HomeDistance:
    """Of the patients of one network."""

    mean_km: float
    patients: int


@dataclass(frozen=True, kw_only=True)
class Homes:
    """Where the patients of each practice live, and the centres of those areas."""

    rows: Mapping[str, list[Registration]]
    centres: Mapping[str, Point]


def home_distances(ground: Ground, network_of: Mapping[str, str]) -> dict[str, HomeDistance]:
    """By network: the mean distance from home to its nearest practice, where homes are held."""
    if ground.lived_on is None:
        return {}
    where = _where(ground)
    return {
        network: HomeDistance(mean_km=found.mean_km, patients=found.patients)
        for network, members in members_of(network_of, ground.practices.keys()).items()
        if (found := _of(ground, members, where)) is not None
    }


def read_homes(ground: Ground) -> None:
    """Have ready where patients live, before the first practice is moved by hand."""
    if ground.lived_on is not None:
        _homes(ground, _where(ground))


def _where(ground: Ground) -> object:
    return ground.system.code, ground.when.as_at, ground.when.as_known, stamp()


def _of(ground: Ground, members: frozenset[str], where: object) -> Travel | None:
    key = (where, members)
    if key not in _HELD:
        if len(_HELD) >= MOST_HELD:
            _HELD.clear()
        _HELD[key] = _work_out(_homes(ground, where), members, ground)
    return _HELD[key]


_HELD: dict[object, Travel | None] = {}
MOST_HELD = 4_000
"""Sets of practices whose answer each server process holds."""


def _work_out(homes: Homes, members: frozenset[str], ground: Ground) -> Travel | None:
    rows = [row for code in sorted(members) for row in homes.rows.get(code, ())]
    found = patients_distances(
        rows,
        dict.fromkeys(members, "all"),
        centroids=homes.centres,
        points=ground.facts.ground.points,
    )
    return found.get("all")


_LANDS: dict[object, Homes] = {}


def _homes(ground: Ground, where: object) -> Homes:
    """Where patients live, held for the area asked about last."""
    if where not in _LANDS:
        held = newest_registrations(ground.system.code, when=ground.when)
        rows: dict[str, list[Registration]] = defaultdict(list)
        for row in held.rows:
            lived = Registration(row.practice_code, row.area_code or "NO AREA", row.patients)
            rows[row.practice_code].append(lived)
        kind = next((row.area_kind for row in held.rows if row.area_kind), "")
        _LANDS.clear()
        _LANDS[where] = Homes(rows=rows, centres=centres_of(kind))
    return _LANDS[where]
