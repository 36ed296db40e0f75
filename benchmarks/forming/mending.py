"""Helps a peer's plan: first into the band, then to less distance; connection is kept throughout.

A practice changes to a neighbouring network, or two change places. Into the band: the change that
leaves fewest patients short or over, then the one that costs least distance; what was just moved
rests for some turns, so that the search goes through worse plans and on. To less distance: the best
change at each practice, until none is left.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.forming.judging import Band

Change = tuple[tuple[int, int], ...]
"""Practices and the networks that they change to."""
REST = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """Practices that are connected by neighbours."""

    patients: Sequence[int]
    far: Sequence[Sequence[float]]
    """[practice][hub]: the practice's patients times kilometres."""
    near: Sequence[Sequence[int]]
    band: Band


@dataclass(eq=False)
class Plan:
    """A plan that is being changed."""

    ground: Ground
    group_of: list[int]
    members: dict[int, set[int]] = field(default_factory=dict)
    cost: dict[int, float] = field(default_factory=dict)
    size: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for v, group in enumerate(self.group_of):
            self.members.setdefault(group, set()).add(v)
        for group in self.members:
            self.measure(group)

    def measure(self, group: int) -> None:
        """Its distance and size again."""
        inside = self.members[group]
        self.cost[group] = patient_km(self.ground, inside)
        self.size[group] = sum(self.ground.patients[v] for v in inside)

    @property
    def amiss(self) -> int:
        """Patients short or over in all."""
        return sum(map(self.ground.band.amiss, self.size.values()))

    @property
    def is_connected(self) -> bool:
        """Whether every network is."""
        return all(hangs_together(self.ground, inside) for inside in self.members.values())

    def after(self, change: Change) -> dict[int, set[int]] | None:
        """The members of the networks that change; None where one falls apart or ends."""
        found: dict[int, set[int]] = {}
        for v, to in change:
            here = self.group_of[v]
            found.setdefault(here, set(self.members[here])).discard(v)
            found.setdefault(to, set(self.members[to])).add(v)
        fits = all(inside and hangs_together(self.ground, inside) for inside in found.values())
        return found if fits else None

    def worth(self, change: Change) -> tuple[int, float] | None:
        """More patients out of band and more distance; None where it may not be."""
        found = self.after(change)
        if found is None:
            return None
        amiss, far = 0, 0.0
        for group, inside in found.items():
            size = sum(self.ground.patients[v] for v in inside)
            amiss += self.ground.band.amiss(size) - self.ground.band.amiss(self.size[group])
            far += patient_km(self.ground, inside) - self.cost[group]
        return amiss, far

    def make(self, change: Change) -> None:
        """Change it."""
        found = self.after(change) or {}
        for group, inside in found.items():
            self.members[group] = inside
            for v in inside:
                self.group_of[v] = group
            self.measure(group)

    def changes_at(self, v: int) -> Iterator[Change]:
        """It goes to a neighbouring network, or changes places with somebody there."""
        here = self.group_of[v]
        for to in sorted({self.group_of[u] for u in self.ground.near[v]} - {here}):
            yield ((v, to),)
            for u in sorted(self.members[to]):
                if any(self.group_of[x] == here and x != v for x in self.ground.near[u]):
                    yield ((v, to), (u, here))


def patient_km(ground: Ground, inside: set[int]) -> float:
    """To the central practice of these."""
    far = ground.far
    return min(sum(far[v][hub] for v in inside) for hub in inside)


def hangs_together(ground: Ground, inside: set[int]) -> bool:
    """Whether these are connected."""
    left = set(inside)
    queue = [left.pop()]
    while queue and left:
        for u in ground.near[queue.pop()]:
            if u in left:
                left.discard(u)
                queue.append(u)
    return not left


def into_the_band(plan: Plan, *, seed: int, seconds: float) -> None:
    """Change what is next to a network out of band until none is, or the time is over."""
    chance, ends_at = random.Random(seed), time.perf_counter() + seconds
    resting: dict[int, int] = {}
    turn = 0
    while plan.amiss and time.perf_counter() < ends_at:
        turn += 1
        groups = [g for g, size in plan.size.items() if plan.ground.band.amiss(size)]
        about = {u for g in groups for v in plan.members[g] for u in (v, *plan.ground.near[v])}
        best: tuple[tuple[int, float], Change] | None = None
        for v in sorted(about):
            if resting.get(v, 0) > turn:
                continue
            for change in plan.changes_at(v):
                if any(resting.get(u, 0) > turn for u, _ in change):
                    continue
                worth = plan.worth(change)
                if worth is not None and (best is None or worth < best[0]):
                    best = worth, change
        if best is None:
            resting = {}
            continue
        plan.make(best[1])
        for v, _ in best[1]:
            resting[v] = turn + REST + chance.randrange(REST)


def to_less_distance(plan: Plan, *, seconds: float) -> None:
    """The best change at each practice in turn, while any lessens the distance within the band."""
    ends_at = time.perf_counter() + seconds
    waiting = list(range(len(plan.group_of)))
    while waiting and time.perf_counter() < ends_at:
        v = waiting.pop(0)
        found = [(plan.worth(change), change) for change in plan.changes_at(v)]
        good = [(w[1], c) for w, c in found if w is not None and w[0] <= 0 and w[1] < -1e-6]
        if not good:
            continue
        change = min(good)[1]
        touched = {plan.group_of[u] for u, _ in change} | {to for _, to in change}
        plan.make(change)
        again = {u for g in touched for w in plan.members[g] for u in (w, *plan.ground.near[w])}
        waiting += sorted(again - set(waiting))


def in_pieces(near: Sequence[Sequence[int]], group_of: Sequence[int]) -> list[int]:
    """The same groups; of one in pieces only the largest stays, the rest goes to neighbours."""
    found = [-1] * len(group_of)
    pieces: dict[int, list[set[int]]] = {}
    left = set(range(len(group_of)))
    while left:
        queue = [left.pop()]
        piece = set(queue)
        while queue:
            v = queue.pop()
            new = {u for u in near[v] if u in left and group_of[u] == group_of[v]}
            left -= new
            piece |= new
            queue += sorted(new)
        pieces.setdefault(group_of[min(piece)], []).append(piece)
    for group, many in pieces.items():
        for v in max(many, key=lambda piece: (len(piece), -min(piece))):
            found[v] = group
    while -1 in found:
        for v, beside in enumerate(near):
            if found[v] < 0:
                found[v] = next((found[u] for u in beside if found[u] >= 0), -1)
    return found
