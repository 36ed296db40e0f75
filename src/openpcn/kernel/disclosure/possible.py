"""The counts of groups of people that agree with what is known, asked for their extremes.

One linear programme is kept and asked again and again: from one question to the next only the
people change whose count is asked for, so that each begins where the last one ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


class Possible:
    """Counts between nought and `most`, whose sums by the rows of a matrix lie between limits."""

    def __init__(self, matrix: Any, low: Vector, high: Vector, most: float) -> None:
        rows = matrix.tocsr()
        asked = highspy.HighsLp()
        asked.num_row_, asked.num_col_ = rows.shape
        asked.col_cost_ = np.zeros(rows.shape[1])
        asked.col_lower_, asked.col_upper_ = np.zeros(rows.shape[1]), np.full(rows.shape[1], most)
        asked.row_lower_, asked.row_upper_ = low, high
        asked.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        asked.a_matrix_.start_ = rows.indptr
        asked.a_matrix_.index_ = rows.indices
        asked.a_matrix_.value_ = rows.data.astype(np.float64)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("presolve", "off"), ("threads", 1)):
            self._solver.setOptionValue(name, value)
        self._solver.passModel(asked)
        self._people: list[int] = []

    def open_up(self, row: int, *, low: float) -> None:
        """Nothing but `low` is known of a row from now on."""
        self._solver.changeRowBounds(row, low, highspy.kHighsInf)

    def extreme(self, people: Sequence[int], sign: float) -> tuple[float, Vector] | None:
        """The least (sign 1) or most (-1) that some people together can be, with an example.

        None where no counts agree with what is known.
        """
        for person in self._people:
            self._solver.changeColCost(person, 0.0)
        for person in people:
            self._solver.changeColCost(person, sign)
        self._people = list(people)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        counts = np.asarray(self._solver.getSolution().col_value)
        return float(counts[self._people].sum()), counts
