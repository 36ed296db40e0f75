"""What did the intervention change? Difference in differences between people who are compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from openpcn.engines.evaluation.facts import Numbers, People, Places, rates
from openpcn.engines.evaluation.matching import Matched
from openpcn.engines.evaluation.propensity import standardised
from openpcn.engines.evaluation.uncertainty import (
    Clusters,
    limits,
    numbered,
    pull_of,
    ratio_limits,
)

METHOD = (
    "Difference in differences of yearly rates in matched people, adjusted for what was known at "
    "the start; interval robust to likeness within practices and within matched sets"
)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """The change that is put down to the intervention, per person and year, and as a ratio.

    `ratio` is what happened over what would have happened; nothing where that is not above nought.
    """

    difference: float
    difference_lower: float
    difference_upper: float
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    rate_after: float
    rate_without: float
    comparison_change: float
    practices: int
    level: float


@dataclass(frozen=True, kw_only=True)
class Windows:
    """Events and years of each person in two windows, of which the second follows the start."""

    before: Numbers
    after: Numbers
    years_before: Numbers
    years_after: Numbers


def effect_of(
    people: People,
    matched: Matched,
    windows: Windows,
    columns: Numbers,
    *,
    level: float = 0.95,
) -> Effect:
    """The effect on one outcome. `columns` are adjusted for, earlier use of it among them.

    Adjusting for earlier use is what keeps regression to the mean from passing for an effect.
    """
    at = matched.place
    treated = people.treated[at].astype(np.float64)
    years = np.where(windows.years_before[at] > 0, windows.years_after[at], 0.0)
    before = rates(windows.before, windows.years_before)[at]
    after = rates(windows.after, windows.years_after)[at]
    weight = matched.weight * years
    difference, pull = _regress(after - before, treated, columns[at], weight)
    rate = float(np.average(after, weights=weight * treated))
    rate_pull = weight * treated * (after - rate) / float((weight * treated).sum())
    clusters = Clusters(practice=numbered(people.practice[at]), matched_set=matched.set_of)
    few = _fewest_practices(clusters.practice, treated)
    of_difference, of_rate = pull_of(pull, clusters), pull_of(rate_pull, clusters)
    z = float(student.ppf(0.5 + level / 2, max(few - 1, 1)))
    lower, upper = limits(difference, of_difference, z)
    without = rate - difference
    ends = ratio_limits(rate, without, of_rate, of_rate.less(of_difference, 1.0), z)
    return Effect(
        difference=difference,
        difference_lower=lower,
        difference_upper=upper,
        ratio=rate / without if without > 0 else None,
        ratio_lower=ends[0],
        ratio_upper=ends[1],
        rate_after=rate,
        rate_without=without,
        comparison_change=float(np.average(after - before, weights=weight * (1 - treated))),
        practices=few,
        level=level,
    )


def _regress(
    change: Numbers, treated: Numbers, columns: Numbers, weight: Numbers
) -> tuple[float, Numbers]:
    """The difference between the two sides, and what each person pulls it by."""
    design = np.column_stack([np.ones(len(change)), treated, standardised(columns)])
    inverse = np.linalg.pinv(design.T @ (design * weight[:, None]))
    fitted = inverse @ (design.T @ (weight * change))
    held = weight * np.einsum("ij,jk,ik->i", design, inverse, design)
    left = (change - design @ fitted) / np.maximum(1 - held, 0.5)
    return float(fitted[1]), np.asarray((design @ inverse[1]) * weight * left)


def _fewest_practices(practice: Places, treated: Numbers) -> int:
    """How many practices the side with fewer of them has: so much is known about practices."""
    return min(np.unique(practice[treated == side]).size for side in (0, 1))
