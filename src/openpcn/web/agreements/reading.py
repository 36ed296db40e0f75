"""The register and one agreement, on a page, on paper and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.domains.agreements.actions.parties import kinds_of_party
from openpcn.domains.agreements.queries.register import get_agreement
from openpcn.domains.agreements.vocabulary import Access, Category, Progress, Purpose
from openpcn.kernel.exports import csv_lines
from openpcn.web.agreements import presenting as present
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import for_recording, page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.agreements.mine import my_organisations
from openpcn.workflows.agreements.show_register import show_register
from openpcn.workflows.facts.tell_source import RECORDED, tell_source

page = page_in("agreements")


@require_safe
@for_recording
def register(request: HttpRequest) -> HttpResponse:
    """Which agreements there are, who has not signed, and who covers whom."""
    when, viewer = when_of(request), viewer_of(request)
    found = show_register(viewer, request.GET.get("within", ""), when=when)
    return page(
        request,
        "register",
        Form(),
        register=found,
        mine=my_organisations(viewer, when=when),
        attention=present.attention(found, when.as_at),
        day=when.as_at,
        present=present,
    )


@require_safe
@for_recording
def register_csv(request: HttpRequest) -> HttpResponse:
    """The register as CSV, one row for each party."""
    when = when_of(request)
    found = show_register(viewer_of(request), request.GET.get("within", ""), when=when)
    told = tell_source(when=when, statement=RECORDED)
    lines = csv_lines(
        (*present.HEADINGS, *told.headings[1:]),
        ((*row, *told.cells[1:]) for row in present.rows(found)),
    )
    return attached("".join(lines), f"agreements-{found.scope.code}.csv", told)


@require_safe
@for_recording
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One agreement with its parties, signatures and contents."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One agreement, with or without a form that has to be mended."""
    when = when_of(request)
    found = get_agreement(viewer_of(request), number, when=when)
    words, colour = present.state_of(found, when.as_at)
    return page(
        request,
        "agreement",
        form,
        agreement=found,
        state=words,
        colour=colour,
        days=present.days_of(found),
        schedules=present.schedules_of(found),
        can_sign=[(each.code, each.name) for each in found.missing if each.may_sign],
        party_kinds=kinds_of_party(found.kind),
        progress=Progress.choices,
        purposes=Purpose.choices,
        categories=Category.choices,
        accesses=Access.choices,
    )
