"""How unequal is it across deprivation? Slope and relative index of inequality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from openpcn.engines.indicators.answers import Estimate, Method, Numbers, figures
from openpcn.engines.indicators.given import numbers, z_of
from openpcn.kernel.errors import NotPossible, NotRight

FEWEST_GROUPS = 5
SOURCE = (
    "Low and Low 2004, J Public Health 26:388; regression weighted by population as in the public "
    "health profiles of England, whose simulated limits these are with endless repetitions"
)
SLOPE = Method(
    name="Slope index of inequality",
    words="Fitted value for the most deprived minus the least deprived, by regression on rank "
    "weighted by population; limits from the standard errors of the groups.",
    source=SOURCE,
)
RELATIVE = Method(
    name="Relative index of inequality",
    words="Fitted value for the most deprived over the least deprived, by regression on rank "
    "weighted by population; limits by Fieller's theorem.",
    source=SOURCE,
)


@dataclass(frozen=True, kw_only=True)
class Inequality:
    """Both indices. Above nought (slope) and above one (relative): more among the deprived."""

    slope: Estimate
    relative: Estimate
    at_most_deprived: float
    at_least_deprived: float

    @property
    def sentence(self) -> str:
        """What a reader takes from it."""
        return (
            f"The fitted value runs from {figures(self.at_least_deprived)} among the least "
            f"deprived to {figures(self.at_most_deprived)} among the most deprived. "
            f"{self.slope.sentence}"
        )


def sii(
    values: Sequence[Estimate], populations: Sequence[float], *, level: float = 0.95
) -> Inequality:
    """Inequality across groups ordered from the MOST to the least deprived.

    `values` are standardised rates or shares with their limits, `populations` the people of each
    group. Raw rates would mistake age for deprivation: standardise first.
    """
    if any(one.value is None for one in values):
        missing = sum(one.value is None for one in values)
        raise NotPossible(
            f"{missing} of the {len(values)} groups have no value, so no slope can be fitted.",
            next_step="Join groups, or take more years together.",
        )
    return inequality_of(
        [one.value or 0.0 for one in values],
        [standard_error_of(one) for one in values],
        populations,
        level=level,
        per=values[0].per if values else 1,
    )


def standard_error_of(one: Estimate) -> float:
    """The standard error that the width of an interval stands for."""
    if one.lower is None or one.upper is None:
        raise NotRight("Each group needs limits, from which its standard error is taken.")
    return (one.upper - one.lower) / 2 / z_of(one.level)


def inequality_of(
    values: ArrayLike,
    standard_errors: ArrayLike,
    populations: ArrayLike,
    *,
    level: float = 0.95,
    per: float = 1,
) -> Inequality:
    """Inequality from plain numbers, ordered from the most to the least deprived group."""
    y = numbers(values, what="Values")
    se = numbers(standard_errors, what="Standard errors")
    people = numbers(populations, what="Populations")
    _check(y, se, people)
    to_least, to_most = _weights_of_fitted_ends(people)
    least, most = float(to_least @ y), float(to_most @ y)
    slope = most - least
    z = z_of(level)
    half = z * float(np.sqrt(((to_most - to_least) ** 2) @ se**2))
    low, high = _fieller(most, least, to_most, to_least, se**2, z)
    relative = None if low is None else most / least
    return Inequality(
        slope=_estimate(slope, slope - half, slope + half, per, level, SLOPE),
        relative=_estimate(relative, low, high, 1, level, RELATIVE),
        at_most_deprived=most,
        at_least_deprived=least,
    )


def _check(y: Numbers, se: Numbers, people: Numbers) -> None:
    if not y.size == se.size == people.size:
        raise NotRight(
            f"There are {y.size} values, {se.size} standard errors and {people.size} populations; "
            "each group needs all three."
        )
    if y.size < FEWEST_GROUPS:
        raise NotPossible(
            f"A slope over {y.size} groups says little; there must be {FEWEST_GROUPS} or more.",
            next_step="Use fifths or tenths of deprivation.",
        )
    if (people == 0).any():
        raise NotPossible(
            "One of the groups has nobody in it, so it has no rank.",
            next_step="Leave the group out or join it with the next.",
        )


def _weights_of_fitted_ends(people: Numbers) -> tuple[Numbers, Numbers]:
    """What each group's value counts for in the fitted line at its two ends.

    Groups come most deprived first; rank runs from 0 (least deprived) to 1 (most deprived), each
    group at the middle of its share. The fit is linear in the values, so its ends are sums.
    """
    share = people / people.sum()
    rank = 1 - (np.cumsum(share) - share / 2)
    centre = share @ rank
    slope = share * (rank - centre) / (share @ (rank - centre) ** 2)
    return share - slope * centre, share + slope * (1 - centre)


def _fieller(
    top: float, bottom: float, of_top: Numbers, of_bottom: Numbers, variances: Numbers, z: float
) -> tuple[float | None, float | None]:
    """Limits of the ratio of two sums of the same values; none where the lower may be nought."""
    a = bottom**2 - z**2 * float(of_bottom**2 @ variances)
    b = top * bottom - z**2 * float((of_top * of_bottom) @ variances)
    c = top**2 - z**2 * float(of_top**2 @ variances)
    if bottom <= 0 or a <= 0:
        return None, None
    root = sqrt(max(b * b - a * c, 0.0))
    return (b - root) / a, (b + root) / a


def _estimate(
    value: float | None,
    lower: float | None,
    upper: float | None,
    per: float,
    level: float,
    method: Method,
) -> Estimate:
    return Estimate(
        numerator=None,
        denominator=None,
        value=value,
        lower=lower,
        upper=upper,
        per=per,
        level=level,
        method=method,
        why_not=""
        if value is not None
        else "the fitted value of the least deprived is not clearly above nought.",
    )
