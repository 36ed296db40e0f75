"""How well a projection tells years that it has not seen, beside the forecast of no change."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.wording import listed, percent, signed
from openpcn.web.presenters.people_practices import figure
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.workforce.show_projection import Projected


def tested(answer: Projected, link: Any) -> Section:
    """How far the same method was out in years it had not seen, beside no change."""
    heading = _("How well it tells years that it has not seen")
    if not answer.scores:
        return Section(
            id="tested-section",
            heading=heading,
            empty=(_("Too few years are held to hold any back and test it."),),
        )
    better = [one.ahead for one in answer.scores if one.is_better]
    worse = [one.ahead for one in answer.scores if not one.is_better]
    inside = sum(one.inside for one in answer.scores)
    total = sum(one.years for one in answer.scores)
    return Section(
        id="tested-section",
        heading=heading,
        lines=(
            _(
                "From each earlier year, the years after it were told from what was known by then, "
                "and compared with what was published, beside the forecast that nothing changes."
            ),
            verdict(better, worse),
            _("%(inside)s of %(total)s published figures lay inside the 95%% interval.")
            % {"inside": inside, "total": total},
        ),
        tables=(
            scores_table(answer, link("csv", "scores")),
            held_out_table(answer, link("csv", "held-out")),
        ),
    )


def verdict(better: list[int], worse: list[int]) -> str:
    """Where the projection was nearer and where no change was."""
    if not worse:
        return _("The projection was nearer than no change at every distance.")
    if not better:
        return _("No change was as near or nearer at every distance: do not lean on the line.")
    return _("Nearer than no change %(better)s ahead; not so %(worse)s ahead.") % {
        "better": years(better),
        "worse": years(worse),
    }


def years(ahead: list[int]) -> str:
    """How far ahead: 1 year; 2, 3 and 4 years."""
    return f"{listed([str(one) for one in ahead])} {'year' if ahead == [1] else 'years'}"


def scores_table(answer: Projected, csv_href: str) -> Table:
    """Mean errors by years ahead."""
    return Table(
        id="scores",
        caption=_("Mean size of the error by years ahead"),
        columns=(
            Column(label=_("Years ahead")),
            Column(label=_("Tests"), is_number=True, is_minor=True),
            Column(label=_("Projection"), is_number=True, unit="per cent"),
            Column(label=_("No change"), is_number=True, unit="per cent"),
            Column(label=_("Nearer")),
            Column(label=_("Inside the interval"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(value=one.ahead, text=str(one.ahead)),
                    count(one.years),
                    Cell(value=round(100 * one.error, 2), text=percent(one.error, 1)),
                    Cell(
                        value=round(100 * one.unchanged_error, 2),
                        text=percent(one.unchanged_error, 1),
                    ),
                    words(_("projection") if one.is_better else _("no change")),
                    words(_("%(n)s of %(all)s") % {"n": one.inside, "all": one.years}),
                )
            )
            for one in answer.scores
        ),
        csv_href=csv_href,
    )


def held_out_table(answer: Projected, csv_href: str) -> Table:
    """Every test."""
    return Table(
        id="held-out",
        caption=_("Every year held back"),
        columns=(
            Column(label=_("From")),
            Column(label=_("Year"), is_number=True),
            Column(label=_("Published"), is_number=True),
            Column(label=_("Told"), is_number=True),
            Column(label=_("95% interval"), is_number=True),
            Column(label=_("No change"), is_number=True, is_minor=True),
            Column(label=_("Error"), is_number=True, unit="per cent"),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(value=one.origin, text=str(one.origin)),
                    Cell(value=one.year, text=str(one.year)),
                    figure(one.actual, 1),
                    figure(one.told, 1),
                    words(f"{one.low:,.0f} to {one.high:,.0f}"),
                    figure(one.unchanged, 1),
                    Cell(value=round(100 * one.error, 2), text=signed(100 * one.error, 1, "%")),
                )
            )
            for one in answer.held_out
        ),
        csv_href=csv_href,
    )
