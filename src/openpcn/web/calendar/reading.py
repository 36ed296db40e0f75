"""What we owe, what we receive, by when: one page for a practice, network or board."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.web.calendar import presenting as present
from openpcn.web.calendar.receiving import next_in, receipt_rows
from openpcn.web.chrome import safe_dates
from openpcn.web.recording.doors import page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.agreements.mine import my_organisations
from openpcn.workflows.calendar.show_calendar import YearCalendar, show_calendar

OURS, EVERYBODYS = "ours", "all"


page = page_in("calendar")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar of an organisation in a contract year; of England where none is named."""
    dates, viewer = safe_dates(request), viewer_of(request)
    mine = my_organisations(viewer, when=when_of(request))
    found = asked(request, default=mine[0].code if mine else "")
    code = found.scope.code if found.scope else ""
    whose = whose_asked(request, found)
    if whose == OURS:
        found = present.only_ours(found)
    return page(
        request,
        "calendar",
        Form(),
        found=found,
        code=code,
        mine=mine,
        whose=whose,
        summary=facts_of(found),
        dated=[present.shown(one, dates, code) for one in found.dated],
        monthly=[present.monthly(held, dates, code, found.day) for held in found.monthly.values()],
        all_year=[present.shown(one, dates, code) for one in found.all_year],
        own_days=[present.own_day(one) for one in found.own_days],
        receipts=receipt_rows(found),
        slug=str(found.year).replace("/", "-"),
    )


def facts_of(found: YearCalendar) -> list[dict[str, str]]:
    """The few figures at the top: what is due, and what comes in next."""
    incoming = next_in(found)
    owed = present.summary(found) if found.shows_states else []
    return [*owed, *([incoming] if incoming else [])]


def whose_asked(request: HttpRequest, found: YearCalendar) -> str:
    """Whether only what the organisation itself owes is shown; so for a practice, unless asked."""
    named = request.GET.get("whose", "")
    if found.scope is None or named in (OURS, EVERYBODYS):
        return named if found.scope else EVERYBODYS
    return OURS if found.scope.organisation.kind == "practice" else EVERYBODYS


def asked(request: HttpRequest, *, default: str = "") -> YearCalendar:
    """The calendar that the address names; the reader's own where it names none."""
    code = request.GET.get("for", default)
    return show_calendar(
        viewer_of(request), code, year=request.GET.get("year", ""), when=when_of(request)
    )
