"""The premises of an organisation and one site, on a page, on paper and as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.domains.premises.vocabulary import Condition, RoomFor, UsedAs
from openpcn.kernel.exports import csv_lines
from openpcn.web.pages.downloads import attached
from openpcn.web.premises import presenting as present
from openpcn.web.recording.doors import for_recording, page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.agreements.mine import my_organisations
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.premises.show_premises import Premises, show_premises, show_site

page = page_in("premises")


@require_safe
@for_recording
def premises(request: HttpRequest) -> HttpResponse:
    """Sites and bids."""
    found = asked(request)
    mine = my_organisations(viewer_of(request), when=when_of(request))
    return page(
        request,
        "premises",
        Form(),
        found=found,
        facts=present.facts(found),
        mine=mine,
        present=present,
    )


@require_safe
@for_recording
def sites_csv(request: HttpRequest) -> HttpResponse:
    """The sites as CSV."""
    found = asked(request)
    return handed(request, found, present.SITE_HEADINGS, list(present.site_rows(found)), "sites")


@require_safe
@for_recording
def bids_csv(request: HttpRequest) -> HttpResponse:
    """The bids as CSV, with the points of each priority."""
    found = asked(request)
    rows = list(present.bid_rows(found))
    return handed(request, found, present.bid_headings(found), rows, "bids")


def handed(
    request: HttpRequest, found: Premises, headings: tuple[str, ...], rows: list[Any], name: str
) -> HttpResponse:
    """A CSV file to take along."""
    told = tell_source(when=when_of(request), statement=RECORDED)
    lines = csv_lines((*headings, *told.headings[1:]), ((*row, *told.cells[1:]) for row in rows))
    return attached("".join(lines), f"premises-{name}-{found.scope.code}.csv", told)


@require_safe
@for_recording
def site(request: HttpRequest, number: int) -> HttpResponse:
    """One site with its rooms, users and bids."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """One site, with or without a form that has to be mended."""
    found = show_site(viewer_of(request), number, when=when_of(request))
    return page(
        request,
        "site",
        form,
        found=found,
        building=found.site,
        colour=present.COLOURS[found.site.condition],
        condition=present.condition(found.site),
        purposes=RoomFor.choices,
        conditions=Condition.choices,
        kinds=UsedAs.choices,
    )


def asked(request: HttpRequest) -> Premises:
    """The premises that the address names; the reader's own where it names none."""
    return show_premises(viewer_of(request), request.GET.get("within", ""), when=when_of(request))
