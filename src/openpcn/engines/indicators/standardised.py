"""How often something would happen in a standard population: directly standardised rates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from openpcn.engines.indicators.answers import Estimate, Estimates, Method, Numbers, one_of
from openpcn.engines.indicators.events import limits_of_counts
from openpcn.engines.indicators.given import numbers
from openpcn.engines.indicators.standards import esp_2013
from openpcn.kernel.errors import NotRight

FEWEST_EVENTS = 10
DOBSON = Method(
    name="Dobson",
    words="Directly age-standardised to the European Standard Population 2013, with limits by "
    "Dobson's method on Byar's; not worked out for fewer than ten events.",
    source="Dobson and others 1991, Stat Med 10:457; Breslow and Day 1987; "
    "the method of the public health profiles of England for standardised rates",
)
DOBSON_REPEATED = Method(
    name="Dobson, events that repeat",
    words="Directly age-standardised to the European Standard Population 2013, with limits by "
    "Dobson's method that allow for several events of one person; "
    "not worked out for fewer than ten events.",
    source="Dobson and others 1991, Stat Med 10:457, with the variance of a compound Poisson "
    "count: the sum over people of the square of their events",
)


def dsr(
    counts: Sequence[float],
    people: Sequence[float],
    *,
    weights: Sequence[float] | None = None,
    squares: Sequence[float] | None = None,
    per: float = 100_000,
    level: float = 0.95,
) -> Estimate:
    """The directly standardised rate of one area, from events and people of each age band.

    `weights` are the standard population (ESP 2013 if none). `squares` is, for each band, the sum
    over people of the square of their events: to be given where one person can have several.
    """
    many = dsr_many(
        [counts],
        [people],
        weights=weights,
        squares=None if squares is None else [squares],
        per=per,
        level=level,
    )
    total = float(np.sum(numbers(counts, what="Counts")))
    everyone = float(np.sum(numbers(people, what="People")))
    why_not = (
        f"there are {total:g} events, fewer than ten."
        if total < FEWEST_EVENTS
        else "nobody lives in one of the age bands; use wider bands."
    )
    return one_of(many, numerator=total, denominator=everyone, why_not=why_not, per=per)


def dsr_many(
    counts: ArrayLike,
    people: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    squares: ArrayLike | None = None,
    per: float = 100_000,
    level: float = 0.95,
) -> Estimates:
    """Directly standardised rates of many areas: tables of areas by age bands.

    nan where an area has fewer than ten events or a band without people.
    """
    n, d, w, sq = _tables(counts, people, weights, squares)
    events = n.sum(axis=1)
    share = (w / w.sum()) / np.where(d > 0, d, np.nan)
    value = (n * share).sum(axis=1)
    spread = np.sqrt((sq * share**2).sum(axis=1) / np.where(events > 0, events, np.nan))
    value[events < FEWEST_EVENTS] = np.nan
    lower, upper = limits_of_counts(events, level=level)
    return Estimates(
        value=value * per,
        lower=np.where(np.isnan(value), np.nan, value + spread * (lower - events)) * per,
        upper=np.where(np.isnan(value), np.nan, value + spread * (upper - events)) * per,
        level=level,
        method=DOBSON if squares is None else DOBSON_REPEATED,
    )


def _tables(
    counts: ArrayLike, people: ArrayLike, weights: ArrayLike | None, squares: ArrayLike | None
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Events, people, weights and variances, refused where their bands do not match."""
    n = np.atleast_2d(numbers(counts, what="Counts"))
    d = np.atleast_2d(numbers(people, what="People"))
    w = numbers(esp_2013().weights if weights is None else weights, what="Weights")
    sq = n if squares is None else np.atleast_2d(numbers(squares, what="Squares"))
    if not (n.shape == d.shape == sq.shape and n.shape[1:] == w.shape):
        raise NotRight(
            f"Counts have {n.shape[-1]} age bands, people {d.shape[-1]} and the standard "
            f"population {w.size}; each area needs the same bands in all of them.",
            next_step="Give one number for each band, youngest first.",
        )
    if w.sum() == 0:
        raise NotRight("The standard population has nobody in it.")
    return n, d, w, sq
