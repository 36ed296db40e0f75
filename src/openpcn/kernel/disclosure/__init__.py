"""Disclosure control: the last step before a count of people leaves, in one place."""

from openpcn.kernel.disclosure.cells import Cell, ShownCell
from openpcn.kernel.disclosure.optouts import OptOuts, Purpose, Use, may_be_used
from openpcn.kernel.disclosure.publishing import Publication, publish
from openpcn.kernel.disclosure.regimes import Regime, regime, regimes

__all__ = [
    "Cell",
    "OptOuts",
    "Publication",
    "Purpose",
    "Regime",
    "ShownCell",
    "Use",
    "may_be_used",
    "publish",
    "regime",
    "regimes",
]
