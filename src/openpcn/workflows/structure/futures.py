"""The structure that a future would make of today's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from openpcn.domains.registry.queries.drafts import FutureAnswer
from openpcn.kernel.when import in_words
from openpcn.workflows.drawings.structure_facts import (
    NO_NETWORK,
    Structure,
    StructureNetwork,
    StructurePlace,
    StructurePractice,
)


def with_changes(now: Structure, future: FutureAnswer) -> Structure:
    """The structure that a future would make: its changes, and nothing else."""
    target = {change.practice_code: change for change in future.changes}
    moving: dict[str, list[StructurePractice]] = defaultdict(list)
    for place in now.places:
        for network in place.networks:
            for practice in network.practices:
                if practice.code in target:
                    moving[target[practice.code].network_code or NO_NETWORK].append(practice)
    places = [_changed_place(place, target.keys(), moving) for place in now.places]
    held = {network.code for place in now.places for network in place.networks}
    names = {change.network_code: change.network_name for change in future.changes}
    for code in sorted(moving.keys() - held):
        places = _with_new(places, now, code, names.get(code) or "No network", moving[code])
    return replace(
        now,
        heading="Future",
        note=f"if adopted, from {in_words(future.effective_on)}",
        places=tuple(place for place in places if place.networks),
    )


def _with_new(
    places: list[StructurePlace],
    now: Structure,
    code: str,
    name: str,
    practices: list[StructurePractice],
) -> list[StructurePlace]:
    """A network that nobody is in now, in the place its first practice comes from."""
    network = StructureNetwork(code=code, name=name, practices=tuple(practices))
    if code == NO_NETWORK:
        return [*places, StructurePlace(code=code, name="In no network", networks=(network,))]
    home = next(
        place.code
        for place in now.places
        for one in place.networks
        if practices[0] in one.practices
    )
    return [
        replace(place, networks=(*place.networks, network)) if place.code == home else place
        for place in places
    ]


def _changed_place(
    place: StructurePlace, leaving: Iterable[str], moving: dict[str, list[StructurePractice]]
) -> StructurePlace:
    gone = set(leaving)
    networks = [
        replace(
            network,
            practices=tuple(
                sorted(
                    [
                        *(one for one in network.practices if one.code not in gone),
                        *moving.get(network.code, []),
                    ],
                    key=by_size,
                )
            ),
        )
        for network in place.networks
    ]
    return replace(place, networks=tuple(one for one in networks if one.practices))


def by_size(practice: StructurePractice) -> tuple[int, str, str]:
    """Practices in order: the largest list first."""
    return (-(practice.patients or 0), practice.name, practice.code)
