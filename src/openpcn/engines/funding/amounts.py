"""Counts times rates, rounded once; and the same money month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from openpcn.engines.funding.rules import Entitlement, Paid, Part, Per, Rate
from openpcn.engines.funding.statements import NOTHING, Payment

PENNY = Decimal("0.01")


def amount_of(count: Decimal, parts: Sequence[Part]) -> Decimal | None:
    """Count times rates, rounded to the penny; None where a rate is not held."""
    total = NOTHING
    for rate, months in parts:
        if rate.pounds is None:
            return None
        total += times_counted(count * rate.pounds, rate, months)
    return total.quantize(PENNY, ROUND_HALF_UP)


def times_counted(pounds: Decimal, rate: Rate, months: int) -> Decimal:
    """Pounds at a rate, as often as it counts in these months; divided last, to stay exact."""
    match rate.per:
        case Per.YEAR:
            return pounds * months / 12
        case Per.MONTH:
            return pounds * months
        case Per.PERIOD:
            return pounds


def schedule_of(
    entitlement: Entitlement,
    months: list[date],
    count: Decimal | None,
    rate_of: dict[date, Rate],
    amount: Decimal | None,
) -> tuple[Payment, ...]:
    """What is due for each month, summing to the amount: pence that are left fall to the last."""
    if entitlement.paid is not Paid.MONTHLY or amount is None or count is None:
        return ()
    lasting = Counter(rate_of.values())
    due = [month_due(count, rate_of[month], lasting[rate_of[month]]) for month in months]
    due[-1] += amount - sum(due, NOTHING)
    return tuple(
        Payment(month=month, pounds=money) for month, money in zip(months, due, strict=True)
    )


def month_due(count: Decimal, rate: Rate, lasting: int) -> Decimal:
    """A month's part of a rate that counts for `lasting` months; whole pence, rounded down."""
    whole = times_counted(count * (rate.pounds or NOTHING), rate, lasting)
    return (whole / lasting).quantize(PENNY, ROUND_DOWN)
