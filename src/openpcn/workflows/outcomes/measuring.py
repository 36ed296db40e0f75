"""What was measured of an ambition: entered readings, or an indicator that is held."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from openpcn.domains.outcomes.queries.ambitions import AmbitionAnswer
from openpcn.domains.registry.queries.structure import practices
from openpcn.engines.spc import Better, Chart, Reading, Recalculation, xmr
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.indicators import get_indicator, indicators
from openpcn.workflows.profiles.over_time import over_time
from openpcn.workflows.profiles.periods import period

UNIT_OF = {"per cent": "per_cent", "per 1,000": "per_1000"}
BEHIND: Mapping[str, str] = {
    "per_cent": "%",
    "per_1000": " per 1,000",
    "number": "",
    "days": " days",
}
"""What stands behind a number."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One reading as the page shows it."""

    id: int | None
    """Of an entered one."""
    on: date
    period: str
    value: float
    of: str
    """Numerator and denominator in words; empty where there are none."""
    source: str
    edition: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    """All readings of an ambition up to the day."""

    readings: tuple[Taken, ...]
    chart: Chart | None
    editions: tuple[str, ...]
    """The vintages of the data, in order, where there are several."""
    why_none: str


def measured(ambition: AmbitionAnswer, *, when: When) -> Measured:
    """The readings of an ambition, and their chart."""
    if ambition.measured_by == "indicator":
        found, why = by_indicator(ambition, when=when)
    else:
        found, why = entered(ambition), "Nothing has been entered yet."
    editions = tuple(dict.fromkeys(one.edition for one in found))
    steps = [Recalculation(on=one.on, reason=one.reason) for one in ambition.steps]
    return Measured(
        readings=found,
        chart=charted(ambition, found, [*steps, *new_editions(found)]) if found else None,
        editions=editions if len(editions) > 1 else (),
        why_none="" if found else why,
    )


def charted(
    ambition: AmbitionAnswer, found: Collection[Taken], steps: Collection[Recalculation]
) -> Chart:
    """The XmR chart with the target."""
    return xmr(
        [Reading(on=one.on, value=one.value) for one in found],
        better=Better(ambition.better),
        target=float(ambition.target),
        recalculated=list(steps),
    )


def new_editions(found: Collection[Taken]) -> list[Recalculation]:
    """Limits begin anew where the vintage of the data changes: the world need not have."""
    return [
        Recalculation(
            on=after.on,
            reason=f"the data are of another vintage, {after.edition or 'not named'}",
        )
        for before, after in pairwise(found)
        if after.edition != before.edition
    ]


def entered(ambition: AmbitionAnswer) -> tuple[Taken, ...]:
    """The readings that people entered."""
    return tuple(
        Taken(
            id=one.id,
            on=one.on,
            period=in_words(one.on),
            value=float(one.value),
            of="" if one.denominator is None else f"{one.numerator:,} of {one.denominator:,}",
            source=one.source,
            edition=one.edition,
        )
        for one in ambition.readings
    )


def by_indicator(ambition: AmbitionAnswer, *, when: When) -> tuple[tuple[Taken, ...], str]:
    """The periods of an indicator, over the practices of the day; why there is none."""
    if ambition.indicator not in indicators():
        return (), f"The indicator {ambition.indicator} is in the rulebook no more."
    one = get_indicator(ambition.indicator)
    members = practices(when=when, within=ambition.organisation_code)
    is_wide = ambition.organisation_kind in ("icb", "place", "sub_icb")
    areas = {each.place_code for each in members if each.place_code} if is_wide else set()
    found = over_time(one, [each.code for each in members], areas=areas, when=when)
    if found is None:
        return (), f"{one.title}: no period is held that can be shown."
    return tuple(
        Taken(
            id=None,
            on=each.ends_on,
            period=period(each.starts_on, each.ends_on),
            value=each.value,
            of=f"{each.count.numerator:,.0f} of {each.count.denominator:,.0f}",
            source=one.source.title,
            edition="",
        )
        for each in found.periods
    ), ""
