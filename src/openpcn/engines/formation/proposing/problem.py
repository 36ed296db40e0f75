"""One area as arrays: nodes that move together, hubs, neighbours, conflicts and costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.formation.proposing.facts import Candidate, Wish
from openpcn.kernel.errors import NotPossible

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Lists:
    """Lists of different length as two arrays: node v has items[start[v]:start[v + 1]]."""

    start: Whole
    items: Whole

    @staticmethod
    def of(lists: Sequence[Collection[int]]) -> Lists:
        """The lists, each in rising order."""
        start = np.cumsum([0] + [len(each) for each in lists]).astype(np.int64)
        flat = [item for each in lists for item in sorted(each)]
        return Lists(start=start, items=np.array(flat or [0], np.int64))

    def of_node(self, v: int) -> list[int]:
        """The items of one node."""
        return list(map(int, self.items[self.start[v] : self.start[v + 1]]))


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """An area to be divided. A node is a practice, or several locked together; a hub a practice.

    Costs are in thousands of patient-kilometres. Label 0 is "a new network"; label k stands for
    the present network `labels[k - 1]`.
    """

    practices: tuple[Candidate, ...]
    nodes: tuple[tuple[int, ...], ...]
    """Practices of each node."""
    weight: Whole
    hub_cost: Numbers
    """[node, hub]: the node's patients times their distance to the hub."""
    hub_node: Whole
    near: Lists
    conflicts: Lists
    skew: Numbers
    """[node]: patients times difference from the area's mean measure, times the weight asked."""
    move_cost: Numbers
    """[node, label]: cost of the patients who would change network under that label."""
    allowed: NDArray[np.bool_]
    """[node, label]: whether the node may be in a network with that label."""
    labels: tuple[str, ...]
    smallest: int
    largest: int
    networks: int | None
    """How many; None where free."""

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.nodes)


def problem_of(
    practices: Sequence[Candidate],
    wish: Wish,
    *,
    networks: int | None,
    gone: Collection[str] = (),
) -> Problem:
    """The arrays for these practices of one area, none of them above the largest size.

    `gone` are present networks that are continued elsewhere: none of these can keep to them.
    """
    ordered = tuple(sorted(practices, key=lambda practice: practice.code))
    number = {practice.code: i for i, practice in enumerate(ordered)}
    nodes = _nodes(ordered, number, wish)
    node_of = {i: v for v, members in enumerate(nodes) for i in members}
    patients = np.array([practice.registered_patients for practice in ordered], np.int64)
    labels = _labels(ordered, wish, gone)
    moves, allowed = _moves(ordered, nodes, labels, wish)
    return Problem(
        practices=ordered,
        nodes=nodes,
        weight=np.array([patients[list(v)].sum() for v in nodes], np.int64),
        hub_cost=_gather(nodes, patients[:, None] * _distances(ordered, wish) / 1000),
        hub_node=np.array([node_of[i] for i in range(len(ordered))], np.int64),
        near=_near(nodes, node_of, number, ordered, wish.neighbours),
        conflicts=_conflicts(node_of, number, len(nodes), wish),
        skew=_skew(ordered, nodes, patients, wish.balance),
        move_cost=moves,
        allowed=allowed,
        labels=labels,
        smallest=wish.smallest,
        largest=wish.largest,
        networks=networks,
    )


def _gather(nodes: Sequence[tuple[int, ...]], by_practice: Numbers) -> Numbers:
    return np.array([by_practice[list(members)].sum(axis=0) for members in nodes])


