"""A page of the plan: read by people of the system, kept by no cache."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.heads import head_of
from openpcn.web.programme.parts import part_words, plan_parts
from openpcn.web.recording.doors import address
from openpcn.web.recording.forms import Form
from openpcn.workflows.programme.around import Around


def page(
    request: HttpRequest,
    template: str,
    here: Around,
    form: Form,
    *,
    section: str = "",
    **words: Any,
) -> HttpResponse:
    """A page; 400 where something in its form has to be mended."""
    dates = safe_dates(request)
    told = {
        "head": head_of(
            here.subject,
            dates,
            current=f"plan/{section}" if section else "plan",
            part=part_words(section) if section else "",
        ),
        "form": form,
        "url": partial(address, request),
        "here": here,
        "to": lambda name, *parts: address(request, name, here.path, here.subject.code, *parts),
        "section": section,
        "parts": plan_parts(here.path, here.subject.code, section, dates, reads=True),
        "section_words": part_words(section) if section else "",
    }
    status = 400 if form.problems else 200
    response = render(request, f"programme/{template}.html", told | words, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
