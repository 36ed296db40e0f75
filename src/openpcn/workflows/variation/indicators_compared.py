"""Indicators over the organisations of an area, in a funnel around all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from openpcn.engines.indicators import Funnel, Standing, funnel, funnel_of_ratios
from openpcn.rulebook.indicators import Indicator, get_indicator
from openpcn.workflows.profiles.counting import Count, Counted, together
from openpcn.workflows.profiles.deprivation import Homes
from openpcn.workflows.profiles.inequality import gradient
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.variation.compared import FEWEST, Compared, Line, Point, withheld
from openpcn.workflows.variation.groups import Group

DIMENSIONS = {"register": "Illness that is known", "access": "Access", "experience": "Experience"}
STANDINGS = {
    Standing.FAR_ABOVE: "above",
    Standing.FAR_BELOW: "below",
    Standing.ABOVE: "high",
    Standing.BELOW: "low",
    Standing.INSIDE: "inside",
}
STEPS = 50


def compare_indicator(
    id_: str, found: Counted, groups: Sequence[Group], homes: Homes
) -> Compared | None:
    """One indicator; None where fewer than three organisations can be shown."""
    one = get_indicator(id_)
    counts = {
        each.code: count
        for each in groups
        if (count := together(found.counts[c] for c in each.practices if c in found.counts))
    }
    enough = {
        code: count
        for code, count in counts.items()
        if count.denominator >= one.smallest_denominator
    }
    hidden, said = hidden_of(one, counts)
    shown = {code: count for code, count in enough.items() if code not in hidden}
    if len(shown) < FEWEST:
        return None
    answer = in_funnel(one, list(shown.values()))
    standing = dict(zip(shown, answer.standing, strict=True))
    limits = limits_of(one, answer, shown)
    members = [code for each in groups for code in each.practices]
    return Compared(
        key=id_,
        title=one.title,
        dimension=DIMENSIONS[one.group],
        unit=one.shown_as,
        better=one.direction,
        period=period(found.starts_on, found.ends_on),
        source=one.source.title,
        points=tuple(point_of(one, each, counts, standing, limits) for each in groups),
        centre=answer.centre * one.per,
        sizes=found.way.denominator.name,
        lines=lines(one, answer, max(count.denominator for count in shown.values())),
        method=answer.method.words,
        spread=answer.spread.sentence,
        slope=gradient(one, found, members, homes),
        disclosure=said,
    )


def hidden_of(one: Indicator, counts: Mapping[str, Count]) -> tuple[frozenset[str], str]:
    """Whose share would tell a small number of people; of appointments and answers nobody's.

    Whoever has too few for a share counts too: a wider total less the others would tell of them.
    """
    if one.group != "register":
        return frozenset(), ""
    return withheld(
        {code: (round(each.numerator), round(each.denominator)) for code, each in counts.items()}
    )


def point_of(
    one: Indicator,
    group: Group,
    counts: Mapping[str, Count],
    standing: Mapping[str, Standing],
    limits: Mapping[str, tuple[float, float]],
) -> Point:
    """One organisation, or why it has no value."""
    count, place = counts.get(group.code), standing.get(group.code)
    if count is not None and place is not None:
        return Point(
            group=group,
            value=count.numerator / count.denominator * one.per,
            numerator=count.numerator,
            denominator=count.denominator,
            standing=STANDINGS[place],
            low=limits[group.code][0],
            high=limits[group.code][1],
        )
    if count is None:
        why = "not held for its practices"
    elif count.denominator < one.smallest_denominator:
        why = f"fewer than {one.smallest_denominator} in the denominator"
    else:
        why = "withheld: it would tell a small number of people"
    return Point(
        group=group, value=None, numerator=None, denominator=None, standing="not shown",
        why_not=why,
    )  # fmt: skip


def in_funnel(one: Indicator, counts: Sequence[Count]) -> Funnel:
    """The funnel of shares, or of events per person."""
    top = [each.numerator for each in counts]
    bottom = [each.denominator for each in counts]
    return (funnel if one.statistic == "share" else funnel_of_ratios)(top, bottom)


def limits_of(
    one: Indicator, answer: Funnel, shown: Mapping[str, Count]
) -> dict[str, tuple[float, float]]:
    """The 99.8% limits at the size of each organisation."""
    sizes = np.array([count.denominator for count in shown.values()], dtype=float)
    outer = answer.limits_at(sizes, level=0.998)
    return {
        code: (max(0.0, float(low)) * one.per, float(high) * one.per)
        for code, low, high in zip(shown, outer.lower, outer.upper, strict=True)
    }


def lines(one: Indicator, answer: Funnel, largest: float) -> tuple[Line, ...]:
    """The lines from a small size to beyond the largest."""
    sizes = np.linspace(largest**0.5 / 12, (largest * 1.04) ** 0.5, STEPS) ** 2
    inner, outer = answer.limits_at(sizes, level=0.95), answer.limits_at(sizes, level=0.998)
    drawn = zip(sizes, inner.lower, inner.upper, outer.lower, outer.upper, strict=True)
    return tuple(
        Line(
            size=float(size),
            inner_low=max(0.0, float(a) * one.per),
            inner_high=float(b) * one.per,
            outer_low=max(0.0, float(c) * one.per),
            outer_high=float(d) * one.per,
        )
        for size, a, b, c, d in drawn
    )