def _nodes(
    ordered: Sequence[Candidate], number: Mapping[str, int], wish: Wish
) -> tuple[tuple[int, ...], ...]:
    leader = list(range(len(ordered)))

    def lead(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for group in wish.together:
        members = sorted(number[code] for code in group if code in number)
        for other in members[1:]:
            one, two = sorted((lead(members[0]), lead(other)))
            leader[two] = one
    groups: dict[int, list[int]] = {}
    for i in range(len(ordered)):
        groups.setdefault(lead(i), []).append(i)
    return tuple(tuple(members) for _, members in sorted(groups.items()))


def _distances(ordered: Sequence[Candidate], wish: Wish) -> Numbers:
    east = np.array([practice.point.easting for practice in ordered], float)
    north = np.array([practice.point.northing for practice in ordered], float)
    straight = np.hypot(east[:, None] - east[None, :], north[:, None] - north[None, :])
    if wish.distances is None:
        return np.asarray(straight / 1000 * wish.detour, dtype=float)
    return _given(ordered, wish.distances, straight / 1000, wish.per_straight_km)


def _given(
    ordered: Sequence[Candidate],
    distances: Mapping[tuple[str, str], float],
    straight: Numbers,
    per_km: float | None,
) -> Numbers:
    """[from, to]: one way where it is there, else the other, else by the straight line."""
    number = {practice.code: i for i, practice in enumerate(ordered)}
    held = np.full(straight.shape, np.nan)
    for (one, other), length in distances.items():
        if one in number and other in number:
            held[number[one], number[other]] = length
    held = np.where(np.isnan(held), held.T, held)
    np.fill_diagonal(held, 0.0)
    missing = np.isnan(held)
    if missing.any() and per_km is None:
        one, other = (ordered[int(i)].code for i in np.argwhere(missing)[0])
        raise NotPossible(
            f"The distances hold no way between {one} and {other}.",
            next_step="Add it, or leave the distances out to use the straight line.",
        )
    return np.where(missing, straight * (per_km or 0.0), held)


def _near(
    nodes: Sequence[tuple[int, ...]],
    node_of: Mapping[int, int],
    number: Mapping[str, int],
    ordered: Sequence[Candidate],
    neighbours: Mapping[str, Collection[str]],
) -> Lists:
    near: list[set[int]] = [set() for _ in nodes]
    for i, practice in enumerate(ordered):
        for code in neighbours.get(practice.code, ()):
            if code in number and node_of[number[code]] != node_of[i]:
                near[node_of[i]].add(node_of[number[code]])
                near[node_of[number[code]]].add(node_of[i])
    return Lists.of(near)


def _conflicts(
    node_of: Mapping[int, int], number: Mapping[str, int], size: int, wish: Wish
) -> Lists:
    against: list[set[int]] = [set() for _ in range(size)]
    for group in wish.apart:
        members = sorted(number[code] for code in group if code in number)
        for one, other in combinations(members, 2):
            if node_of[one] == node_of[other]:
                raise NotPossible(
                    "The same practices are to be together and never together.",
                    next_step="Take one of the two locks away.",
                )
            against[node_of[one]].add(node_of[other])
            against[node_of[other]].add(node_of[one])
    return Lists.of(against)


def _skew(
    ordered: Sequence[Candidate], nodes: Sequence[tuple[int, ...]], patients: Whole, weight: float
) -> Numbers:
    held = np.array([p.measure is not None for p in ordered])
    if weight == 0 or not held.any():
        return np.zeros(len(nodes))
    measure = np.array([p.measure if p.measure is not None else 0.0 for p in ordered])
    mean = (measure * patients)[held].sum() / max(1, patients[held].sum())
    skew = np.where(held, (measure - mean) * patients, 0.0) * weight / 1000
    return np.array([skew[list(members)].sum() for members in nodes])


def _labels(ordered: Sequence[Candidate], wish: Wish, gone: Collection[str]) -> tuple[str, ...]:
    if wish.keep_today <= 0 and not wish.stays:
        return ()
    held = {p.current_network for p in ordered if p.current_network}
    return tuple(sorted(held.difference(gone)))


def _moves(
    ordered: Sequence[Candidate],
    nodes: Sequence[tuple[int, ...]],
    labels: Sequence[str],
    wish: Wish,
) -> tuple[Numbers, NDArray[np.bool_]]:
    moves = np.zeros((len(ordered), len(labels) + 1))
    allowed = np.ones((len(ordered), len(labels) + 1), dtype=bool)
    for i, practice in enumerate(ordered):
        if practice.current_network is None:
            continue
        moves[i, :] = practice.registered_patients * wish.keep_today / 1000
        if practice.current_network not in labels:
            continue
        mine = labels.index(practice.current_network) + 1
        moves[i, mine] = 0.0
        if practice.code in wish.stays:
            allowed[i, :] = False
            allowed[i, mine] = True
    together = np.array([allowed[list(members)].all(axis=0) for members in nodes])
    return _gather(nodes, moves), together
