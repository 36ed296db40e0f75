"""The tables of a projection: its years, what is assumed, and demand by age."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.kernel.wording import signed
from openpcn.web.presenters.people_practices import figure
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.workforce.show_projection import Projected


def years_table(answer: Projected, csv_href: str) -> Table:
    """One row for each year: flows, stock, interval, need and gap."""
    first = answer.history[-1]
    rows = [
        Row(
            cells=(
                words(_("%(year)s, published") % {"year": first.year}),
                *[words("")] * 3,
                figure(first.stock, 1),
                words(""),
                figure(first.stock, 1),
                words(""),
            )
        )
    ]
    for each in answer.years:
        one = each.shown
        interval = _("%(low)s to %(high)s") % {"low": f"{one.low:,.0f}", "high": f"{one.high:,.0f}"}
        rows.append(
            Row(
                cells=(
                    Cell(value=one.year, text=str(one.year)),
                    figure(one.joined + one.trained, 1),
                    figure(one.left + one.retired, 1),
                    figure(each.base.stock, 1),
                    figure(one.stock, 1),
                    Cell(value=interval, text=interval),
                    figure(each.needed, 1),
                    Cell(value=round(each.gap, 1), text=signed(each.gap, 1)),
                )
            )
        )
    return Table(
        id="years",
        caption=_("Full-time equivalents by year"),
        columns=(
            Column(label=_("Year to 31 March")),
            Column(label=_("Join"), is_number=True, is_minor=True),
            Column(label=_("Leave"), is_number=True, is_minor=True),
            Column(label=_("As it goes on"), is_number=True, is_minor=True),
            Column(label=_("Told"), is_number=True),
            Column(label=_("95% interval"), is_number=True),
            Column(label=_("Needed"), is_number=True),
            Column(label=_("Gap"), is_number=True),
        ),
        rows=tuple(rows),
        note=_(
            "Needed keeps today's staff for the work that patients make by age. Told is as it goes "
            "on, or as you assume where you typed anything."
        ),
        csv_href=csv_href,
    )


def assumptions_table(answer: Projected, csv_href: str) -> Table:
    """Every assumption: ours with status and source, yours where you typed."""
    rows = []
    for one in answer.assumptions:
        typed = getattr(answer.typed, one.field)
        used, unit = (one.value if typed is None else typed), one.unit
        rows.append(
            Row(
                cells=(
                    words(one.name, second=one.note),
                    Cell(value=round(used, 2), text=f"{used:,.2f} {unit}"),
                    words(one.status if typed is None else _("Typed by you")),
                    words(one.source if typed is None else "", second=""),
                )
            )
        )
    return Table(
        id="assumptions",
        caption=_("Assumptions of the line that is told"),
        columns=(
            Column(label=_("What")),
            Column(label=_("Value"), is_number=True),
            Column(label=_("Status")),
            Column(label=_("Source"), is_minor=True),
        ),
        rows=tuple(rows),
        csv_href=csv_href,
    )


def demand_table(answer: Projected, csv_href: str) -> Table:
    """Patients by age, their work and growth."""
    typed = [*answer.typed.growth, *[None] * len(answer.bands)]
    return Table(
        id="demand",
        caption=_("Growth in demand by age"),
        columns=(
            Column(label=_("Age")),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("Work of one, boy of 5 to 14 = 1"), is_number=True),
            Column(label=_("Growth a year"), is_number=True, unit="per cent"),
            Column(label=_("Status")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(band.words),
                    count(round(band.patients)),
                    figure(band.weight, 2),
                    Cell(value=round(100 * band.growth, 2), text=signed(100 * band.growth, 2, "%")),
                    words(_("Worked out") if typed[at] is None else _("Typed by you")),
                )
            )
            for at, band in enumerate(answer.bands)
        ),
        note=f"{answer.ageing.words} "
        + _("Work by age and sex: the age and sex part of the global sum formula, to be checked."),
        csv_href=csv_href,
    )
