"""The page of a projection: message, chart, years, assumptions, and how well it tells the past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.kernel.names import short
from openpcn.kernel.wording import percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import PATHS, address, called, head_of
from openpcn.web.presenters.people_practices import figure
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, count, words
from openpcn.web.recording.forms import Form
from openpcn.workflows.workforce.gathering import SHORT
from openpcn.workflows.workforce.pictures import projection as picture
from openpcn.workflows.workforce.show_projection import Projected

MEAN = "Each published year is a mean, made by the supplier of the file."


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of the form."""

    name: str
    label: str
    hint: str


def projection_page(answer: Projected, dates: Dates, form: Form) -> dict[str, Any]:
    """What the template of a projection is given."""
    subject = answer.subject
    base = reverse("projection", args=[PATHS[subject.kind], subject.code])
    return {
        "head": head_of(
            subject, dates, current="people", title=_("Projection of staff"), whole=answer.whole,
            members=answer.members,
        ),
        "form": form,
        "action": base,
        "dates_asked": dates.asked,
        "groups": [(key, words_) for key, words_ in SHORT.items()],
        "group": answer.typed.group,
        "fields": fields(answer),
        "growth_fields": growth_fields(answer),
        "sections": sections(answer, dates, link_of(answer, dates, base)),
        "back": Link(
            text=_("Back to people"),
            href=dates.link(f"{address(subject.kind, subject.code)}people/"),
        ),
        "whole_book": link_of(answer, dates, base)("xlsx", ""),
    }  # fmt: skip


def link_of(answer: Projected, dates: Dates, base: str) -> Any:
    """Where the files of what is shown are: everything that was typed stays in the address."""
    typed = answer.typed
    asked = {
        name: f"{value:g}"
        for name in ("joining", "leaving", "retiring", "hours", "trained", "stay", "fte_each")
        if (value := getattr(typed, name)) is not None
    }
    asked |= {f"growth-{at}": f"{v:g}" for at, v in enumerate(typed.growth) if v is not None}
    asked |= {"group": typed.group, "years": str(typed.years), "seed": str(typed.seed)}

    def link(format_: str, of: str) -> str:
        return dates.link(base, format=format_, **asked, **({"of": of} if of else {}))

    return link


def sections(answer: Projected, dates: Dates, link: Any) -> list[Section]:
    """The page in the order it is read."""
    if not answer.years:
        return [
            Section(
                id="years",
                heading=_("Nothing to project"),
                empty=(
                    _("No staff of this group is held for these practices up to this day."),
                    _("The General Practice Workforce by practice is what a projection begins "
                      "with. Whoever looks after the data can load it."),
                ),
            )
        ]  # fmt: skip
    name = short(called(answer.subject.organisation, answer.whole))
    return [
        ProfileSection(
            id="years-section",
            heading=_("The years to come"),
            chart=picture(answer, name),
            tables=(years_table(answer, link("csv", "years")),),
            notes=(made_up(answer),),
        ),
        Section(
            id="assumed-section",
            heading=_("What is assumed"),
            tables=(
                assumptions_table(answer, link("csv", "assumptions")),
                demand_table(answer, link("csv", "demand")),
            ),
        ),
        tested(answer, link),
    ]


def made_up(answer: Projected) -> str:
    """How the published years stand here, and whose rates are used."""
    whose = (
        _("With fewer than 20 practices, one person is a trend: the rates of the system are used, "
          "with a wider interval for the smaller number.")
        if answer.whole_history
        else _("The rates are of these practices.")
    )  # fmt: skip
    cover = answer.history[-1].cover
    part = (
        _(" Practices that do not report are made up by their patients (%(share)s are held).")
        % {"share": percent(cover, 1)}
        if cover < 1
        else ""
    )
    seed = _(" 2,000 runs, seed %(seed)s.") % {"seed": answer.typed.seed}
    return f"{_(MEAN)} {whose}{part}{seed}"


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
                    Cell(value=round(each.gap, 1), text=f"{each.gap:+,.1f}"),
                )
            )
        )
    return Table(
        id="years",
        caption=_("Full-time equivalents by year"),
        columns=(
            Column(label=_("Year to 31 March")),
            Column(label=_("Join"), is_number=True),
            Column(label=_("Leave"), is_number=True),
            Column(label=_("As it goes on"), is_number=True),
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
                    Cell(value=round(100 * band.growth, 2), text=f"{100 * band.growth:+.2f}%"),
                    words(_("Worked out") if typed[at] is None else _("Typed by you")),
                )
            )
            for at, band in enumerate(answer.bands)
        ),
        note=f"{answer.ageing.words} "
        + _("Work by age and sex: the age and sex part of the global sum formula, to be checked."),
        csv_href=csv_href,
    )


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
    return _("Nearer than no change %(better)s years ahead; not so %(worse)s years ahead.") % {
        "better": ", ".join(map(str, better)),
        "worse": ", ".join(map(str, worse)),
    }


def scores_table(answer: Projected, csv_href: str) -> Table:
    """Mean errors by years ahead."""
    return Table(
        id="scores",
        caption=_("Mean size of the error by years ahead"),
        columns=(
            Column(label=_("Years ahead")),
            Column(label=_("Tests"), is_number=True),
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
                    Cell(value=round(100 * one.error, 2), text=f"{100 * one.error:+.1f}%"),
                )
            )
            for one in answer.held_out
        ),
        csv_href=csv_href,
    )


def fields(answer: Projected) -> list[Field]:
    """The fields of the form, each with what is assumed where it is left empty."""
    return [
        Field(
            name=one.field,
            label=f"{one.name} ({one.unit})",
            hint=_("Empty: %(value)s. %(status)s.")
            % {"value": f"{one.value:,.2f}", "status": one.status or _("Worked out")},
        )
        for one in answer.assumptions
    ]


def growth_fields(answer: Projected) -> list[Field]:
    """A field of growth for each age band."""
    return [
        Field(
            name=f"growth-{at}",
            label=_("Aged %(age)s (%% a year)") % {"age": band.words},
            hint=_("Empty: %(value)s%%") % {"value": f"{100 * band.growth:+.2f}"},
        )
        for at, band in enumerate(answer.ageing.bands)
    ]
