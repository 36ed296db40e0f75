"""Did it happen more often than elsewhere, age for age? Observed over expected events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from openpcn.engines.indicators.answers import Estimate, Estimates, Method, one_of
from openpcn.engines.indicators.events import limits_of_counts
from openpcn.engines.indicators.given import numbers, pairs
from openpcn.kernel.errors import NotRight

INDIRECT = Method(
    name="Indirect standardisation",
    words="Observed over expected events, with limits of the observed by Byar's method; "
    "exact (Poisson) where there are fewer than ten.",
    source="Breslow and Day 1987, IARC Scientific Publications 82; "
    "the method of the public health profiles of England for standardised ratios",
)


def ratio(observed: float, expected: float, *, per: float = 1, level: float = 0.95) -> Estimate:
    """Observed over expected events times `per` (1, or 100 as some publications print it)."""
    return one_of(
        ratio_many([observed], [expected], per=per, level=level),
        numerator=observed,
        denominator=expected,
        why_not="no events are expected.",
        per=per,
    )


def ratio_many(
    observed: ArrayLike, expected: ArrayLike, *, per: float = 1, level: float = 0.95
) -> Estimates:
    """Standardised ratios of many areas at once; nan where no events are expected."""
    n, e = pairs(observed, expected)
    lower, upper = limits_of_counts(n, level=level)
    scale = per / np.where(e > 0, e, np.nan)
    return Estimates(
        value=n * scale, lower=lower * scale, upper=upper * scale, level=level, method=INDIRECT
    )


def expected_events(
    people: Sequence[float], *, reference_counts: Sequence[float], reference_people: Sequence[float]
) -> float:
    """The events that people of these ages would have at the rates of the reference population."""
    own = numbers(people, what="People")
    n, d = pairs(reference_counts, reference_people)
    if own.shape != n.shape:
        raise NotRight(
            f"There are {own.size} age bands here and {n.size} in the reference population.",
            next_step="Give one number for each band, youngest first.",
        )
    if (d == 0).any():
        raise NotRight(
            "Nobody of the reference population is in one of the age bands.",
            next_step="Use wider bands or a larger reference population.",
        )
    return float(np.sum(own * n / d))
