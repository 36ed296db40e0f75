"""A practice wants to leave its network: who can take it, and what each answer does."""

from __future__ import annotations

from collections.abc import Mapping

from openpcn.engines.formation.measuring import Situation, Terrain
from openpcn.engines.formation.repairing.facts import NEW, Option, option
from openpcn.engines.formation.repairing.searching import Search
from openpcn.kernel.errors import NotRight

ALONE = "A network of its own"


def homes_for(
    situation: Situation, network_of: Mapping[str, str], practice: str
) -> tuple[Option, ...]:
    """One option for each network near the practice that it is not in, the best fit first.

    Best is what leaves the fewest findings, then the shortest distance. A practice that is large
    enough could stand alone.
    """
    land = Terrain(situation)
    if practice not in land.practices:
        raise NotRight(
            f"{practice} is not among the practices of this area.",
            next_step="Choose one of the list.",
        )
    home = network_of.get(practice)
    near = {network_of.get(code) for code in land.near.get(practice, ())} - {home, None}
    options = [
        option(str(to), ((practice, str(to)),), network_of, situation, land)
        for to in sorted(str(code) for code in near)
    ]
    if land.lists[practice] >= situation.brief.smallest and _has_company(network_of, practice):
        options.append(option(ALONE, ((practice, f"{NEW}1"),), network_of, situation, land))
    return tuple(sorted(options, key=_rank))


def follow_on(
    situation: Situation, network_of: Mapping[str, str], practice: str, to: str
) -> tuple[tuple[str, str], ...]:
    """The fewest further moves that bring both networks back to the band; none where not found."""
    then = {**network_of, practice: to}
    home = network_of.get(practice)
    land = Terrain(situation)
    targets = [code for code in (home, to) if code and _is_worse(land, network_of, then, code)]
    if not targets:
        return ()
    search = Search(land, then, targets=targets, stays=(practice,), before=network_of)
    for steps in (1, 2):
        found = search.within(steps).changes
        if found:
            return min(found, key=lambda m: (len(m), land.patients([code for code, _ in m]), m))
    return ()


def _is_worse(
    land: Terrain, before: Mapping[str, str], then: Mapping[str, str], network: str
) -> bool:
    now = land.measure(frozenset(code for code, n in then.items() if n == network))
    if not now.practices:
        return False
    was = land.measure(frozenset(code for code, n in before.items() if n == network))
    return now.below > was.below or now.above > was.above


def _has_company(network_of: Mapping[str, str], practice: str) -> bool:
    home = network_of.get(practice)
    return home is None or sum(network == home for network in network_of.values()) > 1


def _rank(one: Option) -> tuple[int, float, str]:
    grave = sum(found.code not in ("list_not_held",) for found in one.findings)
    return grave, one.measures.mean_km or 0.0, one.title
