"""Possible networks of one area, each once, with its cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from openpcn.engines.formation.proposing.annealing import group_cost, out_of_band
from openpcn.engines.formation.proposing.problem import Lists, Problem, Whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Softness:
    """What it costs to be out of band where no plan is wholly in it; nothing where strict."""

    per_patient: float = 0.0
    per_network: float = 0.0
    largest: int = 0
    """Largest size at all; 0: the band is strict."""
    smallest: int = 0
    """Smallest size at all."""

    @property
    def numbers(self) -> np.ndarray:
        """As the compiled search takes it."""
        return np.array([self.per_patient, self.per_network, self.largest, self.smallest], float)

    def admits(self, patients: int, problem: Problem) -> bool:
        """Whether a network of this size may be at all."""
        if self.largest:
            return self.smallest <= patients <= self.largest
        return problem.smallest <= patients <= problem.largest

    def cost(self, patients: int, problem: Problem) -> float:
        """The penalty of a network of this size."""
        amiss = int(out_of_band(patients, problem.smallest, problem.largest))
        if not amiss:
            return 0.0
        return self.per_patient * amiss + self.per_network


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A connected set of nodes as a network, continuing the labelled present network (0: none)."""

    nodes: tuple[int, ...]
    label: int
    hub: int
    cost: float


@dataclass(kw_only=True)
class Columns:
    """The possible networks met so far."""

    problem: Problem
    softness: Softness
    held: list[Column] = field(default_factory=list)
    known: set[tuple[tuple[int, ...], int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        hubs: list[list[int]] = [[] for _ in self.problem.nodes]
        for hub, node in enumerate(self.problem.hub_node.tolist()):
            hubs[node].append(hub)
        self.hubs = Lists.of(hubs)

    def price(self, nodes: Iterable[int], label: int | None = None) -> Column:
        """The set as a network, with its best hub, and its best label where none is given."""
        ordered = tuple(sorted(nodes))
        members: Whole = np.array(ordered, np.int64)
        moves = self.problem.move_cost if label is None else self.problem.move_cost[:, [label]]
        cost, hub, best = group_cost(
            members, len(ordered), self.problem.hub_cost, self.hubs.start, self.hubs.items,
            np.ascontiguousarray(moves), self.problem.skew,
        )  # fmt: skip
        patients = int(self.problem.weight[members].sum())
        return Column(
            nodes=ordered,
            label=int(best) if label is None else label,
            hub=int(hub),
            cost=float(cost) + self.softness.cost(patients, self.problem),
        )

    def is_allowed(self, nodes: Iterable[int], label: int) -> bool:
        """In band (or softly out of it), with its label open to every node."""
        members = list(nodes)
        fits = self.softness.admits(int(self.problem.weight[members].sum()), self.problem)
        return fits and bool(self.problem.allowed[members, label].all())

    def add(self, column: Column) -> bool:
        """Whether it was new."""
        key = (column.nodes, column.label)
        if key in self.known:
            return False
        self.known.add(key)
        self.held.append(column)
        return True


def cover(columns: Sequence[Column], size: int) -> sparse.csc_matrix:
    """[node, column]: 1 where the node is in the column."""
    starts = np.cumsum([0] + [len(column.nodes) for column in columns])
    items = [node for column in columns for node in column.nodes]
    return sparse.csc_matrix((np.ones(len(items)), items, starts), shape=(size, len(columns)))
