"""Do areas differ among themselves by more than chance? The allowance that funnels make for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openpcn.engines.indicators.answers import Method, Numbers

WINSORISED = 0.1
ADDITIVE = Method(
    name="Additive over-dispersion",
    words="Where areas differ by more than chance alone, the limits are widened by the variance "
    "between areas (additive, by the method of moments), estimated with the outermost tenth of "
    "areas at each end brought in to the tenth, so that outliers do not widen the limits "
    "that are to show them.",
    source="Spiegelhalter 2005, Qual Saf Health Care 14:347; "
    "Spiegelhalter and others 2012, J R Stat Soc A 175:1",
)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The variance between areas that is added (`tau_squared`), and the ratio it came from.

    `phi` is the mean squared z score after winsorising: about one where only chance is at work.
    """

    tau_squared: float
    phi: float
    areas: int
    method: Method | None

    @property
    def sentence(self) -> str:
        """What was allowed for."""
        if self.tau_squared == 0:
            return "No more variation between areas than chance explains; the limits are not wider."
        return (
            f"Areas vary {self.phi:.1f} times as much as by chance alone; the limits allow for it."
        )


def no_allowance(areas: int) -> Spread:
    """Limits for chance alone."""
    return Spread(tau_squared=0.0, phi=1.0, areas=areas, method=None)


def spread_of(value: Numbers, *, centre: float, error: Numbers) -> Spread:
    """The variance between areas beyond chance, from values and their standard errors."""
    known = np.isfinite(value) & (error > 0) & np.isfinite(error)
    areas = int(known.sum())
    if areas < 2:
        return no_allowance(areas)
    z = (value[known] - centre) / error[known]
    z = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    phi = float(np.mean(z**2))
    weight = 1 / error[known] ** 2
    between = areas * phi - (areas - 1)
    tau_squared = max(0.0, between / float(weight.sum() - (weight**2).sum() / weight.sum()))
    return Spread(tau_squared=tau_squared, phi=phi, areas=areas, method=ADDITIVE)
