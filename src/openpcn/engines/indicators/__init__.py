"""Counts, rates and ratios as they are published: with limits, standardised, compared.

Scalar faces (`wilson`, `byar`, `rate`, `dsr`, `ratio`, `sii`) answer with an `Estimate` in words;
faces that end in `_many` answer for many areas at once with arrays.
"""

from openpcn.engines.indicators.answers import Estimate, Estimates, Method
from openpcn.engines.indicators.comparisons import Compared, compared
from openpcn.engines.indicators.events import byar, byar_many, rate, rate_many
from openpcn.engines.indicators.funnels import Funnel, Standing, funnel, funnel_of_ratios
from openpcn.engines.indicators.indirect import expected_events, ratio, ratio_many
from openpcn.engines.indicators.inequality import Inequality, inequality_of, sii
from openpcn.engines.indicators.overdispersion import Spread
from openpcn.engines.indicators.proportions import wilson, wilson_many
from openpcn.engines.indicators.standardised import dsr, dsr_many
from openpcn.engines.indicators.standards import StandardPopulation, band_of, esp_2013

__all__ = [
    "Compared",
    "Estimate",
    "Estimates",
    "Funnel",
    "Inequality",
    "Method",
    "Spread",
    "StandardPopulation",
    "Standing",
    "band_of",
    "byar",
    "byar_many",
    "compared",
    "dsr",
    "dsr_many",
    "esp_2013",
    "expected_events",
    "funnel",
    "funnel_of_ratios",
    "inequality_of",
    "rate",
    "rate_many",
    "ratio",
    "ratio_many",
    "sii",
    "wilson",
    "wilson_many",
]
