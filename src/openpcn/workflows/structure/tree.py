"""The structure on a day as a tree: places, their networks, and their practices."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from openpcn.domains.registry.queries.structure import (
    NetworkAnswer,
    PracticeAnswer,
    networks,
    practices,
)
from openpcn.kernel.when import When
from openpcn.workflows.facts.displayed import as_displayed


@dataclass(frozen=True, kw_only=True)
class TreeNetwork:
    """A network with its practices, largest first."""

    code: str
    name: str
    patients: int | None
    practices: tuple[PracticeAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class TreePlace:
    """A place with the networks at home there, and its practices in no network."""

    code: str | None
    name: str | None
    networks: tuple[TreeNetwork, ...]
    practices_in_no_network: tuple[PracticeAnswer, ...]


def tree_of(*, when: When, within: str | None) -> tuple[TreePlace, ...]:
    """The places within something; a network stands where most of its patients are."""
    members: dict[str, list[PracticeAnswer]] = defaultdict(list)
    alone: dict[str | None, list[PracticeAnswer]] = defaultdict(list)
    names: dict[str | None, str | None] = {}
    for one in as_displayed(practices(when=when, within=within), when=when):
        names[one.place_code] = one.place_name
        if one.network_code:
            members[one.network_code].append(one)
        else:
            alone[one.place_code].append(one)
    homes: dict[str | None, list[TreeNetwork]] = defaultdict(list)
    for network in as_displayed(networks(when=when, within=within), when=when):
        names[network.place_code] = network.place_name
        homes[network.place_code].append(tree_network(network, members[network.code]))
    order = sorted(homes.keys() | alone.keys(), key=lambda code: (code is None, code or ""))
    return tuple(
        TreePlace(
            code=code,
            name=names[code],
            networks=tuple(homes[code]),
            practices_in_no_network=tuple(alone[code]),
        )
        for code in order
    )


def tree_network(network: NetworkAnswer, members: list[PracticeAnswer]) -> TreeNetwork:
    """A network with its practices, largest first."""
    largest_first = sorted(members, key=lambda one: (-(one.patients or 0), one.code))
    return TreeNetwork(
        code=network.code,
        name=network.name,
        patients=network.patients,
        practices=tuple(largest_first),
    )
