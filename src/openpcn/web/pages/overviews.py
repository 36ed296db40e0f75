"""The overview of a system, place, network or practice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpcn.web.dates import dates_of
from openpcn.web.presenters.overview import overview as presented
from openpcn.web.viewers import viewer_of
from openpcn.workflows.maps.drawing import map_of
from openpcn.workflows.pages.show_overview import show_overview


@require_safe
def overview(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    page = show_overview(path, code, when=dates.when)
    picture = map_of(code, when=dates.when, viewer=viewer_of(request), link=dates.link)
    return render(request, "pages/overview.html", presented(page, dates, picture=picture))
