"""The smallest change that would mend a finding without breaking another network.

A change is one practice that changes network, or two, one after the other, the first of which
joins or leaves the network in question. A practice joins a network in which it has a neighbour,
or starts one of its own. Afterwards the fault is gone, and no network misses any rule by more than
before. One practice comes before two; then the fewest patients; then the shortest way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf

from openpcn.engines.formation.review.findings import Move
from openpcn.engines.formation.review.grouping import NO_FAULTS, Grouping, Members

Change = tuple[Move, ...]
State = dict[str, Members]
"""Members of the networks that a change touches, afterwards."""
Rank = tuple[float, float, tuple[tuple[str, str], ...]]

NEW = ""
"""A network that is not there yet."""


def smallest_moves(grouping: Grouping, network: str, fault: str) -> Change:
    """The moves that mend one fault of a network, or none where no two moves would."""
    for changes in (_singles(grouping, network), _pairs(grouping, network)):
        if best := _best(grouping, network, fault, changes):
            return best
    return ()


def best_home(grouping: Grouping, practice: str) -> Change:
    """How a practice in no network is placed: in the nearest that can take it, or on its own."""
    homes = [*sorted(_networks_near(grouping, {}, practice)), NEW]
    changes = [(_move(grouping, practice, None, home),) for home in homes]
    fitting = [change for change in changes if _keeps(grouping, _after(grouping, change))]
    return min(fitting, key=lambda change: _rank(grouping, change), default=())


def _best(grouping: Grouping, network: str, fault: str, changes: Iterable[Change]) -> Change:
    best: Change = ()
    rank: Rank = (inf, inf, ())
    for change in changes:
        if sum(move.patients for move in change) > rank[0]:
            continue
        state = _after(grouping, change)
        if getattr(grouping.faults(state[network]), fault) or not _keeps(grouping, state):
            continue
        if (found := _rank(grouping, change)) < rank:
            best, rank = change, found
    return best


def _keeps(grouping: Grouping, state: State) -> bool:
    """Whether no network misses a rule by more than before."""
    return all(
        grouping.faults(members).no_worse_than(
            grouping.faults(grouping.members[network]) if network != NEW else NO_FAULTS
        )
        for network, members in state.items()
    )


def _singles(grouping: Grouping, network: str) -> Iterator[Change]:
    for move in _touching(grouping, {}, network):
        yield (move,)


def _pairs(grouping: Grouping, network: str) -> Iterator[Change]:
    for first in _touching(grouping, {}, network):
        state = _after(grouping, (first,))
        for touched in state:
            for second in _touching(grouping, state, touched):
                if second.practice != first.practice:
                    yield first, second


def _touching(grouping: Grouping, state: State, network: str) -> Iterator[Move]:
    """Every move of one practice into or out of a network, as things stand in `state`."""
    members = _members(grouping, state, network)
    around = {other for code in members for other in grouping.near.get(code, ())} - members
    for code in around:
        yield _move(grouping, code, _home(grouping, state, code), network)
    for code in members & grouping.near.keys():
        for home in _networks_near(grouping, state, code) - {network}:
            yield _move(grouping, code, network, home)
        if NEW not in state and len(members) > 1:
            yield _move(grouping, code, network, NEW)


def _networks_near(grouping: Grouping, state: State, practice: str) -> set[str]:
    """The networks in which a practice has a neighbour."""
    homes = {_home(grouping, state, other) for other in grouping.near.get(practice, ())}
    return {home for home in homes if home is not None}


def _home(grouping: Grouping, state: State, practice: str) -> str | None:
    for network, members in state.items():
        if practice in members:
            return network
    return grouping.network_of.get(practice)


def _members(grouping: Grouping, state: State, network: str) -> Members:
    return state[network] if network in state else grouping.members.get(network, frozenset())


def _after(grouping: Grouping, change: Change) -> State:
    state: State = {}
    for move in change:
        moved = {move.practice}
        if move.from_network is not None:
            state[move.from_network] = _members(grouping, state, move.from_network) - moved
        to = move.to_network or NEW
        state[to] = _members(grouping, state, to) | moved
    return state


def _move(grouping: Grouping, practice: str, home: str | None, to: str) -> Move:
    return Move(
        practice=practice,
        patients=grouping.patients((practice,)),
        from_network=home,
        to_network=to or None,
    )


def _rank(grouping: Grouping, change: Change) -> Rank:
    """Fewest patients first, then the shortest way to a member of the new network, then codes."""
    return (
        sum(move.patients for move in change),
        sum(_way(grouping, move) for move in change),
        tuple((move.practice, move.to_network or NEW) for move in change),
    )


def _way(grouping: Grouping, move: Move) -> float:
    members = grouping.members.get(move.to_network or NEW, frozenset())
    return min((grouping.km(move.practice, member) for member in members), default=0.0)
