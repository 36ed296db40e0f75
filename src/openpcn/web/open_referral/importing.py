"""The pages that bring in a directory: name it, watch it come, stop it, see what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openpcn.domains.community.queries.feeds import feed_imports
from openpcn.domains.registry.permissions import require
from openpcn.web.recording.doors import for_recording, form_of, person_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.open_referral.asking import (
    ask_for_address,
    ask_for_file,
    imports_asked,
    one_import,
    stop_import,
)

SHOWN = 100
"""Faults that the page shows; all are with the load."""


@for_recording
@require_http_methods(["GET", "HEAD", "POST"])
def directories(request: HttpRequest) -> HttpResponse:
    """Name a directory to import; under the form, what was imported."""
    person = person_of(request)
    require(person, "data.load")
    form = form_of(request) if request.method == "POST" else Form()
    if request.method == "POST":
        number = ask(request, form)
        if number:
            return redirect("directory-import", number=number)
    words = {"form": form, "imports": feed_imports(), "asked": imports_asked(person)}
    page = "open_referral/directories.html"
    return render(request, page, words, status=400 if form.problems else 200)


def ask(request: HttpRequest, form: Form) -> int | None:
    """Ask for the import that the form describes; None where it has to be mended."""
    file, url = request.FILES.get("file"), form.text("url", "", required=False, longest=2_000)
    if bool(file) == bool(url):
        form.problems["url"] = _("Give the address of a feed, or choose a file")
    said: dict[str, Any] = {
        "name": form.text("name", "", required=False, longest=120),
        "accept_removals": form.is_ticked("accept_removals"),
        "by": person_of(request),
    }
    if file is not None and not url:
        name = file.name or ""
        return form.act(
            lambda: ask_for_file(file_name=name, pieces=file.chunks(), **said), about="file"
        )
    return form.act(lambda: ask_for_address(url=url, **said), about="url")


@for_recording
@require_http_methods(["GET", "HEAD"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """How far an import is, or what became of it."""
    job = one_import(number, person_of(request))
    report = job.result if job.state == "done" else {}
    words = {
        "job": job,
        "report": report,
        "is_open": job.state in ("waiting", "running"),
        "percent": round(job.progress * 100),
        "title": job.payload["directory"] or job.payload.get("url") or job.payload["name"],
        "counts": counts(report),
        "faults": report.get("faults", [])[:SHOWN],
        "left_out": [each for each in report.get("faults", []) if each["left_out"]][:SHOWN],
    }
    return render(request, "open_referral/import.html", words)


def counts(report: dict[str, Any]) -> list[tuple[str, int]]:
    """What became of the services, in words."""
    return [
        (_("Services listed"), report.get("listed", 0)),
        (_("New"), report.get("added", 0)),
        (_("Changed"), report.get("changed", 0)),
        (_("As before"), report.get("unchanged", 0)),
        (_("No longer listed, so closed from this day"), report.get("ended", 0)),
        (_("Left out, because something in them cannot be used"), report.get("left_out", 0)),
        (_("Repeated under the same id"), report.get("repeated", 0)),
    ]


@for_recording
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Ask an import to stop."""
    stop_import(number, person_of(request))
    return redirect("directory-import", number=number)
