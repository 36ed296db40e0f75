"""The reports about an organisation, and making a new one with its progress."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.jobs.queries import get_job
from openpcn.domains.registry.permissions import may
from openpcn.domains.reports.queries import MAKE, reports_about
from openpcn.domains.reports.vocabulary import Kind
from openpcn.kernel.errors import NotFound
from openpcn.web.chrome import safe_dates
from openpcn.web.dates import LONDON
from openpcn.web.presenters.heads import head_of
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    page_in,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.reports.making import REPORT, ask_for_report

page = page_in("reports")
AREA = (Kind.SCRUTINY,)
KINDS_OF = {"icb": AREA, "place": AREA, "sub_icb": AREA, "network": (Kind.BOARD, Kind.POSITION)}


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """What has been reported, and a form to make a new report."""
    return make(request, path, code) if request.method == "POST" else listed(request, path, code)


def listed(request: HttpRequest, path: str, code: str, form: Form | None = None) -> HttpResponse:
    """The reports that the viewer may know of."""
    subject = get_subject(path, code, when=when_of(request))
    viewer = viewer_of(request)
    kinds = KINDS_OF.get(subject.kind, ())
    return page(
        request,
        "reports",
        form or Form(said={"kind": kinds[0].value} if len(kinds) == 1 else {}),
        head=head_of(subject, safe_dates(request), current="reports"),
        held=reports_about(viewer, code, when=when_of(request)),
        kinds=[(kind.value, str(kind.label)) for kind in kinds],
        may_make=bool(kinds) and may(viewer, MAKE, subject.organisation.id),
    )


@for_recording
def make(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Ask for a report, and go where its progress is."""
    form = form_of(request)
    kinds = KINDS_OF.get(get_subject(path, code, when=when_of(request)).kind, ())
    kind = form.choice("kind", _("a report"), [one.value for one in kinds])
    number = form.act(
        lambda: ask_for_report(
            Kind(kind), code, when=when_of(request), today=today(), by=person_of(request)
        ),
        about="kind",
    )
    if number is None:
        return listed(request, path, code, form)
    return go(request, "report-progress", number)


def today() -> date:
    """The day on which it is asked."""
    return timezone.localdate(timezone=LONDON)


@require_safe
@for_recording
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far a report is; the report itself once it is there."""
    job = get_job(number)
    if job is None or job.kind != REPORT or job.asked_by != person_of(request).get_username():
        raise NotFound(f"There is no report {number} on its way.", next_step="Make it again.")
    if job.state == "done":
        return redirect("report", number=job.result["report"])
    told = {
        "job": job,
        "is_open": job.state in ("waiting", "running"),
        "percent": round(job.progress * 100),
    }
    return render(request, "reports/progress.html", told)
