"""Whether a figure is higher or lower than the one it is compared with, or may be so by chance."""

from __future__ import annotations

from enum import StrEnum

from openpcn.engines.indicators.answers import Estimate


class Compared(StrEnum):
    """How a figure stands to another; never better or worse, which needs a judgement."""

    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    NOT_COMPARED = "not compared"


def compared(one: Estimate, benchmark: float | None) -> Compared:
    """Whether the limits of a figure lie wholly above or below a benchmark."""
    if one.lower is None or one.upper is None or benchmark is None:
        return Compared.NOT_COMPARED
    if one.lower > benchmark:
        return Compared.HIGHER
    return Compared.LOWER if one.upper < benchmark else Compared.SIMILAR
