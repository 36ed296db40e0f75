"""Stock and flow: staff of the next years from who joins, leaves, retires and completes training.

Each year: stock × (1 − leaving − retiring) × (1 + hours) + joining + trained. The expected line
uses the middles. The interval is of many runs in which each rate is drawn: once for what is not
known of its middle, and each year for how much years differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.workforce.flows import Rate
from openpcn.kernel.errors import NotRight

RUNS = 2_000
LOW, HIGH = 2.5, 97.5
"""Percentiles of the runs: a 95% interval."""
LONGEST = 20
"""Years that may be asked for."""
SEED = 2016


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """What a projection of one staff group assumes; shares are of the stock, a year."""

    start_year: int
    start: float
    """Full-time equivalents now."""
    joining: Rate
    """Share of today's stock that joins each year, so a number that stays the same."""
    leaving: Rate
    retiring: Rate
    hours: float = 0.0
    """Yearly change of the hours of those who stay: -0.01 is 1% fewer."""
    trained: float = 0.0
    """People who complete training here each year, beyond those who join already."""
    stay: float = 1.0
    """Share of them who take a post here."""
    fte_each: float = 1.0


@dataclass(frozen=True, kw_only=True)
class ProjectedYear:
    """One year of a projection, full-time equivalents."""

    year: int
    stock: float
    low: float
    high: float
    joined: float
    trained: float
    left: float
    retired: float
    hours: float
    """Gained, or lost where below zero, by a change of hours."""


def project(
    assumed: Assumptions, *, years: int, seed: int = SEED, runs: int = RUNS
) -> tuple[ProjectedYear, ...]:
    """The years after the start, each with its interval; the same seed gives the same answer."""
    check(assumed, years)
    drawn = simulated(assumed, years, seed=seed, runs=runs)
    stock, told = assumed.start, []
    for at in range(years):
        left, retired = stock * assumed.leaving.middle, stock * assumed.retiring.middle
        stayed = max(stock - left - retired, 0.0)
        hours = stayed * assumed.hours
        joined, trained = assumed.start * assumed.joining.middle, trained_of(assumed)
        stock = stayed + hours + joined + trained
        low, high = np.percentile(drawn[:, at], (LOW, HIGH))
        told.append(
            ProjectedYear(
                year=assumed.start_year + at + 1,
                stock=stock,
                low=min(float(low), stock),
                high=max(float(high), stock),
                joined=joined,
                trained=trained,
                left=left,
                retired=retired,
                hours=hours,
            )
        )
    return tuple(told)


def simulated(assumed: Assumptions, years: int, *, seed: int, runs: int) -> NDArray[np.float64]:
    """The stock of each run and year."""
    drawn = np.random.default_rng(seed)
    joining, leaving, retiring = (
        draws(rate, drawn, (runs, years))
        for rate in (assumed.joining, assumed.leaving, assumed.retiring)
    )
    stock = np.full(runs, assumed.start)
    made = np.empty((runs, years))
    for at in range(years):
        stay = np.clip(1 - leaving[:, at] - retiring[:, at], 0, 1)
        stock = stock * stay * (1 + assumed.hours) + assumed.start * joining[:, at]
        stock = stock + trained_of(assumed)
        made[:, at] = stock
    return made


def draws(rate: Rate, drawn: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float64]:
    """A rate in every run and year, never below zero."""
    error = rate.spread / np.sqrt(max(rate.years, 1))
    middles = drawn.normal(rate.middle, error, (shape[0], 1))
    return np.clip(middles + drawn.normal(0, rate.spread, shape), 0, None)


def trained_of(assumed: Assumptions) -> float:
    """Full-time equivalents that training adds each year."""
    return assumed.trained * assumed.stay * assumed.fte_each


def check(assumed: Assumptions, years: int) -> None:
    """Refuse what cannot be."""
    wrong = []
    if not 1 <= years <= LONGEST:
        wrong.append(f"{years} years are not 1 to {LONGEST}")
    if assumed.leaving.middle + assumed.retiring.middle > 1:
        wrong.append("more leave and retire than there are")
    shares = {"joining": assumed.joining.middle, "leaving": assumed.leaving.middle,
              "retiring": assumed.retiring.middle, "trained": assumed.trained,
              "hours of each": assumed.fte_each}  # fmt: skip
    wrong += [f"{name} is below zero" for name, each in shares.items() if each < 0]
    if not 0 <= assumed.stay <= 1:
        wrong.append("the share who stay is not 0% to 100%")
    if not -0.5 <= assumed.hours <= 0.5:
        wrong.append("hours change by more than half a year")
    if wrong:
        raise NotRight(
            f"This cannot be projected: {'; '.join(wrong)}.", next_step="Change these assumptions."
        )
