"""The page of a need summary, with or without a form that has to be mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.population.queries.summaries import SummaryAnswer, get_summary
from openpcn.domains.registry.actions.guarding import next_states
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import listed
from openpcn.web.dates import dates_of
from openpcn.web.needs.carrying import is_open
from openpcn.web.recording.doors import form_of, go, page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form

page = page_in("needs")

SUBJECTS = {"network": "networks", "practice": "practices", "icb": "systems"}


def show(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """A need summary with all that the reader may do to it."""
    summary = get_summary(viewer_of(request), number, when=when_of(request))
    missing = [(party, words) for party, words in summary.missing if party in summary.may_sign]
    return page(
        request,
        "summary",
        form,
        summary=summary,
        home=home_of(request, summary),
        is_open=is_open(summary),
        can_sign=missing if summary.priorities else [],
        states=next_states(summary.state) if summary.may_share else [],
        seen_by=seen_by(request, summary),
    )


def home_of(request: HttpRequest, summary: SummaryAnswer) -> str:
    """The population page of what a summary is about."""
    path = SUBJECTS.get(summary.about_kind, "places")
    return dates_of(request).link(reverse("population", args=[path, summary.about_code]))


def seen_by(request: HttpRequest, summary: SummaryAnswer) -> str:
    """Who can see a need summary now, in a sentence."""
    owner = as_written(summary.owner_name)
    if summary.state == "private":
        return _("Only people who may draft for %(owner)s can see it.") % {"owner": owner}
    when = when_of(request)
    named = [as_written(get_organisation(code, when=when).name) for code in summary.shared_with]
    who = {"who": listed([owner, *named])}
    if summary.state == "shared":
        return _("People with a role in %(who)s can see it.") % who
    return _("People with a role in %(who)s, or anywhere in the owner’s system, can see it.") % who


def done_or_shown(
    request: HttpRequest, number: int, about: str, action: Callable[[Form], Callable[[], Any]]
) -> HttpResponse:
    """Do what a small form of the page asks for; what is refused is shown on the page."""
    form = form_of(request)
    form.act(action(form), about=about)
    return show(request, number, form) if form.problems else go(request, "need-summary", number)
