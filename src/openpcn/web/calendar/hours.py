"""Plan and record the sessions of a network, and hand the return over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions import hours as acts
from openpcn.domains.agreements.vocabulary import Mode
from openpcn.engines.calendar.access import Week
from openpcn.kernel.contract_years import month_end
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.rulebook.statuses import Status
from openpcn.web.calendar.hours_files import asked
from openpcn.web.calendar.reading import page
from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.statuses import COLOURS
from openpcn.web.recording.doors import (
    address,
    for_recording,
)
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.calendar.hours import Hours, places_of, shortest_block


@require_safe
@for_recording
def hours(request: HttpRequest, code: str) -> HttpResponse:
    """A month of sessions with what is owed."""
    return show(request, code, Form())


def show(request: HttpRequest, code: str, form: Form) -> HttpResponse:
    """A month of sessions, with or without a form that has to be mended."""
    found, dates = asked(request, code), safe_dates(request)
    base = address(request, "access-hours", code)
    before = date.fromordinal(found.month.toordinal() - 1).replace(day=1)
    after = date.fromordinal(month_end(found.month).toordinal() + 1)
    status = Status(found.rule.status).words if found.rule else ""
    return page(
        request,
        "hours",
        form,
        found=found,
        month=f"{found.month:%Y-%m}",
        title=f"{found.month:%B %Y}",
        links=[
            (f"{each:%B %Y}", dates.link(base.split("?")[0], month=f"{each:%Y-%m}"))
            for each in (before, after)
        ],
        csv=dates.link(address_of(request, "access-return", code), month=f"{found.month:%Y-%m}"),
        sessions_csv=dates.link(
            address_of(request, "access-sessions", code), month=f"{found.month:%Y-%m}"
        ),
        weeks=[(one, shortfall_words(one)) for one in found.weeks],
        totals=totals(found),
        modes=Mode.choices,
        places=[(place, as_written(name)) for place, name in found.places],
        status=status,
        colour=COLOURS.get(status, "grey"),
        to_record=[
            (
                str(one.id),
                f"{one.on.day} {one.on:%B}, {one.starts_at:%H:%M}, {as_written(one.held_at_name)}",
            )
            for one in found.sessions
        ],
    )


def address_of(request: HttpRequest, name: str, code: str) -> str:
    """An address without the dates of the page."""
    return address(request, name, code).split("?")[0]


def shortfall_words(week: Week) -> str:
    """What a week lacks, in words."""
    if week.required is None:
        return _("not known: the population is not held")
    if week.short_of_plan:
        return _("%(n)s minutes are not planned") % {"n": f"{week.short_of_plan:,}"}
    if week.unrecorded:
        return _("planned; %(n)s sessions to be recorded") % {"n": week.unrecorded}
    if week.shortfall:
        return _("%(n)s minutes were not delivered") % {"n": f"{week.shortfall:,}"}
    return _("none")


def totals(found: Hours) -> dict[str, int | None]:
    """The weeks together."""
    required = [one.required for one in found.weeks]
    known = [each for each in required if each is not None]
    return {
        "required": sum(known) if len(known) == len(required) else None,
        "planned": sum(one.planned for one in found.weeks),
        "delivered": sum(one.delivered for one in found.weeks),
        "unrecorded": sum(one.unrecorded for one in found.weeks),
        "uncovered": sum(one.uncovered for one in found.weeks),
    }


def same_month(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the month that the page shows."""
    month = request.GET.get("month", "")
    base = address_of(request, "access-hours", code)
    return redirect(safe_dates(request).link(base, **({"month": month} if month else {})))


small_form = small_forms(show, "access-hours", back=same_month)


@small_form("on")
def plan(form: Form, code: str, by: Account) -> Callable[[], Any]:
    on = form.day("on", _("the day"))
    places = [] if "on" in form.problems else places_of(code, when=When(as_at=on))
    said: dict[str, Any] = {
        "held_at": form.choice(
            "held_at",
            _("a practice that is in the network on that day"),
            [one for one, _n in places],
        ),
        "starts_at": moment(form, "starts_at", _("when it starts")),
        "ends_at": moment(form, "ends_at", _("when it ends")),
        "clinicians": form.whole("clinicians", _("how many clinicians")),
        "mode": form.choice("mode", _("how people are seen"), Mode.values),
        "weeks": form.whole("weeks", _("for how many weeks")),
    }
    return lambda: acts.plan_sessions(
        network=code, on=on, shortest=shortest_block(on), by=by, **said
    )


@small_form("minutes")
def deliver(form: Form, code: str, by: Account) -> Callable[[], Any]:
    which = form.number_of("session")
    minutes = form.whole("minutes", _("how many minutes were delivered"))
    reason = form.text("reason", _("the reason"), required=False, longest=300)
    return lambda: acts.record_delivered(which, minutes=minutes, reason=reason, by=by)


@small_form("minutes")
def as_planned(form: Form, code: str, by: Account) -> Callable[[], Any]:
    first, last = hidden_day(form, "first"), hidden_day(form, "last")
    return lambda: acts.record_as_planned(network=code, first=first, last=last, by=by)


@small_form("minutes")
def undeliver(form: Form, code: str, by: Account) -> Callable[[], Any]:
    which = form.number_of("session")
    return lambda: acts.clear_delivered(which, by=by)


@small_form("minutes")
def out(form: Form, code: str, by: Account) -> Callable[[], Any]:
    which = form.number_of("session")
    return lambda: acts.withdraw_session(which, by=by)


def hidden_day(form: Form, name: str) -> date:
    """A day that the page itself wrote into a form."""
    try:
        return date.fromisoformat(form.said.get(name, ""))
    except ValueError:
        form.problems["minutes"] = _("Open the month again; its days were not sent")
        return date.min


def moment(form: Form, name: str, what: str) -> time:
    """A time of the day as people type it: 18:30, 18.30 or 1830."""
    text = form.text(name, what, longest=8).replace(".", ":")
    if text and ":" not in text and len(text) in (3, 4):
        text = f"{text[:-2]}:{text[-2:]}"
    try:
        hour, minute = (int(part) for part in text.split(":"))
        return time(hour, minute)
    except ValueError:
        form.problems.setdefault(name, _("Enter a time, such as 18:30"))
        return time()
