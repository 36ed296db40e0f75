"""A day of a month, for a month."""

from __future__ import annotations

from datetime import date, timedelta

from openpcn.kernel.contract_years import month_end


def day_for(month: date, number: int, *, same_month: bool) -> date:
    """Day `number` of a month or of the one after; the last day where the month is shorter."""
    first = month if same_month else month_end(month) + timedelta(days=1)
    return first.replace(day=min(number, month_end(first).day))
