"""Every small change that mends some networks and makes no other worse.

A change is a set of practices that join other networks. Look at a map with some of the moves of a
change made: a network that is still wrong must be touched by a move that is still to be made. So
it is enough to try, at every turn, the moves that touch the first network that is wrong; whatever
mends the map is found that way. A step is one practice; or a network divided in two; or a network
joined whole to a neighbour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from openpcn.engines.formation.measuring import Members, Terrain, members_of
from openpcn.engines.formation.repairing.facts import NEW, Moves

MOST_TRIED = 30_000
"""Changes looked at before the search ends with what it has; a count, so that it is the same
everywhere."""
DIVISIBLE = 12
"""Practices of a network beyond which it is not tried in every division."""

Faults = tuple[int, int, int, int, int]
NONE: Faults = (0, 0, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The changes that mend, and whether all of so few steps were looked at."""

    changes: tuple[Moves, ...]
    is_complete: bool


@dataclass(kw_only=True)
class _State:
    """The map with some moves made."""

    members: dict[str, Members]
    moved: dict[str, str] = field(default_factory=dict)


class Search:
    """The search from one map."""

    def __init__(
        self,
        land: Terrain,
        network_of: Mapping[str, str],
        *,
        targets: Collection[str],
        stays: Collection[str] = (),
        before: Mapping[str, str] | None = None,
    ) -> None:
        """`before` is the map whose faults may not grow, where it is not `network_of` itself."""
        self.land = land
        self.start = members_of(network_of, land.practices.keys())
        self.network_of = dict(network_of)
        self.baseline = members_of(before or network_of, land.practices.keys())
        self._faults: dict[Members, Faults] = {}
        self.targets = tuple(sorted(targets, key=lambda code: (-self._urgency(code), code)))
        self.stays = frozenset(stays)
        self.tried = 0

    def within(self, steps: int) -> Found:
        """Every change of at most so many steps."""
        found: dict[Moves, None] = {}
        met: set[tuple[frozenset[tuple[str, str]], int]] = set()
        self.tried = 0
        self._go(_State(members=dict(self.start)), steps, found, met)
        return Found(changes=tuple(sorted(found)), is_complete=self.tried < MOST_TRIED)

    def faults(self, members: Members) -> Faults:
        """By how much a network of these members misses each rule."""
        held = self._faults.get(members)
        if held is None:
            held = self._faults[members] = self._work_out(members)
        return held

    def _work_out(self, members: Members) -> Faults:
        if not members:
            return NONE
        one = self.land.measure(members)
        return (
            one.below,
            one.above,
            max(0, one.systems - 1),
            max(0, one.places - 1),
            max(0, one.groups - 1),
        )

    def _urgency(self, network: str) -> int:
        faults = self.faults_of(network)
        return max(faults[0], faults[1])

    def faults_of(self, network: str) -> Faults:
        """What is wrong with a network before the change; a new one must be without fault."""
        return self.faults(self.baseline.get(network, frozenset()))

    def _go(
        self,
        state: _State,
        left: int,
        found: dict[Moves, None],
        met: set[tuple[frozenset[tuple[str, str]], int]],
    ) -> None:
        wrong = self._wrong(state)
        if not wrong:
            if state.moved:
                found[tuple(sorted(state.moved.items()))] = None
            return
        key = (frozenset(state.moved.items()), left)
        if not left or len(wrong) > 2 * left or key in met:
            return
        met.add(key)
        for step in self._steps(state, wrong[0]):
            self.tried += 1
            if self.tried >= MOST_TRIED:
                return
            if left > 1 or self._could_end(state, step, wrong):
                self._go(self._made(state, step), left - 1, found, met)

    def _wrong(self, state: _State) -> list[str]:
        """Networks that are still to be mended, the targets first."""
        wrong = [
            code
            for code in self.targets
            if (faults := self.faults(state.members.get(code, frozenset())))[0] or faults[1]
        ]
        for code, members in state.members.items():
            if code not in wrong and members is not self.start.get(code):
                then = self.faults_of(code)
                if any(a > b for a, b in zip(self.faults(members), then, strict=True)):
                    wrong.append(code)
        return wrong

    def _could_end(self, state: _State, step: Moves, wrong: list[str]) -> bool:
        """Whether sizes allow that the last step mends all; cheaper than making it."""
        gains: dict[str, int] = {}
        for code, to in step:
            home = state.moved.get(code) or self.network_of.get(code, "")
            gains[home] = gains.get(home, 0) - self.land.lists[code]
            gains[to] = gains.get(to, 0) + self.land.lists[code]
        if any(code not in gains for code in wrong):
            return False
        return all(self._fits(state, code, gain) for code, gain in gains.items() if code)

    def _fits(self, state: _State, network: str, gain: int) -> bool:
        members = state.members.get(network, frozenset())
        size = self.land.patients(members) + gain
        if size == 0 or len(members) <= 2:
            return True
        was = NONE if network in self.targets else self.faults_of(network)
        brief = self.land.brief
        return brief.smallest - was[0] <= size <= brief.largest + was[1]

    def _made(self, state: _State, step: Moves) -> _State:
        members, moved = dict(state.members), dict(state.moved)
        for code, to in step:
            home = moved.get(code) or self.network_of.get(code)
            if home is not None:
                members[home] = members[home] - {code}
            members[to] = members.get(to, frozenset()) | {code}
            moved[code] = to
        return _State(members=members, moved=moved)

    def _steps(self, state: _State, network: str) -> Iterator[Moves]:
        members = state.members.get(network, frozenset())
        yield from self._out_of(state, network, members)
        yield from self._into(state, network, members)
        if self.faults(members)[1]:
            yield from self._divisions(state, members)
        if self.faults(members)[0]:
            yield from self._unions(state, network, members)

    def _may_move(self, state: _State, code: str) -> bool:
        return code not in state.moved and code not in self.stays and code in self.land.near

    def _home(self, state: _State, code: str) -> str | None:
        return state.moved.get(code) or self.network_of.get(code)

    def networks_near(self, state: _State, code: str) -> list[str]:
        """Networks in which a practice has a neighbour."""
        found = {self._home(state, other) for other in self.land.near.get(code, ())}
        return sorted(network for network in found if network is not None)

    def _out_of(self, state: _State, network: str, members: Members) -> Iterator[Moves]:
        for code in sorted(members):
            if self._may_move(state, code):
                for to in self.networks_near(state, code):
                    if to != network:
                        yield ((code, to),)

    def _into(self, state: _State, network: str, members: Members) -> Iterator[Moves]:
        around = {other for code in members for other in self.land.near.get(code, ())} - members
        for code in sorted(around):
            if self._may_move(state, code):
                yield ((code, network),)

    def _divisions(self, state: _State, members: Members) -> Iterator[Moves]:
        """Members that would form a network of their own, with a rest that can be one."""
        free = sorted(code for code in members if self._may_move(state, code))
        if len(members) > DIVISIBLE:
            return
        new = self._new(state)
        for size in range(1, len(members)):
            for group in combinations(free, size):
                part = frozenset(group)
                if self.faults(part) == NONE and self.faults(members - part)[0] == 0:
                    yield tuple((code, new) for code in group)

    def _unions(self, state: _State, network: str, members: Members) -> Iterator[Moves]:
        """The whole network joins a neighbour, or a neighbour joins it whole."""
        for code in sorted({n for one in members for n in self.networks_near(state, one)}):
            others = state.members.get(code, frozenset())
            if code == network or self.land.patients(members | others) > self.land.brief.largest:
                continue
            for group, to in ((members, code), (others, network)):
                if group and all(self._may_move(state, one) for one in group):
                    yield tuple((one, to) for one in sorted(group))

    def _new(self, state: _State) -> str:
        number = 1
        while f"{NEW}{number}" in state.members:
            number += 1
        return f"{NEW}{number}"
