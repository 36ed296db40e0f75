"""What share of people have something, with Wilson's limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from openpcn.engines.indicators.answers import Estimate, Estimates, Method, one_of
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
    # The limits are the roots of a quadratic. The larger is a sum of positive numbers; the smaller
    # is their product over the larger, which loses no digits where the count is small.
    root = 2 * n + z * z + z * np.sqrt(z * z + 4 * n * (d - n) / d)
    return Estimates(
        value=n / d,
        lower=2 * n * n / d / root,
        upper=np.minimum(root / (2 * (d + z * z)), 1.0),
        level=level,
        method=WILSON,
    )
