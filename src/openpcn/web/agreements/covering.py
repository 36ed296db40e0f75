"""Record who covers the patients of a practice that is in no network."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.agreements.actions import cover as acts
from openpcn.domains.registry.permissions import require
from openpcn.web.agreements.reading import page
from openpcn.web.recording.doors import for_recording, form_of, go, person_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Record who covers a practice's patients, and how it was agreed."""
    by = person_of(request)
    require(by, acts.RECORD)
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "practice": form.text("practice", _("the code of the practice"), longest=20).upper(),
            "network": form.text("network", _("the code of the network"), longest=20).upper(),
            "starts_on": form.day("starts_on", _("the first day")),
            "ends_on": form.day_or_open("ends_on"),
            "words": form.text("words", _("what was agreed"), longest=2_000),
        }
        made = form.act(lambda: acts.record_cover(by=by, **said), about="practice")
        if made is not None:
            return go(request, "agreements")
    return page(request, "cover", form, practice=request.GET.get("practice", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Record the last day of cover."""
    by = person_of(request)
    require(by, acts.RECORD)
    form = form_of(request)
    if request.method == "POST":
        ends_on = form.day("ends_on", _("the last day"))
        form.act(lambda: acts.end_cover(number, ends_on=ends_on, by=by), about="ends_on")
        if not form.problems:
            return go(request, "agreements")
    return page(request, "cover-end", form, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def out(request: HttpRequest, number: int) -> HttpResponse:
    """Take back cover that was recorded by mistake."""
    if request.method == "POST":
        acts.withdraw_cover(number, by=person_of(request))
    return go(request, "agreements")
