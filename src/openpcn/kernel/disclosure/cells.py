"""Counts to be published, and what they have in common: who is counted in several of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from openpcn.kernel.errors import NotRight


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A count of people that somebody wants to publish.

    `groups` are the smallest groups whose people it counts: for a network its practices, for a
    network by age each (practice, age); where areas overlap, each piece in which they do. Two
    cells share a group exactly where they count the same people. `kind` names how the people are
    divided ("network", "neighbourhood by age"); cells of one kind count nobody twice.
    """

    key: str
    kind: str
    count: int
    groups: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    """A count as it leaves: rounded, or withheld where `shown` is nothing."""

    key: str
    kind: str
    shown: int | None
    groups: frozenset[str]


class Overlaps:
    """Which cells count the same people: a matrix of cells by classes of groups.

    Groups that are in exactly the same cells cannot be told apart by anybody who sees the cells,
    so they form one class.
    """

    def __init__(self, cells: Sequence[Cell | ShownCell]) -> None:
        check(cells)
        inside: dict[str, list[int]] = defaultdict(list)
        for at, cell in enumerate(cells):
            for group in cell.groups:
                inside[group].append(at)
        found = sorted({tuple(members) for members in inside.values()})
        self.classes = len(found)
        self.of_cell: list[frozenset[int]] = [
            frozenset(number for number, members in enumerate(found) if at in members)
            for at in range(len(cells))
        ]
        rows = [(at, number) for at, inner in enumerate(self.of_cell) for number in sorted(inner)]
        at, number = np.array(rows).T
        self.matrix = csr_array((np.ones(len(rows)), (at, number)), (len(cells), self.classes))
        self.kinds = [cell.kind for cell in cells]

    def to_protect(self) -> list[frozenset[int]]:
        """Every set of people that could be worked out: cells, classes, differences, rests."""
        sets = set(self.of_cell)
        sets |= {frozenset({number}) for number in range(self.classes)}
        sets |= set(self.differences()) | set(self.rests())
        return sorted(sets - {frozenset()}, key=lambda one: (len(one), sorted(one)))

    def differences(self) -> Iterator[frozenset[int]]:
        """What is left of a cell without another that lies inside it."""
        for whole in self.of_cell:
            yield from (whole - part for part in self.of_cell if part < whole)

    def rests(self) -> Iterator[frozenset[int]]:
        """What is left of a cell without all cells of one kind that lie inside it."""
        for whole in self.of_cell:
            inside: dict[str, set[int]] = defaultdict(set)
            for kind, part in zip(self.kinds, self.of_cell, strict=True):
                if part < whole:
                    inside[kind] |= part
            yield from (whole - frozenset(parts) for parts in inside.values())


def check(cells: Iterable[Cell | ShownCell]) -> None:
    """Refuse cells without people, counts below nought, keys twice and kinds that overlap."""
    keys: set[str] = set()
    taken: dict[tuple[str, str], str] = {}
    for cell in cells:
        if cell.key in keys:
            raise NotRight(f"{cell.key} is in the table twice.", next_step="Give each its own key.")
        keys.add(cell.key)
        if not cell.groups or (isinstance(cell, Cell) and cell.count < 0):
            raise NotRight(
                f"{cell.key} counts nobody's group, or fewer than nobody.",
                next_step="Name the groups that the cell counts, and a count of nought or more.",
            )
        for group in cell.groups:
            other = taken.setdefault((cell.kind, group), cell.key)
            if other != cell.key:
                raise NotRight(
                    f"{other} and {cell.key} are both of the kind {cell.kind!r} and both count "
                    f"{group}.",
                    next_step="Give cells that overlap kinds of their own.",
                )
