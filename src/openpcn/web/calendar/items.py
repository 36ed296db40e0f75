"""One obligation of a year: its rule and source, what is done, and the day that is set locally."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions import obligations as acts
from openpcn.domains.registry.permissions import may
from openpcn.engines.calendar.obligations import Due
from openpcn.web.calendar import presenting as present
from openpcn.web.calendar.files import ALL
from openpcn.web.calendar.reading import page
from openpcn.web.chrome import safe_dates
from openpcn.web.recording.doors import (
    for_recording,
    form_of,
    go,
    person_of,
    viewer_of,
    when_of,
)
from openpcn.web.recording.forms import Form
from openpcn.workflows.calendar import record
from openpcn.workflows.calendar.show_calendar import show_calendar, year_asked

Deed = Callable[[HttpRequest, Form, str, str, str, Account], Callable[[], Any]]


@require_safe
def one(request: HttpRequest, code: str, year: str, obligation: str) -> HttpResponse:
    """What is asked, by whom, and what is done of it."""
    return show(request, code, year, obligation, Form())


def show(request: HttpRequest, code: str, year: str, obligation: str, form: Form) -> HttpResponse:
    """The page of an obligation, with or without a form that has to be mended."""
    viewer, when, dates = viewer_of(request), when_of(request), safe_dates(request)
    wanted = "" if code == ALL else code
    found = show_calendar(viewer, wanted, year=year, when=when, with_receipts=False)
    rule = record.the_obligation(found.year, obligation)
    entries = [each for each in found.entries if each.occurrence.obligation.code == obligation]
    open_ones = [each for each in entries if each.done is None and each.may_record]
    local = found.local.get(obligation)
    scope = found.scope
    has_no_day = rule.due is Due.MONTHLY or (rule.due is Due.ONCE and rule.due_on is None)
    may_set = (
        has_no_day
        and scope is not None
        and scope.organisation.kind in ("network", "icb", "sub_icb")
        and may(viewer, acts.RECORD, scope.organisation.id)
    )
    return page(
        request,
        "item",
        form,
        found=found,
        code=code,
        slug=year,
        rule=rule,
        shown=present.shown(entries[0], dates, wanted),
        entries=[(each, present.state_words(each), month_of(each)) for each in entries],
        to_record=[(each.occurrence.key, month_of(each)) for each in open_ones],
        owed_by=entries[0].owed_by,
        local=local,
        may_set=may_set,
        may_unset=local is not None and may(viewer, acts.RECORD, local.organisation_id),
    )


def month_of(each: Any) -> str:
    """The month of an entry; once, where it has none."""
    month = each.occurrence.month
    return f"{month:%B %Y}" if month else _("Once in the year")


def deed(about: str) -> Callable[[Deed], Callable[..., HttpResponse]]:
    """A form on the page of an obligation; `about` is the field that a refusal stands at."""

    def around(act: Deed) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @for_recording
        def view(request: HttpRequest, code: str, year: str, obligation: str) -> HttpResponse:
            if request.method == "POST":
                form = form_of(request)
                form.act(
                    act(request, form, code, year, obligation, person_of(request)), about=about
                )
                if form.problems:
                    return show(request, code, year, obligation, form)
            return go(request, "calendar-item", code, year, obligation)

        return view

    return around


@deed("done_on")
def done(
    request: HttpRequest, form: Form, code: str, year: str, obligation: str, by: Account
) -> Callable[[], Any]:
    when = when_of(request)
    done_on = form.day("done_on", _("the day it was done"))
    evidence = form.text("evidence", _("how that is known"), longest=300)
    which = form.said.get("occurrence", "once")
    owner = form.text("organisation", _("for whom it is recorded"), longest=40)
    return lambda: record.mark_done(
        organisation=owner,
        year=year_asked(year, when),
        obligation=obligation,
        occurrence=which,
        done_on=done_on,
        evidence=evidence,
        when=when,
        by=by,
    )


@deed("done_on")
def not_done(
    request: HttpRequest, form: Form, code: str, year: str, obligation: str, by: Account
) -> Callable[[], Any]:
    which = form.number_of("record")
    return lambda: acts.withdraw_done(which, by=by)


@deed("due_on")
def set_day(
    request: HttpRequest, form: Form, code: str, year: str, obligation: str, by: Account
) -> Callable[[], Any]:
    due_on = form.day_or_open("due_on")
    typed = form.said.get("day_of_month", "").strip()
    source = form.text("source", _("who set it, and where it is written"), longest=300)
    if typed and not (typed.isascii() and typed.isdigit()):
        form.problems["day_of_month"] = _("Enter a whole number from 1 to 31")
    return lambda: record.set_day(
        organisation=code,
        year=year_asked(year, when_of(request)),
        obligation=obligation,
        due_on=due_on,
        day_of_month=int(typed) if typed else None,
        source=source,
        by=by,
    )


@deed("due_on")
def no_day(
    request: HttpRequest, form: Form, code: str, year: str, obligation: str, by: Account
) -> Callable[[], Any]:
    which = form.number_of("record")
    return lambda: acts.withdraw_local_day(which, by=by)
