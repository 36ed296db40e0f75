"""Counts times rates, rounded once; and the same money month by month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from openpcn.engines.funding.rules import Entitlement, Paid, Per, Rate
from openpcn.engines.funding.statements import NOTHING, Payment
from openpcn.engines.funding.working import Part

PENNY = Decimal("0.01")


def amount_of(count: Decimal, parts: list[Part]) -> Decimal | None:
    """Count times rates, rounded to the penny; None where a rate is not held."""
    total = NOTHING
    for rate, months in parts:
        if rate.pounds is None:
            return None
        total += count * rate.pounds * share_of(rate, months)
    return total.quantize(PENNY, ROUND_HALF_UP)


def share_of(rate: Rate, months: int) -> Decimal:
    """How many times a rate counts in these months."""
    match rate.per:
        case Per.YEAR:
            return Decimal(months) / 12
        case Per.MONTH:
            return Decimal(months)
        case Per.PERIOD:
            return Decimal(1)


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
    return (count * (rate.pounds or NOTHING) * share_of(rate, lasting) / lasting).quantize(
        PENNY, ROUND_DOWN
    )
