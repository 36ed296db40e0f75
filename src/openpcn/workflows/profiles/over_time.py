"""One indicator over the same practices, period by period, on an XmR chart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import FigureAnswer, figures_over_time
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.spc import Better, Chart, Reading, Recalculation, xmr
from openpcn.kernel.when import When
from openpcn.rulebook.indicators import Indicator, Measured
from openpcn.workflows.keeping import kept
from openpcn.workflows.profiles.counting import Count, counted_by, together
from openpcn.workflows.profiles.standings import plain

ENOUGH = 0.8
"""Share of the practices, of the period with the most, that a period must have figures of."""

Days = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class PeriodValue:
    """The indicator in one period."""

    starts_on: date
    ends_on: date
    value: float
    count: Count
    practices: int
    """With figures; or areas."""


@dataclass(frozen=True, kw_only=True)
class OverTime:
    """An indicator over the periods that are held, of the same practices throughout."""

    indicator: Indicator
    periods: tuple[PeriodValue, ...]
    counted_by: str
    """practices or areas."""
    of: int
    """Practices or areas asked about."""
    left_out: int
    """Periods with figures of too few practices or people, or of another length."""
    other_ways: int
    """Periods that are held only in another way of counting, which is never mixed in."""

    def chart(
        self, *, target: float | None = None, recalculated: Sequence[Recalculation] = ()
    ) -> Chart:
        """The XmR chart of the periods."""
        return xmr(
            [Reading(on=one.ends_on, value=one.value) for one in self.periods],
            better=Better(self.indicator.direction),
            target=target,
            recalculated=recalculated,
        )


def over_time(
    indicator: Indicator, practices: Collection[str], *, areas: Collection[str] = (), when: When
) -> OverTime | None:
    """The indicator in every period up to the day; None where no period can be shown.

    By practices, or by the whole areas (sub-ICB locations) that they make up where more periods
    are published so.
    """
    inputs = (indicator.id, sorted(practices), sorted(areas), when, stamp())
    return kept("over-time", inputs, lambda: longest(indicator, practices, areas, when))


def longest(
    indicator: Indicator, practices: Collection[str], areas: Collection[str], when: When
) -> OverTime | None:
    """Whichever of both has more periods."""
    found = (
        work_out(indicator, indicator.measured, "practice", practices, when),
        work_out(indicator, indicator.by_area, "sub_icb", areas, when),
    )
    held = [one for one in found if one is not None]
    return max(held, key=lambda one: len(one.periods), default=None)


def work_out(
    indicator: Indicator, ways: Sequence[Measured], kind: str, codes: Collection[str], when: When
) -> OverTime | None:
    """By the first way of counting that is held in any period."""
    names = {part.measure for way in ways for part in (way.numerator, way.denominator)}
    if not names or not codes:
        return None
    by_period: dict[Days, dict[str, list[FigureAnswer]]] = defaultdict(lambda: defaultdict(list))
    for one in figures_over_time(sorted(names), subject_kind=kind, subject_codes=codes, when=when):
        by_period[one.starts_on, one.ends_on][one.measure].append(one)
    for at, way in enumerate(ways):
        found = [value_of(indicator, way, days, held) for days, held in by_period.items()]
        known = [one for one in found if one is not None]
        shown = like_each_other(indicator, known) if known else ()
        if shown:
            counted_so = {(one.starts_on, one.ends_on) for one in known}
            return OverTime(
                indicator=indicator,
                periods=shown,
                counted_by="practices" if kind == "practice" else "areas",
                of=len(codes),
                left_out=len(known) - len(shown),
                other_ways=sum(
                    days not in counted_so
                    and any(counted_by(each, held) for each in ways[at + 1 :])
                    for days, held in by_period.items()
                ),
            )
    return None


def value_of(
    indicator: Indicator,
    way: Measured,
    days: Days,
    held: dict[str, list[FigureAnswer]],
) -> PeriodValue | None:
    """The indicator in one period, by one way of counting."""
    found = counted_by(way, held)
    count = together(found.counts.values()) if found else None
    if found is None or count is None:
        return None
    return PeriodValue(
        starts_on=days[0],
        ends_on=days[1],
        value=plain(indicator, count),
        count=count,
        practices=len(found.counts),
    )


def like_each_other(indicator: Indicator, found: Sequence[PeriodValue]) -> tuple[PeriodValue, ...]:
    """Periods of the commonest length, of nearly all practices, with enough people."""
    most = max(one.practices for one in found)
    length = Counter(about(one) for one in found).most_common(1)[0][0]
    return tuple(
        one
        for one in sorted(found, key=lambda each: each.ends_on)
        if about(one) == length
        and one.practices >= ENOUGH * most
        and one.count.denominator >= indicator.smallest_denominator
    )


def about(one: PeriodValue) -> int:
    """The length of a period in months, nearly."""
    return round(((one.ends_on - one.starts_on).days + 1) / 30.4)
