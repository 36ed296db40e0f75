"""The smallest change that would mend a finding without breaking another network.

A change is one practice that changes network, or two: the first joins or leaves the network in
question, the second that network or the other one of the first. A practice joins a network in
which it has a neighbour (two together: in which one of them has), or starts one of its own.
Afterwards the fault is gone, and no network misses any rule by more than before. One practice
comes before two; then the fewest patients; then the shortest way. A practice whose list is not
held stays where it is: nobody knows what its move would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from math import inf
from typing import NamedTuple

from openpcn.engines.formation.review.findings import Move
from openpcn.engines.formation.review.grouping import Grouping, Members

NEW = "(new)"
"""A network that is not there yet."""
NOWHERE = "(none)"
"""Where a practice is that is in no network."""


class Step(NamedTuple):
    """A practice changes network (a tuple, for a national review weighs half a million)."""

    patients: int
    practice: str
    home: str
    to: str


FEW = 3
"""Two practices that leave so few leave one, which may be larger than a network should be."""

Steps = tuple[Step, ...]
Rank = tuple[float, float, Steps]


class Mending:
    """Looks for smallest changes in one grouping; keeps what it has worked out."""

    def __init__(self, grouping: Grouping) -> None:
        """Start with nothing worked out."""
        self._grouping = grouping
        self._sizes = {code: grouping.patients(m) for code, m in grouping.members.items()}
        self._lists = {code: grouping.patients((code,)) for code in grouping.practices}
        self._around: dict[str, list[Step]] = {}

    def smallest_moves(self, network: str, fault: str) -> tuple[Move, ...]:
        """The moves that mend one fault of a network, or none where no two moves would."""
        singles = ((step,) for step in self._touching(network))
        pairs = (two for two in self._pairs(network, fault) if two[0].practice != two[1].practice)
        best = self._best(network, fault, singles) or self._best(network, fault, pairs)
        return tuple(_move(step) for step in best)

    def best_home(self, practice: str) -> tuple[Move, ...]:
        """How a practice in no network is placed: in the nearest that can take it, or alone."""
        steps = [self._step(practice, to) for to in (*self._networks_near(practice), NEW)]
        fitting = [(step,) for step in steps if self._keeps(self._after((step,)))]
        best = min(fitting, key=self._rank, default=())
        return tuple(_move(step) for step in best)

    def _best(self, network: str, fault: str, changes: Iterable[Steps]) -> Steps:
        best: Steps = ()
        rank: Rank = (inf, inf, ())
        for steps in changes:
            if sum(step.patients for step in steps) > rank[0] or not self._sizes_hold(steps):
                continue
            if not all(self._grouping.is_held(step.practice) for step in steps):
                continue
            after = self._after(steps)
            if self._mends(network, fault, after) and self._all_near(steps, after):
                best, rank = min((best, rank), (steps, self._rank(steps)), key=lambda pair: pair[1])
        return best

    def _mends(self, network: str, fault: str, after: Mapping[str, Members]) -> bool:
        """Whether the fault is gone from the network, and every rule as well kept as before."""
        return not getattr(self._grouping.faults(after[network]), fault) and self._keeps(after)

    def _keeps(self, after: Mapping[str, Members]) -> bool:
        """Whether no network misses a rule by more than before."""
        faults = self._grouping.faults
        return all(
            faults(members).no_worse_than(faults(self._members(network)))
            for network, members in after.items()
        )

    def _all_near(self, steps: Steps, after: Mapping[str, Members]) -> bool:
        """Whether each practice has a neighbour where it went, or starts a network."""
        near = self._grouping.near
        return all(
            step.to == NEW or not near[step.practice].isdisjoint(after[step.to]) for step in steps
        )

    def _pairs(self, network: str, fault: str) -> Iterator[Steps]:
        """Pairs of steps that can mend the fault, as far as the network's own size goes."""
        steps, (lowest, highest) = self._touching(network), self._window(network, fault)
        for i, first in enumerate(steps):
            drawn = self._drawn(first)
            size = self._sizes[network] + (_gain(network, first) or 0)
            for second in chain(steps[i + 1 :], drawn):
                gain = _gain(network, second)
                if gain is not None and lowest <= size + gain <= highest:
                    yield first, second
            after = self._after((first,))
            if self._mends(network, fault, {network: after[network]}):
                others = chain(self._touching(first.home), self._touching(first.to), drawn)
                yield from ((first, second) for second in others if network not in second[2:])
        for member in self._members(network):
            for other in self._grouping.near.get(member, ()):
                for to in self._networks_near(other) - {network, self._home(other)}:
                    yield self._step(member, to), self._step(other, to)

    def _window(self, network: str, fault: str) -> tuple[float, float]:
        """The sizes between which a network has its size fault mended, or none made worse."""
        if len(self._members(network)) <= FEW:
            return -inf, inf
        size, brief = self._sizes[network], self._grouping.brief
        lowest = brief.smallest if fault == "below" else min(brief.smallest, size)
        highest = brief.largest if fault == "above" else max(brief.largest, size)
        return lowest, highest

    def _sizes_hold(self, steps: Steps) -> bool:
        """Whether no network but a new one gets a size that is worse than before."""
        gains: dict[str, int] = {}
        for step in steps:
            gains[step.home] = gains.get(step.home, 0) - step.patients
            gains[step.to] = gains.get(step.to, 0) + step.patients
        for network in gains.keys() - {NEW, NOWHERE}:
            lowest, highest = self._window(network, "")
            if not lowest <= self._sizes[network] + gains[network] <= highest:
                return False
        return True

    def _touching(self, network: str) -> list[Step]:
        """Every move of one practice into or out of a network, fewest patients first."""
        if network not in self._around:
            near, members = self._grouping.near, self._members(network)
            known = members & near.keys()
            around = {other for code in known for other in near[code]} - members
            steps = [self._step(code, network) for code in around]
            for code in known:
                homes = (self._networks_near(code) | {NEW}) - {network}
                steps += [self._step(code, to) for to in homes]
            self._around[network] = sorted(steps)
        return self._around[network]

    def _drawn(self, first: Step) -> list[Step]:
        """The moves of a practice's neighbours to where it went."""
        near = self._grouping.near[first.practice]
        return [self._step(code, first.to) for code in near if self._home(code) != first.to]

    def _networks_near(self, practice: str) -> set[str]:
        """The networks in which a practice has a neighbour."""
        return {self._home(other) for other in self._grouping.near.get(practice, ())} - {NOWHERE}

    def _home(self, practice: str) -> str:
        return self._grouping.network_of.get(practice, NOWHERE)

    def _members(self, network: str) -> Members:
        return self._grouping.members.get(network, frozenset())

    def _step(self, practice: str, to: str) -> Step:
        return Step(self._lists[practice], practice, self._home(practice), to)

    def _after(self, steps: Steps) -> dict[str, Members]:
        """The members of the networks that a change touches, afterwards."""
        after: dict[str, Members] = {}
        for step in steps:
            if step.home != NOWHERE:
                after[step.home] = after.get(step.home, self._members(step.home)) - {step.practice}
            after[step.to] = after.get(step.to, self._members(step.to)) | {step.practice}
        return after

    def _rank(self, steps: Steps) -> Rank:
        """Fewest patients first, then the shortest way to a member of the new network."""
        return sum(step.patients for step in steps), sum(map(self._way, steps)), steps

    def _way(self, step: Step) -> float:
        km = self._grouping.km
        return min((km(step.practice, other) for other in self._members(step.to)), default=0.0)


def _gain(network: str, step: Step) -> int | None:
    """The patients that a step brings a network; None where it does not touch it."""
    if step.to == network:
        return step.patients
    return -step.patients if step.home == network else None


def _move(step: Step) -> Move:
    return Move(
        practice=step.practice,
        patients=step.patients,
        from_network=None if step.home == NOWHERE else step.home,
        to_network=None if step.to == NEW else step.to,
    )
