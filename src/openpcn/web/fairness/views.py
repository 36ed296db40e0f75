"""Money against need: the page of an area, its scenario by address, and files of the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.errors import NotRight
from openpcn.kernel.exports import csv_lines
from openpcn.web.chrome import safe_dates
from openpcn.web.fairness import presenting as present
from openpcn.web.fairness.asking import asked_form, words_asked
from openpcn.web.fairness.tables import tables_of
from openpcn.web.pages.downloads import attached
from openpcn.web.pages.files import XLSX, file_response
from openpcn.web.presenters.heads import head_of
from openpcn.web.recording.doors import when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.tell_source import Told, described, tell_source
from openpcn.workflows.fairness.files import curve_rows, headings, rows, workbook
from openpcn.workflows.fairness.pictures import curves, maps
from openpcn.workflows.fairness.scenario import read_scenario
from openpcn.workflows.fairness.show_fairness import Fairness, show_fairness
from openpcn.workflows.fairness.workings import files_of, ingredients
from openpcn.workflows.pages.show_overview import show_overview

CURVE = ("Share of patients", "Share of need", "Share of money today", "Share after the plan")


@require_safe
def fairness(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Does money follow need, who gains from more of it, and who is below a floor."""
    when, dates = when_of(request), safe_dates(request)
    page = show_overview(path, code, when=when)
    form = Form(said=request.GET.dict())
    scenario, form.problems = read_scenario(form.said)
    found: Fairness | None = form.act(
        lambda: show_fairness(path, code, year=year_of(request), scenario=scenario, when=when),
        about="told" if scenario.told else "year",
    )
    told: dict[str, Any] = {
        "form": form,
        "head": head_of(
            page.subject, dates, current="money", whole=page.whole, members=page.members
        ),
        "dates": dates,
        "action": request.path,
        "scenario": scenario,
        "asked": asked_form(form, scenario, found),
        "found": found,
        "is_typed": bool(set(form.said) - {"as_at", "as_known"}),
    }
    if found is not None:
        told |= present.words(found) | {
            "chart": curves(found),
            "maps": maps(found, when=when, link=dates.link),
            "tables": tables_of(found, dates),
            "ingredients": [present.ingredient(one) for one in ingredients(found)],
            "downloads": present.downloads(request.path, words_asked(request)),
        }
    is_wrong = form.problems and any(name in form.said for name in form.problems)
    return render(request, "fairness/fairness.html", told, status=400 if is_wrong else 200)


@require_safe
def practices_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """A row for each practice, with its working."""
    found = answer(request, path, code)
    told = told_of(request, found)
    lines = ((*row, *told.cells) for row in rows(found))
    text = "".join(csv_lines((*headings(found), *told.headings), lines))
    return attached(text, f"{present.file_name(found)}.csv", told)


@require_safe
def curve_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The points of the concentration curves."""
    found = answer(request, path, code)
    told = told_of(request, found)
    lines = ((*row, *told.cells) for row in curve_rows(found))
    text = "".join(csv_lines((*CURVE, *told.headings), lines))
    return attached(text, f"{present.file_name(found)}-curve.csv", told)


@require_safe
def as_xlsx(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The whole answer as a workbook."""
    found = answer(request, path, code)
    told = told_of(request, found)
    made = workbook(found, told.sentence)
    return file_response(made, XLSX, told.file_name(f"{present.file_name(found)}.xlsx"))


def answer(request: HttpRequest, path: str, code: str) -> Fairness:
    """The answer for a file, which has no place for problems beside fields."""
    scenario, wrong = read_scenario(request.GET.dict())
    if wrong:
        raise NotRight(". ".join(wrong.values()) + ".", next_step=_("Mend the scenario first."))
    when = when_of(request)
    return show_fairness(path, code, year=year_of(request), scenario=scenario, when=when)


def year_of(request: HttpRequest) -> str:
    """The payment year that is asked for; empty for the newest."""
    return request.GET.get("year", "").strip()


def told_of(request: HttpRequest, found: Fairness) -> Told:
    """Where the figures of a file come from."""
    statement = "; ".join(described(one) for one in files_of(found))
    told = tell_source(when=when_of(request), statement=statement)
    return replace(told, list_on=found.held.year.last_on)
