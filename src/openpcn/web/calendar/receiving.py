"""Words and rows of what comes in."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from openpcn.engines.calendar.payments import How, PaidOn
from openpcn.engines.funding.rules import Paid, Payee
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds
from openpcn.rulebook.statuses import Status
from openpcn.web.presenters.statuses import COLOURS
from openpcn.workflows.calendar.receipts import Incoming, Receipt
from openpcn.workflows.calendar.show_calendar import YearCalendar


def receipt_rows(found: YearCalendar) -> dict[str, Any]:
    """What comes in: by month and payee, and what is paid on claim or declaration."""
    lines, together = found.receipts.lines, found.receipts.together
    payees = [payee for payee in Payee if any(one.paid_to is payee for one in together)]
    hows = {one.paid.how for one in together}
    return {
        "payees": [to_words(payee) for payee in payees],
        "months": month_rows(together, payees),
        "totals": [total_of(one for one in together if one.paid_to is each) for each in payees],
        "told": told_words(together),
        "lines": [line_row(one) for one in lines],
        "unknown": [one.title for one in lines if one.pounds is None],
        "any": bool(lines),
        "is_about": How.PUBLISHED in hows,
        "is_not_held": How.NOT_HELD in hows,
    }


def month_rows(together: Iterable[Incoming], payees: list[Payee]) -> list[dict[str, Any]]:
    """One row a month; of each payee the amount, with the day by which it is expected."""
    held = {(one.month, one.paid_to): one for one in together}
    months = sorted({month for month, _payee in held})
    return [
        {
            "month": f"{month:%B %Y}",
            "cells": [cell(held.get((month, payee))) for payee in payees],
        }
        for month in months
    ]


def cell(one: Incoming | None) -> dict[str, str]:
    """What a payee has of a month."""
    if one is None:
        return {"pounds": "", "by": ""}
    return {"pounds": pounds(one.pounds), "by": by_words(one.paid)}


def total_of(parts: Iterable[Incoming]) -> str:
    """The pounds of some months together."""
    return pounds(sum((one.pounds for one in parts), Decimal(0)))


def told_words(together: Iterable[Incoming]) -> list[str]:
    """Who told a day that was set locally, each said once."""
    told = (
        f"{to_words(one.paid_to)}: {one.paid.words}"
        for one in together
        if one.paid.how is How.LOCAL
    )
    return list(dict.fromkeys(told))


def to_words(payee: Payee) -> str:
    """Who is paid."""
    return {
        Payee.NOMINATED_PAYEE: _("the nominated payee"),
        Payee.PRACTICES: _("the practices"),
    }[payee]


def by_words(paid: PaidOn) -> str:
    """The day of a payment, as sure as it is."""
    day = in_words(paid.on)
    return {
        How.LOCAL: day,
        How.PUBLISHED: _("about %(day)s") % {"day": day},
        How.NOT_HELD: _("day not held; month ends %(day)s") % {"day": day},
    }[paid.how]


def next_in(found: YearCalendar) -> dict[str, str] | None:
    """What comes in next, for the few figures at the top."""
    coming = [one for one in found.receipts.together if one.paid.on >= found.day]
    if not coming:
        return None
    first = min(coming, key=lambda one: (one.paid.on, one.month, one.paid_to))
    return {
        "label": _("Next to come in"),
        "figure": pounds(first.pounds),
        "note": f"{by_words(first.paid)}; {_('for')} {first.month:%B %Y}",
    }


def line_row(one: Receipt) -> dict[str, str]:
    """An entitlement in the list of what comes in."""
    when = {
        Paid.MONTHLY: _("monthly"),
        Paid.ON_CLAIM: _("on claim, after the month"),
        Paid.ON_DECLARATION: _("on declaration"),
    }[one.paid]
    first = one.months[0].pounds if one.months else None
    status = Status(one.status).words
    return {
        "title": one.title + (_(", at most") if one.is_most else ""),
        "when": when
        if first is None
        else _("monthly, first %(amount)s") % {"amount": pounds(first)},
        "pounds": _("not known") if one.pounds is None else pounds(one.pounds),
        "status": status,
        "colour": COLOURS[status],
    }
