"""The home page, and find."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpcn.web.dates import dates_of
from openpcn.web.pages.overviews import overview
from openpcn.web.presenters.found import found_page
from openpcn.web.presenters.home import home_page
from openpcn.web.viewers import viewer_of
from openpcn.workflows.show_found import find as find_text
from openpcn.workflows.show_home import show_home


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    dates = dates_of(request)
    answer = show_home(when=dates.when)
    if len(answer.systems) == 1:
        return overview(request, "systems", answer.systems[0].system.code)
    return render(request, "pages/home.html", home_page(answer, dates))


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    dates = dates_of(request)
    text = request.GET.get("q", "").strip()
    found = find_text(text, viewer=viewer_of(request), when=dates.when) if text else None
    return render(request, "pages/find.html", found_page(found, dates))
