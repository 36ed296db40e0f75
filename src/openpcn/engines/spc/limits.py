"""Within which limits does a figure usually vary? Mean and average moving range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from openpcn.kernel.errors import NotRight

TO_LIMIT = 2.66
"""Three standard deviations in units of the average range of two: 3 / 1.128."""
TO_RANGE_LIMIT = 3.267
FEWEST = 5
"""Below this no limits are drawn: "useful limits with as few as five or six values"."""
FIRM = 12
"""Below this limits are trial limits, and move with each further value."""
SOURCE = (
    "NHS England, Making Data Count; Wheeler, Understanding Variation; trial limits below twelve "
    "values as in NHSRplotthedots"
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The mean, the average moving range and what follows from them."""

    values: int
    mean: float
    mean_range: float

    @property
    def low(self) -> float:
        """The lower process limit; it may lie below nought."""
        return self.mean - TO_LIMIT * self.mean_range

    @property
    def high(self) -> float:
        """The upper process limit."""
        return self.mean + TO_LIMIT * self.mean_range

    @property
    def near_low(self) -> float:
        """Below this a value is in the outer third."""
        return self.mean - TO_LIMIT * self.mean_range * 2 / 3

    @property
    def near_high(self) -> float:
        """Above this a value is in the outer third."""
        return self.mean + TO_LIMIT * self.mean_range * 2 / 3

    @property
    def range_limit(self) -> float:
        """The upper limit of moving ranges."""
        return TO_RANGE_LIMIT * self.mean_range

    @property
    def is_trial(self) -> bool:
        """Whether too few values stand behind them to be firm."""
        return self.values < FIRM


def limits_of(values: Sequence[float]) -> Limits | None:
    """The limits of some values in the order of time; None of fewer than five.

    No value is left out, as in the published spreadsheets: an outlier widens the limits.
    """
    if any(not math.isfinite(value) for value in values):
        raise NotRight("A reading is no number.", next_step="Enter each reading as a number.")
    if len(values) < FEWEST:
        return None
    ranges = [abs(after - before) for before, after in pairwise(values)]
    return Limits(
        values=len(values),
        mean=math.fsum(values) / len(values),
        mean_range=math.fsum(ranges) / len(ranges),
    )
