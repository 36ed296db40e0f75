"""A page of the plan: read by people of the system, kept by no cache."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.heads import head_of
from openpcn.web.recording.doors import address
from openpcn.web.recording.forms import Form
from openpcn.workflows.programme.around import Around

SECTIONS = {
    "actions": "action",
    "decisions": "decision",
    "risks": "risk",
    "milestones": "milestone",
    "in-force": "plan",
    "requirements": "requirement",
}
"""The parts of the plan, and the kind of matter that each is of."""
SECTION_OF = {kind: slug for slug, kind in SECTIONS.items()}


def section_words(slug: str) -> str:
    """What a part of the plan is called."""
    return {
        "actions": _("Actions"),
        "decisions": _("Decisions"),
        "risks": _("Risks"),
        "milestones": _("Milestones"),
        "in-force": _("Plans in force"),
        "requirements": _("Requirements"),
    }[slug]


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
    base = f"/{here.path}/{here.subject.code}/plan/"
    told = {
        "head": head_of(
            here.subject,
            dates,
            current=f"plan/{section}" if section else "plan",
            part=section_words(section) if section else "",
        ),
        "form": form,
        "url": partial(address, request),
        "here": here,
        "to": lambda name, *parts: address(request, name, here.path, here.subject.code, *parts),
        "section": section,
        "sections": [
            (section_words(slug), dates.link(f"{base}{slug}/"), slug == section)
            for slug in SECTIONS
        ],
        "section_words": section_words(section) if section else "",
        "home": dates.link(base),
    }
    status = 400 if form.problems else 200
    response = render(request, f"programme/{template}.html", told | words, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
