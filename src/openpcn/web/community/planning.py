"""A network's plan for working with the assets of its area: stage, who, next step, by when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.when import in_words
from openpcn.web.community import presenting as present
from openpcn.web.community.reading import page
from openpcn.web.dates import Dates, dates_of
from openpcn.web.pages.downloads import csv_file
from openpcn.web.presenters.heads import head_of
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.web.recording.doors import for_recording, viewer_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.community.show_plan import Line, show_plan
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.facts.tell_source import RECORDED, tell_source


@require_safe
@for_recording
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """The plan as a page."""
    dates = dates_of(request)
    found = show_plan(viewer_of(request), code, when=dates.when)
    subject = get_subject("networks", code, when=dates.when)
    head = head_of(subject, dates, current="community", title=_("Working with the community"))
    return page(
        request,
        "plan",
        Form(),
        head=head,
        found=found,
        table_of=table(
            found.lines, dates, csv_href=dates.link(f"/networks/{code}/community/plan.csv")
        ),
    )


@require_safe
@for_recording
def plan_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The plan as CSV."""
    dates = dates_of(request)
    found = show_plan(viewer_of(request), code, when=dates.when)
    told = tell_source(when=dates.when, statement=RECORDED)
    return csv_file(table(found.lines, dates), f"community-plan-{code}", told)


def table(lines: tuple[Line, ...], dates: Dates, *, csv_href: str = "") -> Table:
    """Each asset with stage, lead and next step; what is due stands first."""
    return Table(
        id="plan",
        caption=_("Assets and how far the network has come with each"),
        columns=(
            Column(label=_("Asset")),
            Column(label=_("Stage")),
            Column(label=_("Who")),
            Column(label=_("Next step")),
            Column(label=_("By when")),
            Column(label=_("Since"), is_minor=True),
        ),
        rows=tuple(row(one, dates) for one in lines),
        csv_href=csv_href,
        caption_hidden=True,
    )


def row(one: Line, dates: Dates) -> Row:
    """One asset of the plan."""
    step = one.step
    by_when = in_words(step.next_step_on) if step and step.next_step_on else ""
    late = _("overdue") if one.is_late else ""
    return Row(
        cells=(
            words(
                present.name_of(one.asset.said, one.asset.source),
                href=dates.link(f"/community/{one.asset.id}/"),
                second=present.kind_of(one.asset.said),
            ),
            words(step.stage_words if step else _("Not yet met")),
            words(step.lead if step else ""),
            words(step.next_step if step else ""),
            Cell(value=step.next_step_on if step else None, text=by_when, second=late),
            Cell(
                value=step.starts_on if step else None,
                text=in_words(step.starts_on) if step else "",
            ),
        )
    )
