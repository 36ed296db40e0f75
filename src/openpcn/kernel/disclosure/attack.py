"""What somebody who sees the shown counts can work out about the ones that are not shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, vstack

from openpcn.kernel.disclosure.cells import Overlaps
from openpcn.kernel.disclosure.possible import Possible
from openpcn.kernel.errors import NotRight

Vector = NDArray[np.float64]
NEARLY = 1e-6


class Attack:
    """The counts of all groups that agree with what is known, as bounds on each cell.

    `seen` are whole-number examples of such counts. Two examples that are far apart in a set of
    people prove that its count cannot be told, without another calculation.
    """

    def __init__(self, overlaps: Overlaps, low: Vector, high: Vector) -> None:
        self.matrix: Any = overlaps.matrix
        self.low, self.high = low, high
        self.most = float(np.nanmax(np.where(np.isfinite(high), high, 0.0), initial=0.0)) + 1000
        self.seen: NDArray[np.float64] = np.zeros((0, overlaps.classes))
        self.possible = Possible(self.matrix, low, high, self.most)

    def open_up(self, cell: int, *, low: float) -> None:
        """The cell is withheld from now on; nothing but `low` is known of it."""
        self.low[cell], self.high[cell] = low, np.inf
        self.possible.open_up(cell, low=low)

    def proved_width(self, people: Sequence[int]) -> float:
        """How far apart the examples seen so far are in a set of people."""
        sums = self.seen[:, list(people)].sum(axis=1)
        return float(np.ptp(sums)) if sums.size else 0.0

    def interval(self, people: Sequence[int]) -> tuple[int, int]:
        """The lowest and highest count that a set of people can have."""
        ends = [self._end(people, sign) for sign in (1.0, -1.0)]
        return int(np.ceil(ends[0] - NEARLY)), int(np.floor(ends[1] + NEARLY))

    def _end(self, people: Sequence[int], sign: float) -> float:
        found = self.possible.extreme(people, sign)
        if found is None:
            raise NotRight(
                "The counts of this table contradict each other: a whole is not the sum of its "
                "parts.",
                next_step="Count every cell from the same people on the same day.",
            )
        self._remember(found[1])
        return found[0]

    def _remember(self, counts: Vector) -> None:
        whole = np.round(counts)
        sums = np.asarray(self.matrix @ whole)
        if (sums >= self.low - NEARLY).all() and (sums <= self.high + NEARLY).all():
            self.seen = np.vstack([self.seen, whole])


def cells_to_withhold(
    attack: Attack,
    people: Sequence[int],
    *,
    wanted: float,
    free: NDArray[np.bool_],
    loss: Vector,
    floor: Vector,
) -> list[int]:
    """The cells whose withholding leaves `people` an interval of `wanted`, at the least loss.

    A linear programme moves two sets of counts apart, pays for each shown cell by how far they
    leave it, and so finds a small pattern of cells that hides the set in every direction.
    `floor` is what stays known of a cell when it is withheld.
    """
    classes, free_at = attack.matrix.shape[1], np.flatnonzero(free)
    apart = np.zeros(2 * classes + free_at.size)
    apart[list(people)] = -1
    apart[[classes + one for one in people]] = 1
    rows, limits = [csr_array(apart[None, :])], [np.array([-wanted])]
    for limit, sign, pays in ((attack.high, 1, True), (attack.low, -1, True), (floor, -1, False)):
        known = np.flatnonzero(np.isfinite(limit))
        cells = attack.matrix[known] * sign
        leave = _leave(known, free_at) * (-1 if pays else 0)
        rows += [_row(cells, None, leave), _row(None, cells, leave)]
        limits += [sign * limit[known]] * 2
    above: Any = vstack(rows)
    bounds: Any = [(0, attack.most)] * (2 * classes) + [(0, None)] * free_at.size
    found: Any = linprog(
        np.concatenate([np.zeros(2 * classes), loss[free_at]]),
        A_ub=above,
        b_ub=np.concatenate(limits),
        bounds=bounds,
        method="highs-ds",
    )
    if found.x is None:
        return []
    moved = found.x[2 * classes :] > NEARLY
    return [int(at) for at in free_at[moved]]


def _leave(known: NDArray[np.intp], free_at: NDArray[np.intp]) -> Any:
    """Which slack lets which of the known cells leave its bounds."""
    return csr_array((known[:, None] == free_at[None, :]).astype(float))


def _row(one: Any, other: Any, leave: Any) -> Any:
    """Rows of the programme: the first set of counts, the second, the slack."""
    nothing = csr_array((one if other is None else other).shape)
    return hstack([nothing if one is None else one, nothing if other is None else other, leave])
