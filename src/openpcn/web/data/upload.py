"""The pages that bring a file in: choose, preview, load, and undo."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.jobs.queries import get_job
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.datasets import dataset
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.web.dates import read_day
from openpcn.workflows.load_files import undo_load
from openpcn.workflows.load_files.uploads import (
    LARGEST,
    LOAD,
    PREVIEW,
    accept_upload,
    discard_upload,
    receive_upload,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is put aside and looked at."""
    require(request.user, "data.load")
    if request.method != "POST":
        return _form(request)
    file = request.FILES.get("file")
    if file is None:
        return _form(request, file_problem=_("Choose a file."))
    try:
        period = _read_period(request.POST.get("period", ""))
    except NotRight as problem:
        return _form(request, period_problem=problem.message)
    try:
        number = receive_upload(
            name=file.name or "", pieces=file.chunks(), period=period, by=request.user
        )
    except NotRight as problem:
        return _form(request, file_problem=f"{problem.message} {problem.next_step}")
    return redirect("data-uploaded", number=number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_upload(request: HttpRequest, number: int) -> HttpResponse:
    """How far an upload is, what it would change, and the decision."""
    require(request.user, "data.load")
    job = get_job(number)
    if job is None or job.kind not in (PREVIEW, LOAD):
        raise NotFound(f"There is no upload {number}.", next_step="Upload the file again.")
    if request.method == "POST" and job.kind == PREVIEW:
        if "discard" in request.POST:
            discard_upload(job.payload, by=request.user)
            return redirect("data")
        return redirect("data-uploaded", number=accept_upload(job.payload, by=request.user))
    words = {
        "job": job,
        "is_preview": job.kind == PREVIEW,
        "is_open": job.state in ("waiting", "running"),
        "file": _first_file(job.result),
        "name": job.payload["name"],
    }
    return render(request, "data/uploaded.html", words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a load back, after saying what that means."""
    require(request.user, "data.load")
    load = dataset(number)
    if request.method == "POST":
        undo_load(number, by=request.user)
        return redirect("data-load", number=number)
    return render(request, "data/undo.html", {"load": load})


def _form(
    request: HttpRequest, *, file_problem: str = "", period_problem: str = ""
) -> HttpResponse:
    words = {
        "largest": LARGEST // 1024**2,
        "period": request.POST.get("period", ""),
        "file_problem": file_problem,
        "period_problem": period_problem,
        "problems": [
            {"text": text, "href": href}
            for text, href in ((file_problem, "#file"), (period_problem, "#period"))
            if text
        ],
    }
    status = 400 if file_problem or period_problem else 200
    return render(request, "data/upload.html", words, status=status)


def _read_period(text: str) -> date | None:
    return read_day(text, _("the period")) if text.strip() else None


def _first_file(result: dict[str, Any]) -> dict[str, Any] | None:
    files = result.get("files") or ([result["file"]] if result.get("file") else [])
    return files[0] if files else None
