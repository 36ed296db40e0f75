"""How well the projection tells years that it has not seen, against assuming no change.

From every year with enough years before it, the years after are projected from rates of the years
before only, and compared with what was published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpcn.engines.workforce.flows import (
    FEWEST,
    Rate,
    Rates,
    StaffYear,
    flows_of,
    for_smaller,
    rates_of,
)
from openpcn.engines.workforce.projection import SEED, Assumptions, project

NOBODY = Rate(middle=0.0, spread=0.0, years=1)


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """One year, told from an earlier one."""

    origin: int
    year: int
    actual: float
    told: float
    low: float
    high: float
    unchanged: float
    """What no change since the origin would tell."""

    @property
    def ahead(self) -> int:
        """Years."""
        return self.year - self.origin

    @property
    def error(self) -> float:
        """Of the projection, as a share of what was published; below zero is too low."""
        return (self.told - self.actual) / self.actual

    @property
    def unchanged_error(self) -> float:
        """The same of no change."""
        return (self.unchanged - self.actual) / self.actual

    @property
    def is_inside(self) -> bool:
        """Whether what was published lies in the interval."""
        return self.low <= self.actual <= self.high


@dataclass(frozen=True, kw_only=True)
class Score:
    """All held-out years that are as far ahead."""

    ahead: int
    years: int
    error: float
    """Mean size of the error, as a share."""
    unchanged_error: float
    inside: int

    @property
    def is_better(self) -> bool:
        """Whether the projection was nearer than no change."""
        return self.error < self.unchanged_error


def held_out(
    years: Sequence[StaffYear], whole: Sequence[StaffYear] = (), *, seed: int = SEED
) -> tuple[HeldOut, ...]:
    """Every held-out year from every origin; rates are of `whole` where that is given."""
    return tuple(
        one
        for at in range(FEWEST, len(years) - 1)
        for one in from_origin(years, at, whole or years, seed=seed)
    )


def rates_up_to(year: int, own: StaffYear, whole: Sequence[StaffYear]) -> Rates | None:
    """The rates of a whole as far as a year knows them, for one part of it."""
    known = [one for one in whole if one.year <= year]
    rates = rates_of(flows_of(known))
    return for_smaller(rates, known[-1].stock, own.stock) if rates else None


def from_origin(
    years: Sequence[StaffYear], at: int, whole: Sequence[StaffYear], *, seed: int
) -> Iterator[HeldOut]:
    """The years after the origin, told from rates up to it."""
    origin = years[at]
    rates = rates_up_to(origin.year, origin, whole)
    later = {one.year: one for one in years[at + 1 :] if one.stock}
    if rates is None or not origin.stock or not later:
        return
    assumed = Assumptions(
        start_year=origin.year,
        start=origin.stock,
        joining=rates.joining,
        leaving=rates.leaving,
        retiring=NOBODY,
    )
    for told in project(assumed, years=max(later) - origin.year, seed=seed):
        if told.year in later:
            yield HeldOut(
                origin=origin.year,
                year=told.year,
                actual=later[told.year].stock,
                told=told.stock,
                low=told.low,
                high=told.high,
                unchanged=origin.stock,
            )


def scores(told: Sequence[HeldOut]) -> tuple[Score, ...]:
    """Errors by how many years ahead."""
    return tuple(
        score(ahead, [one for one in told if one.ahead == ahead])
        for ahead in sorted({one.ahead for one in told})
    )


def score(ahead: int, told: Sequence[HeldOut]) -> Score:
    """Mean errors and how often the interval held the truth."""
    return Score(
        ahead=ahead,
        years=len(told),
        error=sum(abs(one.error) for one in told) / len(told),
        unchanged_error=sum(abs(one.unchanged_error) for one in told) / len(told),
        inside=sum(one.is_inside for one in told),
    )
