"""How an area stands on each indicator: its value with limits, beside England and its peers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from openpcn.engines.indicators import Compared, Estimate, compared, rate, wilson
from openpcn.rulebook.indicators import Indicator
from openpcn.workflows.profiles.counting import Count, Counted, together
from openpcn.workflows.profiles.everyone import Everyone


@dataclass(frozen=True, kw_only=True)
class Value:
    """A share or rate in the units in which it is shown, with its 95% limits."""

    numerator: float
    denominator: float
    value: float
    low: float
    high: float
    estimate: Estimate


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One indicator of one area; `why_not` says why there is no value."""

    indicator: Indicator
    starts_on: date
    ends_on: date
    value: Value | None
    everyone: float | None
    """The same over all practices of the file."""
    everyone_called: str
    how: Compared
    peers: tuple[float, ...]
    practices: int
    """Of the area, with figures."""
    of: int
    """Practices of the area."""
    datasets: tuple[int, ...]
    why_not: str = ""

    @property
    def peers_median(self) -> float | None:
        """The peer in the middle."""
        return median(self.peers) if self.peers else None

    def against(self, benchmark: float | None, called: str) -> Standing:
        """The same beside another comparison."""
        return replace(
            self,
            everyone=benchmark,
            everyone_called=called,
            how=how(self.indicator, self.value, benchmark),
        )

    @property
    def ratio(self) -> float | None:
        """To everyone."""
        return self.value.value / self.everyone if self.value and self.everyone else None


def valued(indicator: Indicator, count: Count) -> Value:
    """A count as a share by Wilson or a rate by Byar, per 100 or per 1,000."""
    if indicator.statistic == "share":
        found, scale = wilson(count.numerator, count.denominator), float(indicator.per)
    else:
        found, scale = rate(count.numerator, count.denominator, per=indicator.per), 1.0
    return Value(
        numerator=count.numerator,
        denominator=count.denominator,
        value=(found.value or 0.0) * scale,
        low=(found.lower or 0.0) * scale,
        high=(found.upper or 0.0) * scale,
        estimate=found,
    )


def plain(indicator: Indicator, count: Count) -> float:
    """The value without limits."""
    return count.numerator / count.denominator * indicator.per


def standing(
    indicator: Indicator,
    found: Counted,
    members: Collection[str],
    peers: Iterable[Collection[str]],
    everyone: Everyone | None,
) -> Standing:
    """One indicator of the practices of an area, beside each group of peers."""
    held = [code for code in members if code in found.counts]
    count = together(found.counts[code] for code in held)
    is_enough = count is not None and count.denominator >= indicator.smallest_denominator
    value = valued(indicator, count) if count is not None and is_enough else None
    others_too = everyone if everyone and everyone.practices > len(held) else None
    benchmark = plain(indicator, others_too.count) if others_too else None
    others = [count_of_group(found.counts, group) for group in peers]
    return Standing(
        indicator=indicator,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        value=value,
        everyone=benchmark,
        everyone_called=others_too.called if others_too else "",
        how=how(indicator, value, benchmark),
        peers=tuple(
            sorted(
                plain(indicator, one)
                for one in others
                if one is not None and one.denominator >= indicator.smallest_denominator
            )
        ),
        practices=len(held),
        of=len(members),
        datasets=found.datasets,
        why_not="" if value else reason(indicator, count),
    )


def how(indicator: Indicator, value: Value | None, benchmark: float | None) -> Compared:
    """Whether the limits leave the comparison out, above or below."""
    if value is None or benchmark is None:
        return Compared.NOT_COMPARED
    scale = indicator.per if indicator.statistic == "share" else 1
    return compared(value.estimate, benchmark / scale)


def count_of_group(counts: Mapping[str, Count], group: Collection[str]) -> Count | None:
    """The sum over a group of practices."""
    return together(counts[code] for code in group if code in counts)


def reason(indicator: Indicator, count: Count | None) -> str:
    """Why there is no value."""
    if count is None:
        return "not held for its practices"
    return f"fewer than {indicator.smallest_denominator} in the denominator"
