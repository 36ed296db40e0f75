"""Write and rank the needs of a summary."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.population.actions import needs as acts
from openpcn.domains.population.actions.summaries import LONG
from openpcn.domains.population.queries.summaries import NeedAnswer, get_summary
from openpcn.kernel.errors import NotFound
from openpcn.web.needs.carrying import carried
from openpcn.web.needs.doors import done_or_shown, page
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Add a need."""
    return write(request, number, None, carried(request))


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def one(request: HttpRequest, number: int, need: int) -> HttpResponse:
    """Change a need."""
    summary = get_summary(viewer_of(request), number, when=when_of(request))
    found = next((each for each in summary.needs if each.id == need), None)
    if found is None:
        raise NotFound("No such need stands here.", next_step="Go back to the summary.")
    return write(request, number, need, filled(found))


def write(
    request: HttpRequest, number: int, need: int | None, said: dict[str, str]
) -> HttpResponse:
    """The form of a need."""
    summary = get_summary(viewer_of(request), number, when=when_of(request))
    form = form_of(request) if request.method == "POST" else Form(said=said)
    if request.method == "POST":
        told = read_need(form)
        form.act(
            lambda: acts.write_need(number, need, by=person_of(request), **told), about="title"
        )
        if not form.problems:
            return go(request, "need-summary", number)
    return page(request, "need", form, summary=summary, need=need)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def out(request: HttpRequest, number: int, need: int) -> HttpResponse:
    """Take a need out."""
    if request.method != "POST":
        return go(request, "need-summary", number)
    by = person_of(request)
    return done_or_shown(
        request, number, "needs", lambda _f: lambda: acts.take_out(number, need, by=by)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def back(request: HttpRequest, number: int, need: int) -> HttpResponse:
    """Bring a need back."""
    if request.method != "POST":
        return go(request, "need-summary", number)
    by = person_of(request)
    return done_or_shown(
        request, number, "needs", lambda _f: lambda: acts.bring_back(number, need, by=by)
    )


def read_need(form: Form) -> dict[str, Any]:
    """A need as it was typed."""
    priority = rank(form)
    return {
        "title": form.text("title", _("the need")),
        "evidence": form.text("evidence", _("the evidence"), longest=LONG),
        "source": form.text("source", _("the source"), longest=300),
        "priority": priority,
        "reason": form.text(
            "reason", _("why it ranks so"), required=priority is not None, longest=LONG
        ),
        "response": form.text("response", _("the response"), required=False, longest=LONG),
        "lead": form.text("lead", _("who leads"), required=False, longest=120),
        "due_on": form.day_or_open("due_on"),
    }


def rank(form: Form) -> int | None:
    """The priority; none where the field is empty."""
    text = form.text("priority", _("a priority"), required=False, longest=10)
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        form.problems["priority"] = _("Enter a whole number from 1, or leave it empty")
        return None
    return int(text)


def filled(need: NeedAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "title": need.title,
        "evidence": need.evidence,
        "source": need.source,
        "priority": str(need.priority or ""),
        "reason": need.reason,
        "response": need.response,
        "lead": need.lead,
        **day_fields("due_on", need.due_on),
    }
