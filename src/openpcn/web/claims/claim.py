"""The claim of a month: shown, taken as a file, submitted, and brought from state to state."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.kernel.exports import csv_lines
from openpcn.web.chrome import safe_dates
from openpcn.web.claims import presenting_sheet as present
from openpcn.web.claims.doors import page
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import (
    address,
    for_recording,
    form_of,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims import submitting, workbooks
from openpcn.workflows.claims.months import month_of
from openpcn.workflows.claims.sheets import Sheet, show_sheet
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.pages.show_overview import show_overview

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def sheet(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Each line with its working, what stands with the claim, and what can be done."""
    return shown(request, code, month_of(month), Form())


@require_safe
def as_csv(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """The claim as CSV, as far as the viewer may see it."""
    found, told = asked(request, code, month_of(month)), tell_source(when=when_of(request))
    rows = ((*row, *told.cells[1:]) for row in workbooks.rows_of(found))
    text = "".join(csv_lines((*workbooks.HEADINGS, *told.headings[1:]), rows))
    return attached(text, f"{workbooks.file_name(found)}.csv", told)


@require_safe
def as_xlsx(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """The claim as a workbook, for submission elsewhere."""
    found, told = asked(request, code, month_of(month)), tell_source(when=when_of(request))
    made = workbooks.claim_workbook(found, told.sentence)
    response = HttpResponse(made, content_type=XLSX)
    name = told.file_name(f"{workbooks.file_name(found)}.xlsx")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def submit(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Submit the claim as it is worked out."""
    form, which = form_of(request), month_of(month)
    if request.method == "POST":
        words = form.text("words", "", required=False, longest=2_000)
        form.act(
            lambda: submitting.submit(
                code, which, by=person_of(request), practice=practice_of(request), words=words
            ),
            about="words",
        )
    return shown(request, code, which, form) if form.problems else back(request, code, which)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def move(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Bring the claim to another state."""
    form, which = form_of(request), month_of(month)
    if request.method == "POST":
        to = form.said.get("to", "")
        words = form.text("words", "", required=False, longest=2_000)
        form.act(
            lambda: submitting.move(
                code, which, to=to, words=words, by=person_of(request),
                practice=practice_of(request),
            ),
            about="words",
        )  # fmt: skip
    return shown(request, code, which, form) if form.problems else back(request, code, which)


def practice_of(request: HttpRequest) -> str:
    """The practice that claims for itself; empty for the network's own claim."""
    return request.POST.get("practice") or request.GET.get("practice", "")


def back(request: HttpRequest, code: str, month: date) -> HttpResponse:
    """To the claim."""
    path = address(request, "claim", code, f"{month:%Y-%m}")
    practice = practice_of(request)
    more = f"{'&' if '?' in path else '?'}practice={practice}" if practice.isalnum() else ""
    response = HttpResponse(status=302)
    response["Location"] = f"{path}{more}"
    return response


def asked(request: HttpRequest, code: str, month: date) -> Sheet:
    """The claim that the address names."""
    return show_sheet(
        viewer_of(request), code, month, when=when_of(request), practice=practice_of(request)
    )


def shown(request: HttpRequest, code: str, month: date, form: Form) -> HttpResponse:
    """The page of a claim."""
    found = asked(request, code, month)
    about = show_overview("networks", code, when=when_of(request))
    words = present.sheet_words(found, safe_dates(request), practice=practice_of(request))
    title = _("%(what)s, %(month)s") % {
        "what": _("Practice-level GP claim of %(name)s") % {"name": found.claimant_name}
        if found.is_practice
        else _("Claim for staff"),
        "month": f"{month:%B %Y}",
    }
    return page(request, "sheet", about, form, title=title, under="claims", **words)
