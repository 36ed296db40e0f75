"""The pages of a neighbourhood: a resident area, not a list of patients."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from openpcn.web.dates import dates_of
from openpcn.web.pages.downloads import csv_file
from openpcn.web.presenters import neighbourhood as present
from openpcn.web.viewers import viewer_of
from openpcn.workflows.show_neighbourhood import show_neighbourhood

SECTIONS = "pages/tables.html"


@require_safe
def overview(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_neighbourhood(viewer_of(request), code, when=dates.when)
    page = present.overview_page(answer, dates, asked=asked_of(code), picture=None)
    return render(request, "pages/neighbourhood.html", page)


@require_safe
def members(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_neighbourhood(viewer_of(request), code, when=dates.when)
    if request.GET.get("format") == "csv":
        networks = request.GET.get("of") == "networks"
        make = present.networks_table if networks else present.practices_table
        table = make(answer, dates)
        return csv_file(table, f"{code}-{table.id}")
    return render(request, SECTIONS, present.members_page(answer, dates, asked_of(code)))


@require_safe
def population(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_neighbourhood(viewer_of(request), code, when=dates.when)
    return render(request, SECTIONS, present.population_page(answer, dates, asked_of(code)))


def asked_of(code: str) -> tuple[str, ...]:
    """The questions that are answered about a neighbourhood."""
    asked = ["", "practices", "population"]
    try:
        resolve(f"/neighbourhoods/{code}/map/")
    except Resolver404:
        return tuple(asked)
    return (*asked, "map")
