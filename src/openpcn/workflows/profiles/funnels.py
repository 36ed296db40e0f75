"""The practices of a system in a funnel around all practices of the file, usually England."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from openpcn.domains.evidence.queries import FigureAnswer, every_figure
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.indicators import Funnel, Standing, funnel, funnel_of_ratios
from openpcn.kernel.when import When
from openpcn.rulebook.indicators import Indicator
from openpcn.workflows.keeping import kept
from openpcn.workflows.profiles.counting import Count, Counted, counted_by
from openpcn.workflows.profiles.everyone import called

STEPS = 60
"""Points of each line."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The four lines at one size, in the units in which the indicator is shown."""

    size: float
    inner_low: float
    inner_high: float
    outer_low: float
    outer_high: float


@dataclass(frozen=True, kw_only=True)
class Funnelled:
    """Where each practice of a system stands, and the lines."""

    indicator: Indicator
    counts: Mapping[str, Count]
    standing: Mapping[str, Standing]
    centre: float
    called: str
    practices: int
    """Of the file, around which the lines are drawn."""
    limits: tuple[Limits, ...]
    spread: str
    method: str
    spread_method: str
    sources: str
    left_out: int
    """Practices of the system whose denominator is too small."""


def funnelled(
    indicator: Indicator, found: Counted, practices: Collection[str], *, when: When
) -> Funnelled | None:
    """The practices of a system in the funnel of all; None where fewer than two can be shown."""
    enough = {
        code: found.counts[code]
        for code in practices
        if code in found.counts and found.counts[code].denominator >= indicator.smallest_denominator
    }
    left_out = sum(code in found.counts for code in practices) - len(enough)
    if len(enough) < 2:
        return None
    every = everyone_in(indicator, found, when)
    others = {code: one for code, one in every.items() if code not in enough}
    everyone = [*enough.values(), *others.values()]
    answer = in_engine(indicator, everyone)
    return Funnelled(
        indicator=indicator,
        counts=enough,
        standing=dict(zip(enough, answer.standing, strict=False)),
        centre=answer.centre * indicator.per,
        called=called(len(everyone)),
        practices=len(everyone),
        limits=lines(indicator, answer, max(one.denominator for one in enough.values())),
        spread=answer.spread.sentence,
        method=answer.method.words,
        spread_method=answer.spread.method.words if answer.spread.method else "",
        sources=answer.method.source,
        left_out=left_out,
    )


def everyone_in(indicator: Indicator, found: Counted, when: When) -> dict[str, Count]:
    """The indicator in every practice of the file, in the same way and period."""
    inputs = (indicator.id, found.way, found.starts_on, found.ends_on, when, stamp())
    return kept("every-practice", inputs, lambda: ask(found, indicator, when))


def ask(found: Counted, indicator: Indicator, when: When) -> dict[str, Count]:
    """The same, from the figures."""
    way = found.way
    rows = every_figure(
        (way.numerator.measure, way.denominator.measure),
        categories=(*way.numerator.categories, *way.denominator.categories),
        subject_kind="practice",
        when=when,
    )
    same = [row for row in rows if (row.starts_on, row.ends_on) == (found.starts_on, found.ends_on)]
    by_measure: dict[str, list[FigureAnswer]] = {}
    for row in same:
        by_measure.setdefault(row.measure, []).append(row)
    every = counted_by(way, by_measure)
    counts = every.counts if every else {}
    return {
        code: one
        for code, one in counts.items()
        if one.denominator >= indicator.smallest_denominator
    }


def in_engine(indicator: Indicator, counts: list[Count]) -> Funnel:
    """The funnel of the engine: of shares, or of events per person."""
    top = [one.numerator for one in counts]
    bottom = [one.denominator for one in counts]
    return (funnel if indicator.statistic == "share" else funnel_of_ratios)(top, bottom)


def lines(indicator: Indicator, answer: Funnel, largest: float) -> tuple[Limits, ...]:
    """The lines from a small size to beyond the largest practice, closer where they bend."""
    sizes = np.linspace(largest**0.5 / 12, (largest * 1.04) ** 0.5, STEPS) ** 2
    inner, outer = answer.limits_at(sizes, level=0.95), answer.limits_at(sizes, level=0.998)
    per = indicator.per
    return tuple(
        Limits(
            size=float(size),
            inner_low=float(a) * per,
            inner_high=float(b) * per,
            outer_low=float(c) * per,
            outer_high=float(d) * per,
        )
        for size, a, b, c, d in zip(
            sizes, inner.lower, inner.upper, outer.lower, outer.upper, strict=True
        )
    )
