"""The calendar as CSV, as an iCalendar file, and as a feed to subscribe to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.exports import csv_lines
from openpcn.rulebook.obligations import calendar_years
from openpcn.web.calendar import presenting as present
from openpcn.web.calendar.reading import asked
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import when_of
from openpcn.workflows.calendar.as_icalendar import as_icalendar
from openpcn.workflows.calendar.show_calendar import YearCalendar, show_calendar
from openpcn.workflows.facts.tell_source import tell_source

ALL = "all"
STATEMENT = "Contract calendar of OpenPCN; each row names its source"


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The year as CSV."""
    found = asked(request)
    told = tell_source(when=when_of(request), statement=STATEMENT)
    lines = csv_lines(
        (*present.HEADINGS, *told.headings[1:]),
        ((*row, *told.cells[1:]) for row in present.rows(found)),
    )
    return attached("".join(lines), f"{name_of(found)}.csv", told)


@require_safe
def as_ics(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """A contract year as an iCalendar file."""
    found = of_year(request, code, year)
    response = calendar_file([found])
    told = tell_source(when=when_of(request), statement=STATEMENT)
    name = told.file_name(f"{name_of(found)}.ics")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """This contract year and those beside it that are held, for a calendar that subscribes."""
    own = contract_year_of(when_of(request).as_at)
    beside = [one for one in calendar_years() if abs(one.begins - own.begins) <= 1]
    wanted = beside or [calendar_years()[-1]]
    return calendar_file([of_year(request, code, str(year)) for year in wanted])


def of_year(request: HttpRequest, code: str, year: str) -> YearCalendar:
    """The calendar of a code and year as anybody may see it: without what is done."""
    wanted = "" if code == ALL else code
    return show_calendar(None, wanted, year=year, when=when_of(request))


def calendar_file(years: list[YearCalendar]) -> HttpResponse:
    """An iCalendar answer."""
    return HttpResponse(as_icalendar(years), content_type="text/calendar; charset=utf-8")


def name_of(found: YearCalendar) -> str:
    """The name of a calendar's file."""
    code = found.scope.code if found.scope else ALL
    return f"calendar-{code}-{str(found.year).replace('/', '-')}"
