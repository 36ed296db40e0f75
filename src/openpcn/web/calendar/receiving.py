"""Words and rows of what comes in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from openpcn.engines.funding.rules import Paid
from openpcn.engines.funding.working import pounds
from openpcn.kernel.contract_years import month_end
from openpcn.kernel.when import in_words
from openpcn.rulebook.statuses import Status
from openpcn.web.presenters.statuses import COLOURS
from openpcn.workflows.calendar.receipts import Receipt
from openpcn.workflows.calendar.show_calendar import YearCalendar


def receipt_rows(found: YearCalendar) -> dict[str, Any]:
    """What comes in: by month, and what is paid on claim or declaration."""
    lines = found.receipts.lines
    months = [
        {
            "month": f"{month:%B %Y}",
            "by": in_words(month_end(month)),
            "pounds": pounds(amount),
        }
        for month, amount in found.receipts.by_month.items()
    ]
    return {
        "months": months,
        "total": pounds(sum(found.receipts.by_month.values(), Decimal(0))),
        "lines": [line_row(one) for one in lines],
        "unknown": [one.title for one in lines if one.pounds is None],
        "any": bool(lines),
    }


def line_row(one: Receipt) -> dict[str, str]:
    """An entitlement in the list of what comes in."""
    when = {
        Paid.MONTHLY: _("monthly"),
        Paid.ON_CLAIM: _("on claim, after the month"),
        Paid.ON_DECLARATION: _("on declaration"),
    }[one.paid]
    first = one.months[0][1] if one.months else None
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
