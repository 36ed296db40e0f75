"""One report: its words, its files, its stages, and what differs from another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.reports import actions as acts
from openpcn.domains.reports.queries import ReportAnswer, get_report, reports_about
from openpcn.domains.reports.vocabulary import State
from openpcn.kernel.documents import Document
from openpcn.kernel.documents_kept import document_from
from openpcn.kernel.errors import NotFound
from openpcn.kernel.names import as_written
from openpcn.web.chrome import safe_dates
from openpcn.web.pages.papers import paper_file
from openpcn.web.presenters.heads import address
from openpcn.web.recording.doors import (
    for_recording,
    go,
    page_in,
    person_of,
    posted_from,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.documents.files import FORMS
from openpcn.workflows.documents.html import as_body
from openpcn.workflows.reports.comparing import differences

page = page_in("reports")


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A report as a page."""
    return show(request, number, Form())


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """A report, with or without a form that has to be mended."""
    viewer = viewer_of(request)
    report = get_report(viewer, number)
    about = about_whom(request, report)
    others = [
        other
        for other in reports_about(viewer, about.code, when=when_of(request))
        if other.kind == report.kind and other.id != report.id
    ]
    return page(
        request,
        "report",
        form,
        report=report,
        document=document_from(report.document) if report.document else None,
        body=as_body(document_from(report.document)) if report.document else "",
        forms=[ending.lstrip(".") for ending in FORMS],
        others=[other for other in others if other.state != State.WITHDRAWN],
        may_issue=may(viewer, acts.ISSUE, report.within_id) and report.state == State.DRAFT,
        may_withdraw=may(viewer, acts.ISSUE, report.within_id) and report.state == State.ISSUED,
        may_discard=may(viewer, acts.MAKE, report.within_id) and report.state == State.DRAFT,
        crumbs=crumbs(request, about),
    )


@require_safe
def as_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A report to take away."""
    document = written(get_report(viewer_of(request), number))
    return paper_file(document, form, f"report-{number}")


@require_safe
def compare(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """What differs between two reports of a kind about the same organisation."""
    viewer = viewer_of(request)
    later, earlier = get_report(viewer, number), get_report(viewer, other)
    if (later.kind, later.within_id) != (earlier.kind, earlier.within_id):
        raise NotFound("These are reports about two things.", next_step="Choose one from the list.")
    if later.made_at < earlier.made_at:
        later, earlier = earlier, later
    about = about_whom(request, later)
    return page(
        request,
        "compare",
        Form(),
        later=later,
        earlier=earlier,
        found=differences(written(earlier), written(later)),
        crumbs=crumbs(request, about),
    )


small_form = small_forms(show, "report")


@small_form("issue")
def issue(form: Form, number: int, by: Account) -> Callable[[], Any]:
    return lambda: acts.issue_report(number, by=by)


@small_form("because")
def withdraw(form: Form, number: int, by: Account) -> Callable[[], Any]:
    because = form.text("because", _("the reason"), longest=500)
    return lambda: acts.withdraw_report(number, because=because, by=by)


@posted_from("report")
@for_recording
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away, and go back to the list."""
    report = get_report(viewer_of(request), number)
    about = about_whom(request, report)
    acts.discard_report(number, by=person_of(request))
    return go(request, "reports", *address(about.kind, about.code).strip("/").split("/"))


def written(report: ReportAnswer) -> Document:
    """The parts of a report that may be read."""
    if report.document is None:
        raise NotFound(
            f"“{report.title}” was withdrawn: {report.withdrawn_because}",
            next_step="Read the newest report instead.",
        )
    return document_from(report.document)


def about_whom(request: HttpRequest, report: ReportAnswer) -> OrganisationAnswer:
    """The organisation that a report is about."""
    return organisations_by_id([report.within_id], when=when_of(request))[report.within_id]


def crumbs(request: HttpRequest, about: OrganisationAnswer) -> list[dict[str, str]]:
    """The way back to the list."""
    base, dates = address(about.kind, about.code), safe_dates(request)
    return [
        {"text": as_written(about.name), "href": dates.link(base)},
        {"text": _("Reports"), "href": dates.link(f"{base}reports/")},
    ]
