"""The general practice workforce by practice, means of financial years, as large as in LLR."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from openpcn.workflows.demonstration import layouts, names
from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.published import PRACTICE_STAFF, YEARLY_GROWTH

Line = list[object]
YEARS = tuple(range(2019, 2027))
"""Calendar years in which a year of the file ends."""
BETWEEN_PRACTICES, BETWEEN_YEARS = 0.28, 0.05
"""Spread of the logarithm."""
FTE_OF_ONE = 0.73
"""Full-time equivalent of a GP: 493.1 of 680 people, LLR 2024/25."""
PARTNERS = 0.49
"""Share of GPs who are partners, LLR 2024/25."""
BLANK = 0.015
"""Share of practices and years without figures."""


def practice_staff(invention: Invention) -> Iterator[Line]:
    """One row for each practice and year; staff follow patients, with a drift of the years."""
    yield layouts.PRACTICE_STAFF
    drawn = chance(invention.seed, "practice staff")
    patients = invention.vintages[-1].totals
    shape = (len(patients), len(PRACTICE_STAFF))
    own = np.exp(drawn.normal(0, BETWEEN_PRACTICES, shape))
    for at in np.flatnonzero(patients):
        for year in YEARS:
            back = YEARS[-1] - year
            size = float(patients[at]) / YEARLY_GROWTH**back
            noise = np.exp(drawn.normal(0, BETWEEN_YEARS, len(PRACTICE_STAFF)))
            staff = [
                round(float(per / drift**back * size / 1000 * own[at, n] * noise[n]), 1)
                for n, (per, drift) in enumerate(PRACTICE_STAFF)
            ]
            head: Line = [invention.practices.codes[at], year, names.ICB, round(size, 1)]
            is_blank = drawn.random() < BLANK
            heads = max(1.0, round(staff[0] / FTE_OF_ONE, 1)) if staff[0] else 0.0
            row: Line = [*staff, round(staff[0] * PARTNERS, 1), heads]
            yield [*head, *([""] * len(row) if is_blank else row)]
