"""Which network an area belongs to: the one with most of its residents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpcn.engines.geography.registrations import Registration, patients_by_network
from openpcn.kernel.codes import residence_is_known

RULE = "An LSOA belongs to the network with most of its residents."


@dataclass(frozen=True, kw_only=True, slots=True)
class Catchment:
    """An area, the network that it belongs to, and how clearly."""

    area_code: str
    network: str
    patients: int
    """Of the network, who live in the area."""
    registered: int
    """All registered patients who live in the area, of any practice in the file."""
    share: float
    runner_up: str | None
    runner_up_share: float


def catchments(
    registrations: Iterable[Registration], network_of: Mapping[str, str]
) -> dict[str, Catchment]:
    """The network of each area in which a practice of a network has a patient.

    Practices without a network count in the residents, but take no area. Of two networks with
    equally many residents the one wins to which they are the larger share of its patients, then
    the one whose code comes first.
    """
    by_network = patients_by_network(registrations, network_of)
    registered: dict[str, int] = defaultdict(int)
    claims: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
    for network, areas in by_network.items():
        total = sum(areas.values())
        for area, patients in areas.items():
            registered[area] += patients
            if network is not None and patients > 0 and residence_is_known(area):
                claims[area].append((-patients, -patients / total, network))
    return {area: _settle(area, claims[area], registered[area]) for area in sorted(claims)}


def network_of_area(held: Mapping[str, Catchment]) -> dict[str, str]:
    """Area to network, as the outlines take it."""
    return {area: catchment.network for area, catchment in held.items()}


def _settle(area: str, claims: list[tuple[int, float, str]], registered: int) -> Catchment:
    first, *others = sorted(claims)[:2]
    runner_up = others[0] if others else None
    return Catchment(
        area_code=area,
        network=first[2],
        patients=-first[0],
        registered=registered,
        share=-first[0] / registered,
        runner_up=runner_up[2] if runner_up else None,
        runner_up_share=-runner_up[0] / registered if runner_up else 0.0,
    )
