"""Begin a need summary and write the words around its needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.population.actions import summaries as acts
from openpcn.domains.population.queries.summaries import SummaryAnswer, get_summary, summaries
from openpcn.domains.registry.holdings import holds_demonstration
from openpcn.domains.registry.permissions import may, require
from openpcn.kernel.exports import csv_lines
from openpcn.web.chrome import safe_dates
from openpcn.web.needs.carrying import carried, ways
from openpcn.web.needs.doors import page, show
from openpcn.web.pages.papers import paper_file
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form, day_fields
from openpcn.workflows.reports.need_paper import need_paper

HEADINGS = (
    "Priority",
    "Need",
    "Evidence",
    "Source",
    "Reason for the rank",
    "Response",
    "Lead",
    "Due on",
)


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The need summaries that the reader may see."""
    every_one = summaries(viewer_of(request), when=when_of(request))
    brought, about = carried(request), request.GET.get("about", "")
    return page(
        request,
        "summaries",
        Form(),
        summaries=[one for one in every_one if about in ("", one.about_code)],
        may_write=may(viewer_of(request), acts.WRITE),
        brought=brought,
        ways=ways(request, every_one, brought),
        begin=safe_dates(request).link(reverse("need-summary-new"), about=about, **brought),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def new(request: HttpRequest) -> HttpResponse:
    """Begin a need summary."""
    by = person_of(request)
    require(by, acts.WRITE)
    form = form_of(request)
    if request.method == "POST":
        said: dict[str, Any] = {
            "title": form.text("title", _("a title")),
            "about": form.text("about", _("the code of the network or place"), longest=20).upper(),
            "owner": form.text("owner", _("the organisation that writes"), longest=20),
            **period(form),
        }
        number = form.act(lambda: acts.begin_summary(by=by, **said), about="about")
        if number is not None and (brought := carried(request)):
            return redirect(safe_dates(request).link(reverse("need-new", args=[number]), **brought))
        if number is not None:
            return go(request, "need-summary", number)
    owners = choosing.owners(by, acts.WRITE, when=when_of(request))
    about = request.GET.get("about", "")
    here = safe_dates(request).link(reverse("need-summary-new"), **carried(request))
    return page(request, "summary-new", form, owners=owners, about=about, here=here)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A need summary as it stands; it prints as the paper that is signed."""
    return show(request, number, Form())


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def words(request: HttpRequest, number: int) -> HttpResponse:
    """Write the introduction, the period and what the board is told."""
    summary = get_summary(viewer_of(request), number, when=when_of(request))
    form = form_of(request) if request.method == "POST" else Form(said=filled(summary))
    if request.method == "POST":
        said: dict[str, Any] = {
            "title": form.text("title", _("a title")),
            **period(form),
            "introduction": form.text(
                "introduction", _("the introduction"), required=False, longest=acts.LONG
            ),
            "board": form.text("board", _("the board"), required=False, longest=120),
            "board_words": form.text(
                "board_words", _("what the board is told"), required=False, longest=acts.LONG
            ),
        }
        form.act(lambda: acts.write_summary(number, by=person_of(request), **said), about="title")
        if not form.problems:
            return go(request, "need-summary", number)
    return page(request, "words", form, summary=summary)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """Begin a new edition with the words of this one."""
    summary = get_summary(viewer_of(request), number, when=when_of(request))
    form = form_of(request)
    if request.method == "POST":
        days = period(form)
        later = form.act(
            lambda: acts.begin_edition(number, by=person_of(request), **days), about="starts_on"
        )
        if later is not None:
            return go(request, "need-summary", later)
    return page(request, "edition", form, summary=summary)


@require_safe
def export(request: HttpRequest, number: int) -> HttpResponse:
    """The needs of a summary as CSV."""
    summary = get_summary(viewer_of(request), number, when=when_of(request))
    rows = (
        (
            need.priority or "not a priority now",
            need.title,
            need.evidence,
            need.source,
            need.reason,
            need.response,
            need.lead,
            need.due_on or "",
        )
        for need in summary.needs
    )
    answer = HttpResponse("".join(csv_lines(HEADINGS, rows)), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="needs-{number}.csv"'
    return answer


@require_safe
def as_paper(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The summary as a paper."""
    summary = get_summary(viewer_of(request), number, when=when_of(request))
    paper = need_paper(summary, is_demonstration=holds_demonstration())
    return paper_file(paper, form, f"needs-{number}")


def period(form: Form) -> dict[str, date]:
    """The days that a summary counts from and is reviewed on."""
    return {
        "starts_on": form.day("starts_on", _("the first day")),
        "review_on": form.day("review_on", _("the day it is reviewed")),
    }


def filled(summary: SummaryAnswer) -> dict[str, str]:
    """What stands already, for the form."""
    return {
        "title": summary.title,
        "introduction": summary.introduction,
        "board": summary.board,
        "board_words": summary.board_words,
        **day_fields("starts_on", summary.starts_on),
        **day_fields("review_on", summary.review_on),
    }
