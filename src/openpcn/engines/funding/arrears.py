"""What earlier months were paid too little or too much once a rate or a count was revised."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from openpcn.engines.funding import working
from openpcn.engines.funding.amounts import amount_of, schedule_of
from openpcn.engines.funding.choosing import count_known, rates_known
from openpcn.engines.funding.facts import NetworkFacts
from openpcn.engines.funding.rules import Entitlement
from openpcn.engines.funding.statements import NOTHING, Payment
from openpcn.kernel.contract_years import ContractYear, month_end
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds


def arrears(
    entitlement: Entitlement,
    facts: NetworkFacts,
    year: ContractYear,
    known: date,
    schedule: tuple[Payment, ...],
) -> Decimal:
    """What was due for months that had ended, less what was known to be due when they ended."""
    owed = NOTHING
    if not schedule or not revised_on(entitlement, facts, year, known):
        return owed
    for payment in schedule:
        ended = month_end(payment.month)
        if ended < known:
            owed += payment.pounds - paid_for(entitlement, facts, year, payment.month, ended)
    return owed


def paid_for(
    entitlement: Entitlement, facts: NetworkFacts, year: ContractYear, month: date, known: date
) -> Decimal:
    """What a month was paid by what was known at its end."""
    rate_of = rates_known(entitlement, year, known)
    count = count_known(entitlement, facts, year, known)
    rate = rate_of.get(month)
    if rate is None or rate.pounds is None or count is None:
        return NOTHING
    lasting = Counter(rate_of.values())
    parts = [(each, lasting[each]) for each in lasting]
    whole = amount_of(count.number, parts)
    due = schedule_of(entitlement, list(rate_of), count.number, rate_of, whole)
    return next((one.pounds for one in due if one.month == month), NOTHING)


def arrears_words(
    entitlement: Entitlement, facts: NetworkFacts, year: ContractYear, known: date, owed: Decimal
) -> str:
    """Why there are arrears: which revision became known when, and what stood before."""
    if not owed:
        return ""
    late = revised_on(entitlement, facts, year, known)
    told = " and ".join(in_words(day) for day in late)
    verb = "is arrears" if owed > 0 else "is to be paid back"
    was = before(entitlement, facts, year, late[0] - timedelta(days=1))
    return f"{pounds(abs(owed))} {verb} for months that had ended: revised on {told} from {was}"


def revised_on(
    entitlement: Entitlement, facts: NetworkFacts, year: ContractYear, known: date
) -> list[date]:
    """The days after the year began on which another rate or count became known."""
    days = {rate.known_from for rate in entitlement.rates}
    days |= {one.known_from for one in facts.counts if one.counts is entitlement.counts}
    return sorted(day for day in days if year.first_on < day <= known)


def before(entitlement: Entitlement, facts: NetworkFacts, year: ContractYear, known: date) -> str:
    """The working as it stood before a revision."""
    rates = Counter(rates_known(entitlement, year, known).values())
    count = count_known(entitlement, facts, year, known)
    parts = sorted(rates.items(), key=lambda part: part[0].starts_on)
    amount = None if count is None else amount_of(count.number, parts)
    if amount is None or count is None:
        return "what was not known"
    return working.known(entitlement, count.number, parts, amount)
