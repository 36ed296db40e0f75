"""How sure a sum over people is when they are alike within practices, and lopsided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from openpcn.engines.evaluation.facts import Numbers, Places

SOURCES = (
    "Two-way cluster-robust variance: Cameron, Gelbach and Miller 2011, J Bus Econ Stat 29:238",
    "Limits corrected for skewness: Hall 1992, J R Stat Soc B 54:221",
)
SMALLEST_RATIO, LARGEST_RATIO = 1e-4, 1e4


@dataclass(frozen=True, kw_only=True)
class Clusters:
    """Which practice and which matched set each person is in, numbered from nought."""

    practice: Places
    matched_set: Places

    @property
    def both(self) -> Places:
        """People of one practice within one set."""
        return numbered(self.practice * (int(self.matched_set.max()) + 1) + self.matched_set)


@dataclass(frozen=True, kw_only=True)
class Pull:
    """What each cluster pulls an estimate by: an estimate's error is the sum of its pulls."""

    practice: Numbers
    matched_set: Numbers
    both: Numbers

    def less(self, other: Pull, times: float) -> Pull:
        """The pull on one estimate less a multiple of another."""
        return Pull(
            practice=self.practice - times * other.practice,
            matched_set=self.matched_set - times * other.matched_set,
            both=self.both - times * other.both,
        )

    @property
    def error(self) -> float:
        """The standard error, never less than sets alone would give."""
        number = len(self.practice)
        grace = number / (number - 1) if number > 1 else 1.0
        sets = _squares(self.matched_set)
        return float(
            np.sqrt(max(grace * _squares(self.practice) + sets - _squares(self.both), sets))
        )

    @property
    def skewness(self) -> float:
        """How lopsided the error is: a few people with very many events pull it upwards."""
        squares = _squares(self.matched_set)
        return float((self.matched_set**3).sum() / squares**1.5) if squares > 0 else 0.0


def pull_of(each: Numbers, clusters: Clusters) -> Pull:
    """The pulls of people added up by practice, by set and by both."""
    return Pull(
        practice=_added_up(each, clusters.practice),
        matched_set=_added_up(each, clusters.matched_set),
        both=_added_up(each, clusters.both),
    )


def _added_up(each: Numbers, cluster: Places) -> Numbers:
    return np.bincount(cluster, weights=each).astype(np.float64)


def limits(estimate: float, pull: Pull, z: float) -> tuple[float, float]:
    """The interval of an estimate whose error is a sum of pulls."""
    ends = [estimate - pull.error * _uncorrected(side * z, pull.skewness) for side in (1, -1)]
    return ends[0], ends[1]


def ratio_limits(
    top: float, bottom: float, top_pull: Pull, bottom_pull: Pull, z: float
) -> tuple[float | None, float | None]:
    """The ratios that the data do not rule out; no limit where none is ruled out on that side.

    A ratio is ruled out where `top` less that multiple of `bottom` is too far from nought. So the
    interval of the ratio excludes one exactly when that of the difference excludes nought.
    """

    def far(log_ratio: float) -> float:
        ratio = float(np.exp(log_ratio))
        pull = top_pull.less(bottom_pull, ratio)
        error = pull.error
        return _corrected((top - ratio * bottom) / error, pull.skewness) if error > 0 else 0.0

    return _root(lambda x: far(x) - z), _root(lambda x: far(x) + z)


def _root(falling: Any) -> float | None:
    low, high = float(np.log(SMALLEST_RATIO)), float(np.log(LARGEST_RATIO))
    if falling(low) <= 0 or falling(high) >= 0:
        return None
    return float(np.exp(brentq(falling, low, high, xtol=1e-10)))


def _corrected(t: float, skewness: float) -> float:
    """Hall's monotone cubic, which makes a studentised lopsided sum nearly normal."""
    return t + skewness / 3 * t**2 + skewness**2 / 27 * t**3 + skewness / 6


def _uncorrected(z: float, skewness: float) -> float:
    """The inverse of `_corrected`."""
    if abs(skewness) < 1e-6:
        return z
    return float(3 / skewness * (np.cbrt(1 + skewness * (z - skewness / 6)) - 1))


def _squares(pulls: Numbers) -> float:
    return float((pulls**2).sum())


def numbered(names: NDArray[Any]) -> Places:
    """Names as numbers from nought."""
    return np.asarray(np.unique(names, return_inverse=True)[1], dtype=np.int64)
