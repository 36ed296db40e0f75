"""The sentence that shows how an amount comes about: £314,634.00 = 41,000 adjusted × £7.674."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpcn.engines.funding.rules import Count, Entitlement, Part, Per
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import plain, pounds


def counted(entitlement: Entitlement, count: Decimal) -> str:
    """A count with its short name: 41,000 adjusted."""
    if entitlement.counts is Count.NETWORK:
        return f"{plain(count)} {'set' if count == 1 else 'sets'} of roles"
    return f"{plain(count)} {entitlement.counts.value}"


def known(entitlement: Entitlement, count: Decimal, parts: Sequence[Part], amount: Decimal) -> str:
    """The working of a known amount."""
    told = " + ".join(f"{counted(entitlement, count)} × {times(part)}" for part in parts)
    return f"{pounds(amount)} = {told}"


def times(part: Part) -> str:
    """A rate with the months for which it counts, where these are not the whole year."""
    rate, months = part
    money = "rate not found" if rate.pounds is None else f"£{rate.pounds:,}"
    match rate.per:
        case Per.YEAR:
            return money if months == 12 else f"{money} × {months}/12"
        case Per.MONTH:
            return f"{money} × {months} months"
        case Per.PERIOD:
            return money


def without_rate(entitlement: Entitlement, count: Decimal | None) -> str:
    """The working where no rate is held."""
    if count is None:
        return f"{entitlement.counts.words} × rate, neither is held"
    return f"{counted(entitlement, count)} × rate not found"


def without_count(entitlement: Entitlement, parts: Sequence[Part], held_on: Sequence[date]) -> str:
    """The working where the count is not held on its day; says which days are held."""
    on = f" of {in_words(entitlement.counted_on)}" if entitlement.counted_on else ""
    held = f" (held: {', '.join(in_words(day) for day in held_on)})" if held_on else ""
    told = " + ".join(times(part) for part in parts)
    if entitlement.counts is Count.NETWORK:
        return f"registered patients{on}, who say how many sets of roles, not held × {told}"
    return f"{entitlement.counts.words}{on} not held{held} × {told}"
