"""The days on which money comes in: as published, and as somebody was told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.agreements.actions import obligations as acts
from openpcn.domains.agreements.queries.obligations import LocalDeadlineAnswer
from openpcn.domains.registry.permissions import may
from openpcn.engines.calendar.payments import PaymentRule
from openpcn.engines.funding.rules import Payee
from openpcn.rulebook.statuses import Status
from openpcn.web.calendar.files import ALL
from openpcn.web.calendar.reading import page
from openpcn.web.calendar.receiving import to_words
from openpcn.web.presenters.statuses import COLOURS
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.calendar.payment_days import code_of, rules_in, set_paying_day
from openpcn.workflows.calendar.show_calendar import show_calendar, year_asked

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
MONTH, MONTH_AFTER = "month", "month_after"


@READ_AND_WRITE
def paid(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """The days of payment; a form to whoever may record the one that they were told."""
    if request.method == "POST":
        return told(request, code, year)
    return show(request, code, year, Form())


@for_recording
def told(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Record the day that the commissioner told."""
    form = form_of(request)
    payee = form.choice("payee", _("who is paid"), list(Payee))
    number = form.whole("day_of_month", _("a day of the month, 1 to 31"))
    day_of = form.choice("day_of", _("the month"), (MONTH, MONTH_AFTER))
    source = form.text("source", _("who set it, and where it is written"), longest=300)
    form.act(
        lambda: set_paying_day(
            organisation=code,
            year=year_asked(year, when_of(request)),
            payee=Payee(payee),
            day_of_month=number,
            same_month=day_of == MONTH,
            source=source,
            by=person_of(request),
        ),
        about="day_of_month",
    )
    return show(request, code, year, form) if form.problems else back(request, code, year)


@READ_AND_WRITE
@for_recording
def unpaid(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Take a day back."""
    form = form_of(request)
    if request.method == "POST":
        which = form.number_of("record")
        form.act(
            lambda: acts.withdraw_local_day(which, by=person_of(request)), about="day_of_month"
        )
    return show(request, code, year, form) if form.problems else back(request, code, year)


def back(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """On to the days."""
    return go(request, "calendar-paid", code, year)


def show(request: HttpRequest, code: str, year: str, form: Form) -> HttpResponse:
    """The page, with or without a form that has to be mended."""
    viewer = viewer_of(request)
    wanted = "" if code == ALL else code
    found = show_calendar(viewer, wanted, year=year, when=when_of(request), with_receipts=False)
    scope = found.scope
    local = {payee: found.local.get(code_of(payee)) for payee in Payee}
    return page(
        request,
        "paid",
        form,
        found=found,
        code=code,
        slug=year,
        rules=[rule_row(one) for one in rules_in(found.year)],
        told=[
            told_row(payee, one) | {"may_unset": may(viewer, acts.RECORD, one.organisation_id)}
            for payee, one in local.items()
            if one is not None
        ],
        may_set=scope is not None
        and scope.organisation.kind in ("network", "icb", "sub_icb")
        and may(viewer, acts.RECORD, scope.organisation.id),
        payees=[(payee.value, to_words(payee)) for payee in Payee],
        days_of=[
            (MONTH, _("the month that the money is for")),
            (MONTH_AFTER, _("the month after")),
        ],
    )


def rule_row(rule: PaymentRule) -> dict[str, Any]:
    """What was read, in words."""
    status = Status(rule.status).words
    return {
        "rule": rule,
        "to": to_words(Payee(rule.payee)),
        "months": _("from %(first)s to %(last)s")
        % {"first": f"{rule.starts_on:%B %Y}", "last": f"{rule.ends_on:%B %Y}"}
        if rule.ends_on
        else _("from %(first)s") % {"first": f"{rule.starts_on:%B %Y}"},
        "day": _("day not found")
        if rule.day_of_month is None
        else _("about %(day)s") % {"day": day_words(rule.day_of_month, rule.same_month)},
        "status": status,
        "colour": COLOURS[status],
    }


def told_row(payee: Payee, local: LocalDeadlineAnswer) -> dict[str, Any]:
    """A day that was recorded, in words."""
    return {
        "to": to_words(payee),
        "day": day_words(local.day_of_month or 0, local.same_month),
        "local": local,
    }


def day_words(number: int, same_month: bool) -> str:
    """A day of the month that the money is for, or of the one after."""
    if same_month:
        return _("day %(n)s of the month that the money is for") % {"n": number}
    return _("day %(n)s of the month after") % {"n": number}
