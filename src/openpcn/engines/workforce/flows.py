"""What a yearly count of staff shows of joining and leaving, practice by practice.

A rise at a practice is counted as joining and a fall as leaving, a practice that opens or closes
with all its staff. Changes of hours are inside both. Who leaves one practice and joins another is
counted in both, and who leaves while another joins the same practice in neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, stdev

NEWEST = 5
"""Years that rates are taken from: older ones are of other rules of counting."""
FEWEST = 3
"""Years without which no rate is taken."""


@dataclass(frozen=True, kw_only=True)
class StaffYear:
    """One staff group at every practice in one year; None is blank, which is not zero."""

    year: int
    """The calendar year in which it ends."""
    fte: Mapping[str, float | None]
    patients: Mapping[str, float | None]

    @property
    def reported(self) -> float:
        """Full-time equivalents of the practices that report."""
        return sum(each for each in self.fte.values() if each is not None)

    @property
    def cover(self) -> float:
        """Share of the patients whose practice reports; 1 where no patients are held."""
        held = {code: each for code, each in self.patients.items() if each is not None}
        told = sum(each for code, each in held.items() if self.fte.get(code) is not None)
        return told / sum(held.values()) if told else 1.0

    @property
    def stock(self) -> float:
        """The same, made up for practices that do not report, by their patients."""
        return self.reported / self.cover


@dataclass(frozen=True, kw_only=True)
class Flow:
    """What changed from one year to the next, as shares of the stock before."""

    year: int
    """The later of the two."""
    joining: float
    leaving: float


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A yearly rate: its middle, how much it differs between years, and from how many."""

    middle: float
    spread: float
    years: int


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Joining and leaving, as shares of the stock a year."""

    joining: Rate
    leaving: Rate


def flows_of(years: Sequence[StaffYear]) -> tuple[Flow, ...]:
    """The changes between following years; a gap of years gives none."""
    return tuple(
        found
        for before, after in pairwise(years)
        if after.year == before.year + 1 and (found := flow_between(before, after)) is not None
    )


def flow_between(before: StaffYear, after: StaffYear) -> Flow | None:
    """What joined and left; practices blank in one of the two years tell nothing."""
    joined = left = stock = 0.0
    for code in before.fte.keys() | after.fte.keys():
        was, now = before.fte.get(code, 0.0), after.fte.get(code, 0.0)
        if was is None or now is None:
            continue
        stock += was
        joined += max(now - was, 0.0)
        left += max(was - now, 0.0)
    if not stock:
        return None
    return Flow(year=after.year, joining=joined / stock, leaving=left / stock)


def rates_of(flows: Sequence[Flow]) -> Rates | None:
    """The middle of the newest years; None of too few to tell how much they differ."""
    newest = flows[-NEWEST:]
    if len(newest) < FEWEST:
        return None
    return Rates(
        joining=rate_of([one.joining for one in newest]),
        leaving=rate_of([one.leaving for one in newest]),
    )


def rate_of(values: Sequence[float]) -> Rate:
    """Median and standard deviation of some years."""
    return Rate(middle=median(values), spread=stdev(values), years=len(values))


def for_smaller(rates: Rates, whole: float, part: float) -> Rates:
    """The rates of a whole for a part of it, whose years differ more: by the root of the sizes."""
    wider = (whole / part) ** 0.5 if whole > part > 0 else 1.0
    return Rates(
        joining=replace(rates.joining, spread=rates.joining.spread * wider),
        leaving=replace(rates.leaving, spread=rates.leaving.spread * wider),
    )
