"""The population of an organisation, and one indicator seen from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.population.actions.summaries import WRITE
from openpcn.domains.population.queries.purposes import use_for_counts
from openpcn.domains.registry.permissions import may
from openpcn.web.dates import Dates, dates_of
from openpcn.web.pages.downloads import csv_file
from openpcn.web.presenters.profiles.downloads import indicator_file, profile_file
from openpcn.web.presenters.profiles.indicator import evidence, indicator_page
from openpcn.web.presenters.profiles.organisation import profile_page
from openpcn.web.presenters.profiles.records import records_section
from openpcn.web.presenters.tables import Link
from openpcn.web.viewers import viewer_of
from openpcn.workflows.facts.tell_source import POPULATION, tell_source
from openpcn.workflows.population.show_groups import show_parts
from openpcn.workflows.profiles.show_profile import show_indicator, show_profile

PROFILE = "pages/profile.html"


@require_safe
def population(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_profile(path, code, when=dates.when)
    if request.GET.get("format") == "csv":
        table, statement = profile_file(answer, dates, request.GET.get("of", "ages"))
        told = tell_source(when=dates.when, formats=POPULATION, statement=statement)
        return csv_file(table, f"{code}-{table.id}", told)
    use = use_for_counts(viewer_of(request), answer.page.subject.organisation.id)
    words = profile_page(answer, dates)
    words["beside"] = beside(path, code, dates, sees_groups=bool(use))
    if use and (found := records_section(show_parts(answer.page, use=use), (path, code), dates)):
        words["sections"] = [*words["sections"], found]
    return render(request, PROFILE, words)


def beside(path: str, code: str, dates: Dates, *, sees_groups: bool) -> list[Link]:
    """Other pages about the same people: what they need most, and who to find, for who may see."""
    links = [Link(text=_("Need summaries"), href=dates.link(reverse("need-summaries"), about=code))]
    if path != "practices":
        variation = dates.link(reverse("variation", args=[path, code]))
        links.append(Link(text=_("Variation: warranted or not"), href=variation))
    if sees_groups:
        groups = dates.link(reverse("groups", args=[path, code]))
        links.insert(0, Link(text=_("Groups of people"), href=groups))
    return links


@require_safe
def indicator(request: HttpRequest, path: str, code: str, id_: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_indicator(path, code, id_, when=dates.when)
    if request.GET.get("format") == "csv":
        table, statement = indicator_file(answer, request.GET.get("of", "practices"))
        told = tell_source(when=dates.when, statement=statement)
        return csv_file(table, f"{code}-{id_}-{table.id}", told)
    words = indicator_page(answer, dates)
    if may(viewer_of(request), WRITE) and answer.standing:
        need = dates.link(reverse("need-summaries"), about=code, **evidence(answer))
        words["beside"] = [Link(text=_("Begin a need with this figure as its evidence"), href=need)]
    return render(request, PROFILE, words)
