"""Between which amounts a year of claims may end: staff who leave, and posts that are filled.

It is a range of two courses of events, not a measured interval. The lower end lets people leave as
often as they have been seen to, with nobody after them; the upper end fills every empty post from
the first whole month to come, at the most that its role can bring.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from openpcn.engines.reimbursement.facts import Term, pence
from openpcn.engines.reimbursement.lines import NOTHING
from openpcn.engines.reimbursement.odd import Vacancy
from openpcn.engines.reimbursement.years import YearOfClaims

SEEN = 24
"""Months in which leaving is looked for: long enough to see some, short enough to be of now."""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Where a year of claims may end, and what that rests on."""

    low: Decimal
    high: Decimal
    leavers: int
    """People who left in the months looked at."""
    months_worked: int
    """Months of work of all people in them."""


def outlook(
    worked: YearOfClaims, terms: Iterable[Term], empty: Iterable[Vacancy], *, as_at: date
) -> Outlook:
    """The range of the year's claims, from who left in the two years before the day."""
    staff = list(terms)
    left, months = seen(staff, as_at)
    staying = 1 - Fraction(left, months) if months else Fraction(1)
    to_come = [one.payable for one in worked.months if one.claim.month > as_at]
    lost = sum(
        (Fraction(amount) * (1 - staying**at) for at, amount in enumerate(to_come, 1)), Fraction(0)
    )
    filled = sum((one.could_be or NOTHING for one in empty), NOTHING)
    most = worked.forecast + filled
    return Outlook(
        low=worked.forecast - pence(lost),
        high=most if worked.sum is None else max(worked.forecast, min(most, worked.sum)),
        leavers=left,
        months_worked=months,
    )


def seen(staff: list[Term], as_at: date) -> tuple[int, int]:
    """How many people left in the months looked at, and how many months they all worked."""
    first = months_before(as_at, SEEN)
    by_person: dict[str, list[Term]] = {}
    for term in staff:
        by_person.setdefault(term.person, []).append(term)
    left = months = 0
    for terms in by_person.values():
        ends = [term.ends_on or date.max for term in terms]
        left += first <= max(ends) < as_at
        months += sum(
            any(term.days_in(day, day) for term in terms)
            for day in (months_before(as_at, back) for back in range(SEEN))
        )
    return left, months


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies some months before the month of a day."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)
