"""What a statistic is answered with: value, limits, how it was worked out and by whose rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openpcn.kernel.wording import grouped

Numbers = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Method:
    """How a value and its limits are worked out, in words, and where that is laid down."""

    name: str
    words: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """One statistic with its limits; `why_not` says why there is none.

    `value`, `lower` and `upper` are per `per` (1 for a share or a ratio). A value can be shown
    without limits, never limits without a value.
    """

    numerator: float | None
    denominator: float | None
    value: float | None
    lower: float | None
    upper: float | None
    per: float
    level: float
    method: Method
    why_not: str = ""

    @property
    def is_calculable(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def sentence(self) -> str:
        """The estimate as a page prints it under a figure."""
        if self.value is None:
            return f"Not calculable: {self.why_not}"
        per = f" per {grouped(self.per)}" if self.per != 1 else ""
        limits = (
            f" ({self.level:.1%} interval {figures(self.lower)} to {figures(self.upper)})"
            if self.lower is not None and self.upper is not None
            else ""
        ).replace(".0%", "%")
        return f"{figures(self.value)}{per}{limits}. {self.method.words}"


@dataclass(frozen=True, kw_only=True)
class Estimates:
    """Many statistics at once, one for each area; `nan` where there is none."""

    value: Numbers
    lower: Numbers
    upper: Numbers
    level: float
    method: Method


def figures(number: float | None) -> str:
    """A number with four significant figures, or whole above a thousand."""
    if number is None:
        return "not calculable"
    if abs(number) >= 1000:
        return grouped(number)
    return f"{number:.4g}"


def one_of(
    many: Estimates,
    *,
    numerator: float | None,
    denominator: float | None,
    why_not: str = "",
    per: float = 1,
) -> Estimate:
    """The only estimate of a list of one, in words where it could not be worked out."""
    value, lower, upper = (held(array[0]) for array in (many.value, many.lower, many.upper))
    return Estimate(
        numerator=numerator,
        denominator=denominator,
        value=value,
        lower=lower,
        upper=upper,
        per=per,
        level=many.level,
        method=many.method,
        why_not=why_not if value is None else "",
    )


def held(number: float) -> float | None:
    """A number, or nothing in place of nan."""
    return None if np.isnan(number) else float(number)
