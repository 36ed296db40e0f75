"""An indicator over time: its XmR chart beside every reading."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openpcn.web.dates import Dates
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.profiles.over_time import OverTime
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.sayings import decimals, shown
from openpcn.workflows.spc_pictures import in_signals, spc_picture

FEWEST = 2
"""Periods without which there is no "over time"."""


def over_time_section(
    found: OverTime | None, *, name: str, path: str, dates: Dates
) -> ProfileSection | None:
    """The chart and its table; None where fewer than two periods are held."""
    if found is None or len(found.periods) < FEWEST:
        return None
    one, chart = found.indicator, found.chart()
    unit = "%" if one.shown_as == "per cent" else ""
    return ProfileSection(
        id="over-time",
        heading=_("Over time"),
        lines=(f"{chart.variation.value}.",),
        chart=spc_picture(
            chart,
            id_=f"spc-{one.id}",
            measure=one.title,
            beneath=f"{one.title}, {one.shown_as}, {name}.",
            unit=unit,
            decimals=decimals(found.periods[-1].value) if unit else 0,
        ),
        tables=(over_time_table(found, dates.link(path, format="csv", of="over-time")),),
        notes=notes(found),
    )


def over_time_table(found: OverTime, csv_href: str = "") -> Table:
    """Every reading with its limits, the newest first."""
    one, is_by_area = found.indicator, found.counted_by == "areas"
    who = _("Areas") if is_by_area else _("Practices")
    plotted = found.chart().points
    return Table(
        id="over-time-table",
        caption=_("Every reading, the newest first"),
        columns=(
            Column(label=_("Period")),
            Column(label=_("Value"), is_number=True, unit=one.shown_as),
            Column(label=_("Numerator"), is_number=True, is_minor=True),
            Column(label=_("Denominator"), is_number=True, is_minor=True),
            Column(label=who, is_number=True, is_minor=True),
            Column(label=_("Signals")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(period(held.starts_on, held.ends_on)),
                    Cell(value=round(held.value, 4), text=shown(one, held.value)),
                    count(held.count.numerator),
                    count(held.count.denominator),
                    count(held.practices),
                    words(in_signals(point.signals)),
                )
            )
            for held, point in reversed(list(zip(found.periods, plotted, strict=True)))
        ),
        csv_href=csv_href,
    )


def notes(found: OverTime) -> tuple[str, ...]:
    """What was left out, and of whom every reading is."""
    if found.counted_by == "areas":
        first = _("Published by sub-ICB location and month, not by practice.")
    else:
        first = _(
            "Every reading is of the practices of the day that the page is about, also those "
            "before they were together: a merger does not break the line."
        )
    said = [first]
    if found.left_out:
        said.append(
            ngettext(
                "%(n)s period is left out: too few practices or people, or of another length.",
                "%(n)s periods are left out: too few practices or people, or of another length.",
                found.left_out,
            )
            % {"n": found.left_out}
        )
    if found.other_ways:
        said.append(
            ngettext(
                "%(n)s period is counted in another way, and is not drawn with these.",
                "%(n)s periods are counted in another way, and are not drawn with these.",
                found.other_ways,
            )
            % {"n": found.other_ways}
        )
    return tuple(said)
