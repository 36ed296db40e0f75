"""Files that stand with a claim."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.workforce.actions.claims import withdraw_evidence
from openpcn.domains.workforce.queries.claims import evidence_file
from openpcn.kernel.attached_files import LARGEST
from openpcn.web.claims.claim import back, practice_of, shown
from openpcn.web.recording.doors import for_recording, form_of, person_of
from openpcn.workflows.claims.months import month_of
from openpcn.workflows.claims.submitting import attach as keep
from openpcn.workflows.load_files.uploads import safe_name


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def attach(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Keep a file with the claim."""
    form, which = form_of(request), month_of(month)
    if request.method != "POST":
        return back(request, code, which)
    file = request.FILES.get("file")
    if file is None:
        form.problems["file"] = _("Choose a file")
    elif (file.size or 0) > LARGEST:
        form.problems["file"] = _("This file is larger than 5 MB")
    else:
        form.act(
            lambda: keep(
                code, which, name=safe_name(file.name or ""), content=file.read(),
                by=person_of(request), practice=practice_of(request),
            ),
            about="file",
        )  # fmt: skip
    return shown(request, code, which, form) if form.problems else back(request, code, which)


@require_safe
@for_recording
def download(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A file, to be kept and never shown inside the site."""
    name, kind, content = evidence_file(person_of(request), number)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{safe_name(name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a file away."""
    month = month_of(request.POST.get("month") or request.GET.get("month", ""))
    if request.method == "POST":
        withdraw_evidence(number, by=person_of(request))
    return back(request, code, month)
