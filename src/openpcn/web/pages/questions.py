"""Members, people, history, working and findings of an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.web.dates import dates_of
from openpcn.web.pages.downloads import csv_file
from openpcn.web.pages.workbooks import tables_as, told_of_staff
from openpcn.web.presenters.attention_page import attention_page
from openpcn.web.presenters.heads import called
from openpcn.web.presenters.history import history_page
from openpcn.web.presenters.member_pages import member_page, member_table
from openpcn.web.presenters.people import people_page, people_tables_of
from openpcn.web.presenters.working import working_page
from openpcn.web.viewers import viewer_of
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.pages.show_history import show_history
from openpcn.workflows.pages.show_overview import show_overview
from openpcn.workflows.workforce.show_people import show_people

SECTIONS = "pages/tables.html"
PROFILE = "pages/profile.html"


@require_safe
def members(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    page = show_overview(path, code, when=dates.when)
    if request.GET.get("format") == "csv":
        of = request.GET.get("of", "practices")
        told = tell_source(when=dates.when)
        return csv_file(member_table(page, dates, of), f"{page.subject.code}-{of}", told)
    return render(request, SECTIONS, member_page(page, dates))


@require_safe
def people(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    answer = show_people(viewer_of(request), path, code, when=dates.when)
    if wanted := request.GET.get("format"):
        tables = people_tables_of(answer, dates)
        name = called(answer.subject.organisation, answer.whole)
        title = _("Staff in general practice: %(name)s") % {"name": name}
        told = told_of_staff(dates)
        return tables_as(request, tables, f"{code}-people", wanted, told, title=title)
    return render(request, PROFILE, people_page(answer, dates))


@require_safe
def history(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    return render(request, SECTIONS, history_page(show_history(path, code, when=dates.when), dates))


@require_safe
def working(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    page = show_overview(path, code, when=dates.when)
    return render(request, SECTIONS, working_page(page, dates))


@require_safe
def attention(request: HttpRequest, path: str, code: str) -> HttpResponse:
    dates = dates_of(request)
    page = show_overview(path, code, when=dates.when)
    return render(request, "pages/attention.html", attention_page(page, dates))
