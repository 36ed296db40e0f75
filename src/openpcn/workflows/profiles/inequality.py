"""Does an indicator differ along deprivation? Practices in groups of equal size, and the slope."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from openpcn.engines.indicators import Estimate, Inequality, rate, sii, wilson
from openpcn.kernel.errors import NotPossible
from openpcn.rulebook.indicators import Indicator
from openpcn.workflows.profiles.counting import Count, Counted
from openpcn.workflows.profiles.deprivation import Homes

ENOUGH_FOR_TENTHS, ENOUGH_FOR_FIFTHS = 30, 10
"""Practices."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Practices next to each other in the order of deprivation, together."""

    practices: int
    count: Count
    at: float
    """The middle of the group's denominator in the order, 0 most deprived to 1 least."""
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Gradient:
    """The slope of one indicator along deprivation, in the units in which it is shown."""

    indicator: Indicator
    groups: tuple[Group, ...]
    inequality: Inequality
    slope: float
    slope_low: float
    slope_high: float
    relative: float | None
    relative_low: float | None
    relative_high: float | None
    most_deprived: float
    least_deprived: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the slope leaves out nought."""
        return self.slope_low > 0 or self.slope_high < 0


def gradient(
    indicator: Indicator, found: Counted, members: Collection[str], homes: Homes
) -> Gradient | None:
    """The gradient over the practices of an area; None where too few are held."""
    order = sorted(
        (code for code in members if code in found.counts and code in homes.place_in_order),
        key=lambda code: (homes.place_in_order[code], code),
    )
    if len(order) < ENOUGH_FOR_FIFTHS:
        return None
    number = 10 if len(order) >= ENOUGH_FOR_TENTHS else 5
    cut = groups_of([found.counts[code] for code in order], number)
    values = [estimate(indicator, group) for _, group in cut]
    try:
        answer = sii(values, [group.denominator for _, group in cut])
    except NotPossible:
        return None
    return made(indicator, cut, values, answer)


def groups_of(counts: list[Count], number: int) -> list[tuple[int, Count]]:
    """Practices in order, cut into groups of nearly equal denominators: how many, and their sum."""
    whole = sum(one.denominator for one in counts)
    groups: dict[int, list[Count]] = {}
    passed = 0.0
    for one in counts:
        middle = (passed + one.denominator / 2) / whole
        groups.setdefault(min(int(middle * number), number - 1), []).append(one)
        passed += one.denominator
    return [
        (
            len(group),
            Count(
                numerator=sum(one.numerator for one in group),
                denominator=sum(one.denominator for one in group),
            ),
        )
        for _, group in sorted(groups.items())
    ]


def estimate(indicator: Indicator, count: Count) -> Estimate:
    """The share or rate of a group with its limits."""
    if indicator.statistic == "share":
        return wilson(count.numerator, count.denominator)
    return rate(count.numerator, count.denominator, per=indicator.per)


def made(
    indicator: Indicator,
    cut: list[tuple[int, Count]],
    values: list[Estimate],
    answer: Inequality,
) -> Gradient:
    """The answer of the engine in the units in which the indicator is shown."""
    scale = indicator.per if indicator.statistic == "share" else 1
    whole = sum(group.denominator for _, group in cut)
    groups, passed = [], 0.0
    for (practices, count), one in zip(cut, values, strict=True):
        groups.append(
            Group(
                practices=practices,
                count=count,
                at=(passed + count.denominator / 2) / whole,
                value=(one.value or 0.0) * scale,
                low=(one.lower or 0.0) * scale,
                high=(one.upper or 0.0) * scale,
            )
        )
        passed += count.denominator
    return Gradient(
        indicator=indicator,
        groups=tuple(groups),
        inequality=answer,
        slope=(answer.slope.value or 0.0) * scale,
        slope_low=(answer.slope.lower or 0.0) * scale,
        slope_high=(answer.slope.upper or 0.0) * scale,
        relative=answer.relative.value,
        relative_low=answer.relative.lower,
        relative_high=answer.relative.upper,
        most_deprived=answer.at_most_deprived * scale,
        least_deprived=answer.at_least_deprived * scale,
    )
