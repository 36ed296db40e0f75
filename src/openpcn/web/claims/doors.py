"""A page of staff or claims, with the head of its network."""

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
    under: str,
    **words: Any,
) -> HttpResponse:
    """A page; 400 where something in its form has to be mended. `under` is its part of the path."""
    dates = safe_dates(request)
    head = head_of(
        about.subject, dates, current=under, whole=about.whole, members=about.members, title=title
    )
    told = {"head": head, "form": form, "url": partial(address, request), **words}
    status = 400 if form.problems else 200
    response = render(request, f"claims/{template}.html", told, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
