"""An XmR chart: every reading with its limits, what it signals, and what the whole says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from openpcn.engines.spc.limits import Limits, limits_of
from openpcn.engines.spc.saying import Assurance, Variation, assurance_of, variation_of
from openpcn.engines.spc.signals import Better, Signal, signals_of
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One value of a measure, at the end of its period."""

    on: date
    value: float


@dataclass(frozen=True, kw_only=True)
class Recalculation:
    """From this day on limits are worked out anew, because something is known to have changed."""

    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Plotted:
    """A reading as it stands on the chart."""

    on: date
    value: float
    moving_range: float | None
    """None for the first of a period of limits."""
    limits: Limits | None
    signals: tuple[Signal, ...]
    variation: Variation


@dataclass(frozen=True, kw_only=True)
class Period:
    """Readings that have limits in common."""

    starts_on: date
    ends_on: date
    reason: str
    """Why limits begin anew here; empty for the first."""
    limits: Limits | None


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The answer."""

    points: tuple[Plotted, ...]
    periods: tuple[Period, ...]
    better: Better
    target: float | None
    variation: Variation
    assurance: Assurance

    @property
    def limits(self) -> Limits | None:
        """Those that hold now."""
        return self.periods[-1].limits

    @property
    def caution(self) -> str:
        """What to mind of the limits; empty where they are firm."""
        held = self.periods[-1]
        if held.limits is None:
            return f"No limits since {in_words(held.starts_on)}: they need five readings or more."
        if held.limits.is_trial:
            return (
                f"Trial limits from {held.limits.values} readings: they move with each further "
                "one until there are twelve."
            )
        return ""


def xmr(
    readings: Sequence[Reading],
    *,
    better: Better = Better.NEITHER,
    target: float | None = None,
    recalculated: Sequence[Recalculation] = (),
) -> Chart:
    """The chart of some readings in the order of time.

    A recalculation with no reading between it and the next counts for nothing.
    """
    if not readings:
        raise NotPossible("There is no reading to draw.", next_step="Enter the first reading.")
    for before, after in pairwise(readings):
        if after.on <= before.on:
            raise NotRight(
                f"Two readings are in the wrong order or of one day, {in_words(after.on)}.",
                next_step="Give each reading a day of its own, the earliest first.",
            )
    points: list[Plotted] = []
    periods: list[Period] = []
    for reason, part in parted(readings, recalculated):
        limits = limits_of([one.value for one in part])
        points += plotted(part, limits, better)
        periods.append(
            Period(starts_on=part[0].on, ends_on=part[-1].on, reason=reason, limits=limits)
        )
    return Chart(
        points=tuple(points),
        periods=tuple(periods),
        better=better,
        target=target,
        variation=points[-1].variation,
        assurance=assurance_of(periods[-1].limits, target, better),
    )


def parted(
    readings: Sequence[Reading], recalculated: Sequence[Recalculation]
) -> list[tuple[str, list[Reading]]]:
    """The readings by the recalculation that they follow, each with its reason."""
    steps = sorted(recalculated, key=lambda one: one.on)
    parts: list[tuple[str, list[Reading]]] = []
    for reading in readings:
        past = [one for one in steps if one.on <= reading.on]
        is_first = not parts
        reason = past[-1].reason if past and not is_first else ""
        began = past[-1].on if past else date.min
        if is_first or parts[-1][1][-1].on < began:
            parts.append((reason, []))
        parts[-1][1].append(reading)
    return parts


def plotted(part: Sequence[Reading], limits: Limits | None, better: Better) -> list[Plotted]:
    """The readings of one period of limits."""
    values = [one.value for one in part]
    ranges = [None, *(abs(after - before) for before, after in pairwise(values))]
    found = signals_of(values, limits) if limits else [{} for _ in values]
    return [
        Plotted(
            on=one.on,
            value=one.value,
            moving_range=moved,
            limits=limits,
            signals=tuple(each for each in Signal if each in signals),
            variation=variation_of(signals, better) if limits else Variation.NOT_KNOWN,
        )
        for one, moved, signals in zip(part, ranges, found, strict=True)
    ]
