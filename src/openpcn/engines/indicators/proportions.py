"""What share of people have something, with Wilson's limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from openpcn.engines.indicators.answers import Estimate, Estimates, Method, Numbers, one_of
from openpcn.engines.indicators.given import parts_of_wholes, z_of

WILSON = Method(
    name="Wilson",
    words="Share of people, with limits by Wilson's score method.",
    source="Wilson 1927, J Am Stat Assoc 22:209; Newcombe and Altman 2000; "
    "the method of the public health profiles of England for proportions",
)


def wilson(numerator: float, denominator: float, *, level: float = 0.95) -> Estimate:
    """The share of `denominator` people who are among `numerator`, 0 to 1."""
    return one_of(
        wilson_many([numerator], [denominator], level=level),
        numerator=numerator,
        denominator=denominator,
        why_not="there is nobody in the denominator.",
    )


def wilson_many(
    numerators: ArrayLike, denominators: ArrayLike, *, level: float = 0.95
) -> Estimates:
    """Shares with limits for many areas at once; nan where nobody is in the denominator."""
    n, d = parts_of_wholes(numerators, denominators)
    d = np.where(d > 0, d, np.nan)
    z = z_of(level)
    return Estimates(
        value=n / d,
        lower=_lower(n, d, z),
        upper=1 - _lower(d - n, d, z),
        level=level,
        method=WILSON,
    )


def _lower(n: Numbers, d: Numbers, z: float) -> Numbers:
    """Wilson's lower limit in the form that loses no digits when the count is small.

    The two limits are the roots of a quadratic, so the smaller is their product over the larger.
    """
    upper_root = 2 * n + z * z + z * np.sqrt(z * z + 4 * n * (d - n) / d)
    return np.asarray(2 * n * n / d / upper_root)
