"""What an indicator counts in each practice: numerator and denominator of one period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import FigureAnswer
from openpcn.rulebook.indicators import Indicator, Measured, Part

Held = Mapping[tuple[str, str], float]
"""Measure and category to figure, of one practice or of many together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many of how many."""

    numerator: float
    denominator: float


def together(counts: Iterable[Count]) -> Count | None:
    """The sums; None of none."""
    held = list(counts)
    if not held:
        return None
    return Count(
        numerator=sum(one.numerator for one in held),
        denominator=sum(one.denominator for one in held),
    )


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One indicator in some practices, all in one period."""

    way: Measured
    starts_on: date
    ends_on: date
    counts: Mapping[str, Count]
    """By practice."""
    datasets: tuple[int, ...]
    """The files that the figures are from."""


def counted(indicator: Indicator, figures: Iterable[FigureAnswer]) -> Counted | None:
    """The indicator by the first way in which it is held, in the newest period held."""
    by_measure: dict[str, list[FigureAnswer]] = defaultdict(list)
    for one in figures:
        by_measure[one.measure].append(one)
    for way in indicator.measured:
        found = counted_by(way, by_measure)
        if found is not None and found.counts:
            return found
    return None


def counted_by(way: Measured, by_measure: Mapping[str, list[FigureAnswer]]) -> Counted | None:
    """The indicator by one way."""
    wanted = [one for one in by_measure.get(way.numerator.measure, []) if is_of(one, way.numerator)]
    if not wanted:
        return None
    newest = max((one.ends_on, one.starts_on) for one in wanted)
    parts = [
        one
        for measure in {way.numerator.measure, way.denominator.measure}
        for one in by_measure.get(measure, [])
        if (one.ends_on, one.starts_on) == newest
        and (is_of(one, way.numerator) or is_of(one, way.denominator))
    ]
    held: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for one in parts:
        if one.value is not None:
            held[one.subject_code][one.measure, one.category] = one.value
    counts = {code: count for code, own in held.items() if (count := count_of(way, own))}
    return Counted(
        way=way,
        starts_on=newest[1],
        ends_on=newest[0],
        counts=counts,
        datasets=tuple(sorted({one.dataset_id for one in parts})),
    )


def is_of(one: FigureAnswer, part: Part) -> bool:
    """Whether a figure belongs to a numerator or denominator."""
    return one.measure == part.measure and one.category in part.categories


def count_of(way: Measured, held: Held) -> Count | None:
    """Numerator and denominator from figures; None where one is missing or nobody counts."""
    top, bottom = summed(way.numerator, held), summed(way.denominator, held)
    if top is None or not bottom:
        return None
    if way.kind == "counts":
        return Count(numerator=top, denominator=bottom)
    if way.kind == "per cent of the denominator":
        return Count(numerator=float(round(top / 100 * bottom)), denominator=bottom)
    return Count(numerator=top, denominator=float(round(top / bottom * 1000)))


def summed(part: Part, held: Held) -> float | None:
    """The sum over the categories that are held; None where none is."""
    found = [held[part.measure, each] for each in part.categories if (part.measure, each) in held]
    return sum(found) if found else None
