"""Figures over time: do they change by more than they usually do, and will they meet a target.

XmR charts (one value at a time, with its moving range) by the rules of Making Data Count.
"""

from openpcn.engines.spc.chart import Chart, Period, Plotted, Reading, Recalculation, xmr
from openpcn.engines.spc.limits import Limits, limits_of
from openpcn.engines.spc.saying import Assurance, Variation, assurance_of
from openpcn.engines.spc.signals import Better, Side, Signal
from openpcn.engines.spc.trajectory import expected_on

__all__ = [
    "Assurance",
    "Better",
    "Chart",
    "Limits",
    "Period",
    "Plotted",
    "Reading",
    "Recalculation",
    "Side",
    "Signal",
    "Variation",
    "assurance_of",
    "expected_on",
    "limits_of",
    "xmr",
]
