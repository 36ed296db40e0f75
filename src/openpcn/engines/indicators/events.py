"""How often something happens: counts and rates, with Byar's limits, exact below ten events."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv

from openpcn.engines.indicators.answers import Estimate, Estimates, Method, Numbers, one_of
from openpcn.engines.indicators.given import numbers, pairs, z_of

FEWEST_FOR_BYAR = 10
BYAR = Method(
    name="Byar",
    words="Limits of the count by Byar's method; exact (Poisson) where there are fewer than ten.",
    source="Breslow and Day 1987, IARC Scientific Publications 82; "
    "the method of the public health profiles of England for counts and rates",
)


def byar(count: float, *, level: float = 0.95) -> Estimate:
    """A count of events with limits."""
    return one_of(byar_many([count], level=level), numerator=count, denominator=None)


def byar_many(counts: ArrayLike, *, level: float = 0.95) -> Estimates:
    """Counts of events with limits for many areas at once."""
    n = numbers(counts, what="Counts")
    lower, upper = limits_of_counts(n, level=level)
    return Estimates(value=n, lower=lower, upper=upper, level=level, method=BYAR)


def rate(
    count: float, person_years: float, *, per: float = 100_000, level: float = 0.95
) -> Estimate:
    """Events per `per` people (or years of people)."""
    return one_of(
        rate_many([count], [person_years], per=per, level=level),
        numerator=count,
        denominator=person_years,
        why_not="nobody was there to whom it could happen.",
        per=per,
    )


def rate_many(
    counts: ArrayLike, person_years: ArrayLike, *, per: float = 100_000, level: float = 0.95
) -> Estimates:
    """Rates with limits for many areas at once; nan where nobody is in the denominator."""
    n, d = pairs(counts, person_years)
    lower, upper = limits_of_counts(n, level=level)
    scale = per / np.where(d > 0, d, np.nan)
    return Estimates(
        value=n * scale, lower=lower * scale, upper=upper * scale, level=level, method=BYAR
    )


def limits_of_counts(counts: Numbers, *, level: float) -> tuple[Numbers, Numbers]:
    """Lower and upper limits of Poisson counts: Byar from ten events, exact below."""
    z = z_of(level)
    lower, upper = _byar_lower(np.maximum(counts, 1), z), _byar_upper(counts, z)
    few = counts < FEWEST_FOR_BYAR
    lower[few], upper[few] = exact_limits(counts[few], level=level)
    return lower, upper


def exact_limits(counts: Numbers, *, level: float) -> tuple[Numbers, Numbers]:
    """Exact limits of Poisson counts, from the gamma distribution; nought has a lower of nought."""
    tail = (1 - level) / 2
    lower = gammaincinv(np.where(counts > 0, counts, 1.0), tail)
    return np.where(counts > 0, lower, 0.0), np.asarray(gammainccinv(counts + 1, tail))


def _byar_lower(n: Numbers, z: float) -> Numbers:
    return np.asarray(n * (1 - 1 / (9 * n) - z / (3 * np.sqrt(n))) ** 3)


def _byar_upper(n: Numbers, z: float) -> Numbers:
    m = n + 1
    return np.asarray(m * (1 - 1 / (9 * m) + z / (3 * np.sqrt(m))) ** 3)
