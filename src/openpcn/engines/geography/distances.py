"""How far it is: patients to their network's nearest practice, practices to the central one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.geography.registrations import Registration, patients_by_network
from openpcn.kernel.points import Point

DETOUR = 1.3
"""Roads are longer than the straight line; distances are multiplied by this and say so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Travel:
    """Distances of a network's patients in km, the detour factor included."""

    mean_km: float
    one_in_ten_over_km: float
    """The farthest tenth of the patients is at least this far."""
    patients: int
    """Those whose distance is known."""
    not_known: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Centre:
    """A network's central practice (used for measuring) and distances from the others to it."""

    practice_code: str
    mean_km: float
    """Weighted by list."""
    one_in_ten_over_km: float
    farthest_practice: str
    farthest_km: float
    patients: int


def patients_distances(
    registrations: Iterable[Registration],
    network_of: Mapping[str, str],
    *,
    centroids: Mapping[str, Point],
    points: Mapping[str, Point],
    detour: float = DETOUR,
) -> dict[str, Travel | None]:
    """From where patients live (their area's centroid) to the nearest practice of their network.

    None where no distance is known. Patients of areas without a centroid are counted as not known.
    """
    practices: dict[str, list[Point]] = defaultdict(list)
    for code in sorted(network_of.keys() & points.keys()):
        practices[network_of[code]].append(points[code])
    found: dict[str, Travel | None] = {}
    for network, areas in patients_by_network(registrations, network_of).items():
        if network is not None:
            found[network] = _travel(areas, centroids, practices[network], detour)
    return {network: found[network] for network in sorted(found)}


def central_practices(
    patients_of: Mapping[str, int],
    network_of: Mapping[str, str],
    points: Mapping[str, Point],
    *,
    detour: float = DETOUR,
) -> dict[str, Centre]:
    """The member of each network to which all its patients' practices are nearest in total.

    A network of which no practice has a point is left out; practices without one do not count.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for code in sorted(network_of.keys() & points.keys() & patients_of.keys()):
        members[network_of[code]].append(code)
    return {
        network: _centre(members[network], patients_of, points, detour)
        for network in sorted(members)
    }


def _travel(
    areas: Mapping[str, int],
    centroids: Mapping[str, Point],
    practices: list[Point],
    detour: float,
) -> Travel | None:
    known = [area for area in areas if area in centroids and areas[area] > 0]
    if not known or not practices:
        return None
    patients = np.array([areas[area] for area in known])
    km = _kilometres([centroids[area] for area in known], practices).min(axis=1) * detour
    counted = int(patients.sum())
    return Travel(
        mean_km=float(km @ patients) / counted,
        one_in_ten_over_km=_nine_tenths_within(km, patients),
        patients=counted,
        not_known=sum(areas.values()) - counted,
    )


def _centre(
    members: list[str],
    patients_of: Mapping[str, int],
    points: Mapping[str, Point],
    detour: float,
) -> Centre:
    patients = np.array([patients_of[code] for code in members])
    places = [points[code] for code in members]
    km = _kilometres(places, places) * detour
    centre = int(np.argmin(patients @ km))
    farthest = int(np.argmax(km[:, centre]))
    total = int(patients.sum())
    return Centre(
        practice_code=members[centre],
        mean_km=float(patients @ km[:, centre]) / total if total else 0.0,
        one_in_ten_over_km=_nine_tenths_within(km[:, centre], patients),
        farthest_practice=members[farthest],
        farthest_km=float(km[farthest, centre]),
        patients=total,
    )


def _kilometres(places: list[Point], others: list[Point]) -> NDArray[np.float64]:
    one = np.array([complex(place.easting, place.northing) for place in places])
    two = np.array([complex(place.easting, place.northing) for place in others])
    km: NDArray[np.float64] = np.abs(one[:, None] - two[None, :]) / 1000
    return km


def _nine_tenths_within(km: NDArray[np.float64], patients: NDArray[np.int64]) -> float:
    order = np.argsort(km, kind="stable")
    within = np.cumsum(patients[order])
    return float(km[order][np.searchsorted(within, 0.9 * within[-1])])
