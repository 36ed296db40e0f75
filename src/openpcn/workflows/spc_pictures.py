"""An XmR chart as pages and reports show it: the picture, its message, and a row for a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openpcn.engines.spc import Assurance, Chart, Plotted, Signal, Variation
from openpcn.kernel.when import in_words
from openpcn.workflows.drawings.charts.spc import (
    Spc,
    SpcLines,
    SpcPoint,
    SpcSpan,
    spc_mark,
    spc_svg,
)
from openpcn.workflows.profiles.pictures import ChartPicture

RULES = (
    "XmR chart by the rules of NHS England's Making Data Count: mean and limits at 2.66 times the "
    "mean moving range; outside the limits, seven on one side of the mean, six or more steps in "
    "one direction, two of three close to a limit. A signal is a question, not an effect: only an "
    "evaluation with comparison people says that something helped."
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What a chart says, in words that stand where others show icons."""

    readings: int
    latest: float
    latest_on: date
    variation: str
    assurance: str
    mean: float | None
    low: float | None
    high: float | None
    caution: str
    signals: tuple[str, ...]
    """The rules that the newest reading meets."""


def statement_of(chart: Chart) -> Statement:
    """The words and numbers of the newest reading."""
    last, limits = chart.points[-1], chart.limits
    return Statement(
        readings=len(chart.points),
        latest=last.value,
        latest_on=last.on,
        variation=chart.variation.value,
        assurance=chart.assurance.value,
        mean=limits.mean if limits else None,
        low=limits.low if limits else None,
        high=limits.high if limits else None,
        caution=chart.caution,
        signals=tuple(one.value for one in last.signals),
    )


def spc_picture(
    chart: Chart,
    *,
    id_: str,
    measure: str,
    beneath: str,
    unit: str,
    decimals: int,
    way: Sequence[tuple[date, float]] = (),
    tried: Sequence[SpcSpan] = (),
) -> ChartPicture:
    """The chart with the message in its title; `unit` stands behind each number.

    `way` is what was expected on days in order, `tried` the days of rapid cycles.
    """
    title = message(chart, measure)
    drawn = Spc(
        title=title,
        description=f"{len(chart.points)} readings from {in_words(chart.points[0].on)} to "
        f"{in_words(chart.points[-1].on)}. {chart.variation.value}. {chart.assurance.value}. "
        "The table beside it has every reading.",
        points=tuple(point_of(one, unit, decimals) for one in chart.points),
        lines=tuple(
            SpcLines(
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                mean=one.limits.mean,
                low=one.limits.low,
                high=one.limits.high,
            )
            for one in chart.periods
            if one.limits
        ),
        target=chart.target,
        unit=unit,
        decimals=decimals,
        way=tuple(way),
        spans=tuple(within(chart, tried)),
    )
    return ChartPicture(
        title=title,
        beneath=f"{beneath} SPC chart (XmR).",
        wide=spc_svg(drawn, name=id_),
        narrow=spc_svg(drawn, name=f"{id_}-narrow", narrow=True),
        legend=(
            *legend(chart),
            *([(spc_mark("way"), "expected on the way to the target")] if len(way) > 1 else []),
            *([(spc_mark("span"), "a rapid cycle was tried")] if drawn.spans else []),
        ),
        note=" ".join(
            each for each in (chart.caution, *anew(chart), "The axis need not start at nought.",
                              RULES) if each
        ),
    )  # fmt: skip


def within(chart: Chart, tried: Sequence[SpcSpan]) -> Iterator[SpcSpan]:
    """What of the days of rapid cycles lies between the first reading and the last."""
    first, last = chart.points[0].on, chart.points[-1].on
    for one in tried:
        if one.starts_on <= last and one.ends_on >= first:
            yield replace(one, starts_on=max(one.starts_on, first), ends_on=min(one.ends_on, last))


def message(chart: Chart, measure: str) -> str:
    """The message of the chart as a sentence."""
    match chart.variation:
        case Variation.NOT_KNOWN:
            said = f"{measure}: too few readings to tell ordinary variation from change"
        case Variation.ORDINARY:
            said = f"{measure}: varying as usual"
        case found:
            side = "higher" if "higher" in found.value else "lower"
            kind = ", which is better" if found.is_improving else ""
            kind = ", which is of concern" if found.is_of_concern else kind
            said = f"{measure}: {side} than usual{kind}"
    match chart.assurance:
        case Assurance.PASSING:
            return f"{said}; will meet the target unless something changes"
        case Assurance.FAILING:
            return f"{said}; will not meet the target unless something changes"
        case Assurance.HIT_AND_MISS:
            return f"{said}; meets the target by chance only"
        case _:
            return said


def look_of(variation: Variation) -> str:
    """The mark of a reading."""
    if variation.is_improving:
        return "improving"
    if variation.is_of_concern:
        return "concern"
    is_other = variation in (Variation.NEUTRAL_HIGHER, Variation.NEUTRAL_LOWER)
    return "other" if is_other else "ordinary"


def point_of(one: Plotted, unit: str, decimals: int) -> SpcPoint:
    """A reading with its mark."""
    return SpcPoint(
        on=one.on,
        value=one.value,
        look=look_of(one.variation),
        is_high="higher" in one.variation.value,
        words=f"{in_words(one.on)}: {one.value:,.{decimals}f}{unit}. {in_signals(one.signals)}",
    )


def in_signals(signals: Sequence[Signal]) -> str:
    """The rules that a reading meets; ordinary where none."""
    return "; ".join(one.value for one in signals).capitalize() or "Ordinary"


def anew(chart: Chart) -> list[str]:
    """Where limits begin anew, and why."""
    return [
        f"Limits are worked out anew from {in_words(one.starts_on)}: {one.reason}."
        for one in chart.periods[1:]
    ]


def legend(chart: Chart) -> tuple[tuple[str, str], ...]:
    """The marks that are on the picture."""
    looks = {look_of(one.variation): one for one in chart.points}
    told = {
        "ordinary": "ordinary variation",
        "improving": "improving, beyond chance",
        "concern": "of concern, beyond chance",
        "other": "beyond chance, neither better nor worse",
    }
    found = [
        (spc_mark(look, is_high="higher" in looks[look].variation.value), words)
        for look, words in told.items()
        if look in looks
    ]
    if any(one.limits for one in chart.periods):
        found += [(spc_mark("mean"), "mean"), (spc_mark("limits"), "limits")]
    if chart.target is not None:
        found.append((spc_mark("target"), "target"))
    return tuple(found)
