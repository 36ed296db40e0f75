"""Words and rows of what comes in."""

from __future__ import annotations

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
    payees = {one.paid_to for one in together}
    hows = {one.paid.how for one in together}
    return {
        "months": [month_row(one) for one in together],
        "by_payee": len(payees) > 1,
        "total": pounds(sum((one.pounds for one in together), Decimal(0))),
        "lines": [line_row(one) for one in lines],
        "unknown": [one.title for one in lines if one.pounds is None],
        "any": bool(lines),
        "is_about": How.PUBLISHED in hows,
        "is_not_held": How.NOT_HELD in hows,
    }


def month_row(one: Incoming) -> dict[str, str]:
    """A month's money, with the day by which it is expected."""
    return {
        "month": f"{one.month:%B %Y}",
        "to": to_words(one.paid_to),
        "by": by_words(one.paid),
        "note": one.paid.words if one.paid.how is How.LOCAL else "",
        "pounds": pounds(one.pounds),
    }


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
