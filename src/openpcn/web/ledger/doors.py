"""A page of the ledger: read by few, kept by no cache."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.heads import head_of
from openpcn.web.recording.doors import address
from openpcn.web.recording.forms import Form
from openpcn.workflows.pages.show_overview import Overview


def page(
    request: HttpRequest,
    template: str,
    about: Overview,
    form: Form,
    *,
    title: str,
    under: str = "money/ledger",
    **words: Any,
) -> HttpResponse:
    """A page; 400 where something in its form has to be mended. `under` is its part of the path."""
    dates = safe_dates(request)
    head = head_of(
        about.subject, dates, current=under, whole=about.whole, members=about.members, title=title
    )
    told = {
        "head": head,
        "form": form,
        "url": partial(address, request),
        "dates_asked": dates.asked,
    }
    status = 400 if form.problems else 200
    response = render(request, f"ledger/{template}.html", told | words, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def year_links(request: HttpRequest, years: Any, chosen: Any) -> list[tuple[str, str, bool]]:
    """The contract years: text, address, whether it is this one."""
    dates = safe_dates(request)
    return [(str(year), dates.link(request.path, year=str(year)), year == chosen) for year in years]
