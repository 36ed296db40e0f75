"""The outcomes of an area and one ambition: on a page, on paper and as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.domains.outcomes.vocabulary import Decided
from openpcn.kernel.exports import csv_lines
from openpcn.web.chrome import safe_dates
from openpcn.web.outcomes import files
from openpcn.web.outcomes import presenting as present
from openpcn.web.outcomes.choosing import owner_options
from openpcn.web.pages.downloads import attached
from openpcn.web.presenters.heads import head_of
from openpcn.web.programme.parts import plan_parts
from openpcn.web.programme.telling import history
from openpcn.web.recording.doors import for_recording, page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.outcomes.levers import OVERLAP
from openpcn.workflows.outcomes.show_outcomes import show_ambition, show_outcomes

page = page_in("outcomes")
MORE = {
    "cycles": (files.CYCLE_HEADINGS, files.cycle_rows),
    "headlines": (files.HEADLINE_HEADINGS, files.headline_lines),
}
"""Other tables of the page of an area, each a file of its own."""


@require_safe
@for_recording
def outcomes(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """From the outcomes of a system to the ambitions of its networks."""
    when, dates = when_of(request), safe_dates(request)
    subject = get_subject(path, code, when=when)
    found = show_outcomes(viewer_of(request), code, when=when)
    return page(
        request,
        "outcomes",
        Form(),
        head=head_of(subject, dates, current="outcomes", title="Outcomes"),
        found=found,
        parts=plan_parts(path, code, "outcomes", dates, reads=True),
        path=path,
        present=present,
        overlap=OVERLAP,
    )


@require_safe
@for_recording
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One ambition with its chart."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One ambition, with or without a form that has to be mended."""
    viewer, when = viewer_of(request), when_of(request)
    found = show_ambition(viewer, number, when=when)
    held = found.ambition
    return page(
        request,
        "outcome",
        form,
        found=found,
        ambition=held,
        present=present,
        chart=present.chart(found),
        readings=present.rows_of(found),
        history=history(found.versions),
        cycles=[(each, present.while_tried(found, each)) for each in found.cycles],
        ended=[one for one in Decided.choices if one[0]],
        owners=owner_options(viewer, held.organisation_code, when=when) if found.may_record else [],
    )


@require_safe
@for_recording
def outcomes_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The ambitions as CSV; `of` cycles or headlines, these."""
    found = show_outcomes(viewer_of(request), code, when=when_of(request))
    of = request.GET.get("of", "")
    if of in MORE:
        headings, rows_of = MORE[of]
        return handed(request, headings, list(rows_of(found)), f"{of}-{code}.csv")
    rows = list(files.outcome_rows(found))
    return handed(request, files.HEADINGS, rows, f"outcomes-{code}.csv")


@require_safe
@for_recording
def readings_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The readings of one ambition as CSV."""
    found = show_ambition(viewer_of(request), number, when=when_of(request))
    rows = list(files.reading_rows(found))
    return handed(request, files.READING_HEADINGS, rows, f"readings-{number}.csv")


def handed(
    request: HttpRequest, headings: tuple[str, ...], rows: list[Any], name: str
) -> HttpResponse:
    """A CSV file to take along."""
    told = tell_source(when=when_of(request), statement=RECORDED)
    lines = csv_lines((*headings, *told.headings[1:]), ((*row, *told.cells[1:]) for row in rows))
    return attached("".join(lines), told.file_name(name), told)
