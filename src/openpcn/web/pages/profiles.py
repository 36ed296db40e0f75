"""The population of an organisation, and one indicator seen from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpcn.web.dates import dates_of
from openpcn.web.pages.downloads import csv_file
from openpcn.web.presenters.profiles.downloads import indicator_file, profile_file
from openpcn.web.presenters.profiles.indicator import indicator_page
from openpcn.web.presenters.profiles.organisation import profile_page
from openpcn.workflows.profiles.show_profile import show_indicator, show_profile
from openpcn.workflows.tell_source import POPULATION, tell_source

PROFILE = "pages/profile.html"


@require_safe
def population(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_profile(path, code, when=dates.when)
    if request.GET.get("format") == "csv":
        table, statement = profile_file(answer, dates, request.GET.get("of", "ages"))
        told = tell_source(when=dates.when, formats=POPULATION, statement=statement)
        return csv_file(table, f"{code}-{table.id}", told)
    return render(request, PROFILE, profile_page(answer, dates))


@require_safe
def indicator(request: HttpRequest, path: str, code: str, id_: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_indicator(path, code, id_, when=dates.when)
    if request.GET.get("format") == "csv":
        table, statement = indicator_file(answer, request.GET.get("of", "practices"))
        told = tell_source(when=dates.when, statement=statement)
        return csv_file(table, f"{code}-{id_}-{table.id}", told)
    return render(request, PROFILE, indicator_page(answer, dates))
