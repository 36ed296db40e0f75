"""Which areas differ from the rest by more than chance? Funnel limits at 95% and 99.8%."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from openpcn.engines.indicators.answers import Method, Numbers
from openpcn.engines.indicators.given import pairs, parts_of_wholes, z_of
from openpcn.engines.indicators.overdispersion import Spread, no_allowance, spread_of
from openpcn.kernel.errors import NotPossible

WARNING, ALARM = 0.95, 0.998
SHARES = Method(
    name="Funnel of shares",
    words="Limits around the share of all areas together, from the standard error of a share.",
    source="Spiegelhalter 2005, Stat Med 24:1185",
)
RATIOS = Method(
    name="Funnel of ratios",
    words="Limits around the ratio of all areas together, on the scale of square roots.",
    source="Spiegelhalter 2005, Stat Med 24:1185 and Qual Saf Health Care 14:347",
)


class Standing(StrEnum):
    """Where an area stands in a funnel."""

    FAR_BELOW = "below the 99.8% limit"
    BELOW = "below the 95% limit"
    INSIDE = "inside the limits"
    ABOVE = "above the 95% limit"
    FAR_ABOVE = "above the 99.8% limit"
    NOT_CALCULABLE = "not calculable"


@dataclass(frozen=True, kw_only=True)
class FunnelLimits:
    """The lower and upper line of a funnel at one level, one point for each size."""

    level: float
    lower: Numbers
    upper: Numbers


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """The centre, the limits at both levels and where each area stands, in the order given."""

    centre: float
    value: Numbers
    warning: FunnelLimits
    alarm: FunnelLimits
    standing: tuple[Standing, ...]
    spread: Spread
    method: Method

    def limits_at(self, sizes: ArrayLike, *, level: float) -> FunnelLimits:
        """The lines of the chart at any denominators."""
        return _limits(self.centre, np.asarray(sizes, np.float64), self.spread, self.method, level)


def funnel(
    numerators: ArrayLike, denominators: ArrayLike, *, allow_overdispersion: bool = True
) -> Funnel:
    """A funnel of shares around the share of all areas together."""
    n, d = parts_of_wholes(numerators, denominators)
    return _funnel(n, d, SHARES, allow_overdispersion)


def funnel_of_ratios(
    observed: ArrayLike, expected: ArrayLike, *, allow_overdispersion: bool = True
) -> Funnel:
    """A funnel of observed over expected events, or of events per person, around all together."""
    n, e = pairs(observed, expected)
    return _funnel(n, e, RATIOS, allow_overdispersion)


def _funnel(n: Numbers, d: Numbers, method: Method, allow_overdispersion: bool) -> Funnel:
    if d.sum() == 0:
        raise NotPossible(
            "There is nobody in any denominator, so there is no centre to compare with.",
            next_step="Choose areas in which somebody counts.",
        )
    centre = float(n.sum() / d.sum())
    value = n / np.where(d > 0, d, np.nan)
    spread = _spread(value, centre, d, method) if allow_overdispersion else no_allowance(d.size)
    warning = _limits(centre, d, spread, method, WARNING)
    alarm = _limits(centre, d, spread, method, ALARM)
    lines = (warning.lower, warning.upper, alarm.lower, alarm.upper)
    return Funnel(
        centre=centre,
        value=value,
        warning=warning,
        alarm=alarm,
        standing=tuple(map(_standing, value, *lines)),
        spread=spread,
        method=method,
    )


def _spread(value: Numbers, centre: float, sizes: Numbers, method: Method) -> Spread:
    to_scale, _ = SCALES[method.name]
    middle = float(to_scale(np.array([centre]))[0])
    return spread_of(to_scale(value), centre=middle, error=_error(centre, sizes, method))


def _error(centre: float, sizes: Numbers, method: Method) -> Numbers:
    """The standard error by chance alone, on the scale of the method; nan without a size."""
    known = np.where(sizes > 0, sizes, np.nan)
    if method is SHARES:
        return np.sqrt(centre * (1 - centre) / known)
    return 1 / (2 * np.sqrt(known))


def _limits(
    centre: float, sizes: Numbers, spread: Spread, method: Method, level: float
) -> FunnelLimits:
    to_scale, back = SCALES[method.name]
    half = z_of(level) * np.sqrt(_error(centre, sizes, method) ** 2 + spread.tau_squared)
    middle = to_scale(np.full(sizes.shape, centre))
    return FunnelLimits(level=level, lower=back(middle - half), upper=back(middle + half))


def _standing(
    value: float, lower: float, upper: float, far_lower: float, far_upper: float
) -> Standing:
    if np.isnan(value):
        return Standing.NOT_CALCULABLE
    if value < far_lower:
        return Standing.FAR_BELOW
    if value > far_upper:
        return Standing.FAR_ABOVE
    if value < lower:
        return Standing.BELOW
    return Standing.ABOVE if value > upper else Standing.INSIDE


def _as_it_is(values: Numbers) -> Numbers:
    return values


def _within_nought_and_one(values: Numbers) -> Numbers:
    return np.clip(values, 0.0, 1.0)


def _root(values: Numbers) -> Numbers:
    return np.sqrt(values)


def _square(values: Numbers) -> Numbers:
    return np.square(np.maximum(values, 0.0))


SCALES: dict[str, tuple[Callable[[Numbers], Numbers], Callable[[Numbers], Numbers]]] = {
    SHARES.name: (_as_it_is, _within_nought_and_one),
    RATIOS.name: (_root, _square),
}
