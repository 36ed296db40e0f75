"""The pages of a neighbourhood: a resident area, not a list of patients."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpcn.web.dates import dates_of
from openpcn.web.pages.downloads import csv_file
from openpcn.web.pages.workbooks import told_of_staff
from openpcn.web.presenters import neighbourhood as present
from openpcn.web.presenters.neighbourhood_population import population_file, population_page
from openpcn.web.presenters.people_neighbourhood import neighbourhood_people
from openpcn.web.viewers import viewer_of
from openpcn.workflows.facts.tell_source import POPULATION, tell_source
from openpcn.workflows.maps.show_neighbourhood_map import neighbourhood_map
from openpcn.workflows.pages.show_neighbourhood import show_neighbourhood
from openpcn.workflows.profiles.neighbourhood import show_neighbourhood_profile
from openpcn.workflows.workforce.neighbourhood_staff import neighbourhood_staff

SECTIONS = "pages/tables.html"
PROFILE = "pages/profile.html"


@require_safe
def overview(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    viewer = viewer_of(request)
    answer = show_neighbourhood(viewer, code, when=dates.when)
    picture = neighbourhood_map(answer, viewer=viewer, when=dates.when, link=dates.link)
    page = present.overview_page(answer, dates, picture=picture)
    return render(request, "pages/neighbourhood.html", page)


@require_safe
def large_map(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    viewer = viewer_of(request)
    answer = show_neighbourhood(viewer, code, when=dates.when)
    picture = neighbourhood_map(answer, viewer=viewer, when=dates.when, link=dates.link)
    return render(request, "pages/neighbourhood-map.html", present.map_page(answer, dates, picture))


@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_neighbourhood(viewer_of(request), code, when=dates.when)
    page = neighbourhood_people(answer, neighbourhood_staff(answer, when=dates.when), dates)
    if request.GET.get("format") == "csv" and (tables := page["sections"][0].tables):
        return csv_file(tables[0], f"{code}-people", told_of_staff(dates))
    return render(request, SECTIONS, page)


@require_safe
def members(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_neighbourhood(viewer_of(request), code, when=dates.when)
    if request.GET.get("format") == "csv":
        networks = request.GET.get("of") == "networks"
        make = present.networks_table if networks else present.practices_table
        table = make(answer, dates)
        told = tell_source(when=dates.when, formats=POPULATION)
        return csv_file(table, f"{code}-{table.id}", told)
    return render(request, SECTIONS, present.members_page(answer, dates))


@require_safe
def population(request: HttpRequest, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_neighbourhood_profile(viewer_of(request), code, when=dates.when)
    if request.GET.get("format") == "csv":
        table = population_file(answer, dates, request.GET.get("of", "both"))
        told = tell_source(when=dates.when, formats=POPULATION)
        return csv_file(table, f"{code}-{table.id}", told)
    return render(request, PROFILE, population_page(answer, dates))
