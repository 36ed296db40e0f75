"""The page of a projection: message, chart, years, assumptions, and how well it tells the past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.workforce.projection import RUNS
from openpcn.kernel.names import short
from openpcn.kernel.wording import percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import PATHS, address, called, head_of
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Link
from openpcn.web.recording.forms import Form
from openpcn.web.workforce.projection_tables import (
    assumptions_table,
    demand_table,
    years_table,
)
from openpcn.web.workforce.projection_tested import tested
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
    seed = _(" %(runs)s runs, seed %(seed)s.") % {
        "runs": f"{RUNS:,}",
        "seed": answer.typed.seed,
    }
    return f"{_(MEAN)} {whose}{part}{seed}"


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
