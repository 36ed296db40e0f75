"""Publishes a table of counts of people so that no small count can be told, or refuses to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openpcn.kernel.disclosure.attack import Attack, cells_to_withhold
from openpcn.kernel.disclosure.cells import Cell, Overlaps, ShownCell
from openpcn.kernel.disclosure.regimes import Regime
from openpcn.kernel.errors import Refused

NOUGHT_COSTS = 50.0


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A table as it may leave. Whether a cell was small or hides another is not told."""

    cells: tuple[ShownCell, ...]
    regime: Regime

    @property
    def shown(self) -> dict[str, int | None]:
        """The number of each key; nothing where it is withheld."""
        return {cell.key: cell.shown for cell in self.cells}

    @property
    def sentence(self) -> str:
        """What a reader of the table is told."""
        withheld = sum(cell.shown is None for cell in self.cells)
        if not withheld:
            return self.regime.words
        return (
            f"{self.regime.words} {withheld} of {len(self.cells)} counts are withheld: small ones, "
            "and others from which small ones could be worked out."
        )


def publish(
    cells: Sequence[Cell], regime: Regime, *, beside: Sequence[Publication] = ()
) -> Publication:
    """The table with small counts, and as many others as it takes, withheld; the rest rounded.

    `beside` is what has been published before about the same people. Refused where not one count
    can be shown.
    """
    if not cells:
        return Publication(cells=(), regime=regime)
    withheld = _protect(cells, regime, beside)
    if all(withheld):
        raise Refused(
            "So few people are counted here that no count of the table can be shown.",
            next_step="Take a larger area, or more years together.",
        )
    return Publication(
        cells=tuple(
            ShownCell(
                key=cell.key,
                kind=cell.kind,
                shown=None if hidden else regime.rounded(cell.count),
                groups=cell.groups,
            )
            for cell, hidden in zip(cells, withheld, strict=True)
        ),
        regime=regime,
    )


def _protect(cells: Sequence[Cell], regime: Regime, beside: Sequence[Publication]) -> list[bool]:
    """Which cells to withhold, until nobody could tell a small count."""
    table = _Table(cells, regime, beside)
    while unsafe := table.first_unsafe():
        if not table.withhold_for(unsafe):
            raise Refused(
                "With what has been published before, a small count could be worked out.",
                next_step="Publish this table on the areas of the earlier one.",
            )
    return table.withheld


class _Table:
    """The cells, what is withheld so far and what an attacker knows."""

    def __init__(
        self, cells: Sequence[Cell], regime: Regime, beside: Sequence[Publication]
    ) -> None:
        self.regime = regime
        self.withheld = [regime.withholds(cell.count) for cell in cells]
        before = [(cell, each.regime) for each in beside for cell in each.cells]
        renamed = [_renamed(cell, at) for at, each in enumerate(beside) for cell in each.cells]
        self.overlaps = Overlaps([*cells, *renamed])
        self.floor = np.array(
            [float(regime.noughts_shown and cell.count > 0) for cell in cells] + [0.0] * len(before)
        )
        self.loss = np.array([_loss(cell, regime) for cell in cells])
        known = [
            (floor, np.inf) if hidden else regime.known_from(regime.rounded(cell.count))
            for cell, hidden, floor in zip(cells, self.withheld, self.floor, strict=False)
        ]
        known += [
            (0, np.inf) if cell.shown is None else rule.known_from(cell.shown)
            for cell, rule in before
        ]
        low, high = np.array(known, dtype=np.float64).T
        self.attack = Attack(self.overlaps, low.copy(), high.copy())
        self.waiting = self.overlaps.to_protect()[::-1]

    def first_unsafe(self) -> frozenset[int] | None:
        """A set of people whose small count could be told; those before it are safe for good.

        Withholding more only widens what is possible, so what was safe stays so.
        """
        while self.waiting:
            if not self._is_safe(self.waiting[-1]):
                return self.waiting[-1]
            self.waiting.pop()
        return None

    def _is_safe(self, people: frozenset[int]) -> bool:
        inside = sorted(people)
        if any(self.attack.low[at] > self.regime.threshold for at in self._cells_inside(people)):
            return True
        if self.attack.proved_width(inside) >= self.regime.protection:
            return True
        low, high = self.attack.interval(inside)
        if high < 1 or low > self.regime.threshold:
            return True
        return self.attack.proved_width(inside) >= self.regime.protection

    def _cells_inside(self, people: frozenset[int]) -> list[int]:
        """The cells that count only these people."""
        return [at for at, inner in enumerate(self.overlaps.of_cell) if inner <= people]

    def withhold_for(self, people: frozenset[int]) -> bool:
        """Withhold what it takes to hide a set; false where nothing is left to withhold."""
        free = np.array([not hidden for hidden in self.withheld], dtype=bool)
        if not free.any():
            return False
        every = np.concatenate([free, np.zeros(len(self.floor) - len(free), dtype=bool)])
        loss = np.concatenate([self.loss, np.zeros(len(self.floor) - len(free))])
        chosen = cells_to_withhold(
            self.attack,
            sorted(people),
            wanted=self.regime.protection,
            free=every,
            loss=loss,
            floor=self.floor,
        )
        for cell in chosen or [self._cheapest(people, free)]:
            self.withheld[cell] = True
            self.attack.open_up(cell, low=float(self.floor[cell]))
        return True

    def _cheapest(self, people: frozenset[int], free: NDArray[np.bool_]) -> int:
        """The shown cell of least loss, one that counts some of these people if there is any."""
        return min(
            np.flatnonzero(free).tolist(),
            key=lambda at: (not (self.overlaps.of_cell[at] & people), self.loss[at]),
        )


def _loss(cell: Cell, regime: Regime) -> float:
    """What withholding a cell costs a reader: more for a large one, most for a shown nought."""
    if cell.count == 0 and regime.noughts_shown:
        return NOUGHT_COSTS
    return float(1 + np.log1p(cell.count) * np.sqrt(len(cell.groups)))


def _renamed(cell: ShownCell, publication: int) -> ShownCell:
    """An earlier cell under a name and kind that no new one has."""
    return ShownCell(
        key=f"before {publication}: {cell.key}",
        kind=f"before {publication}: {cell.kind}",
        shown=cell.shown,
        groups=cell.groups,
    )
