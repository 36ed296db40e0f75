"""Work out what a network is entitled to: counts times rates, month by month, with arrears."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from openpcn.engines.funding import working
from openpcn.engines.funding.amounts import amount_of, schedule_of
from openpcn.engines.funding.arrears import arrears, arrears_words
from openpcn.engines.funding.choosing import count_known, rates_known
from openpcn.engines.funding.facts import Counted, NetworkFacts
from openpcn.engines.funding.points import by_points, has_points, not_worked_out
from openpcn.engines.funding.rules import Entitlement, FundingRules, Part
from openpcn.engines.funding.statements import Line, Statement
from openpcn.kernel.contract_years import ContractYear


def work_out_funding(
    facts: NetworkFacts, rules: FundingRules, *, as_known: date | None = None
) -> Statement:
    """The statement of a network for the year of `rules`, as far as was known on a day.

    Rates and counts that became known later do not count; `as_known` is the end of the year where
    it is left out. An amount is rounded once, to the penny, half up. Where a rate or a count is
    not held, the line says so and has no amount: nothing is guessed.
    """
    known = as_known or date.max
    unheld = [each for each in rules.unheld if each.known_from <= known]
    earned = [each for each in unheld if each.points and has_points(facts, rules.year, known)]
    paid_for = (*rules.entitlements, *(by_points(each, rules.year) for each in earned))
    lines = (line_of(each, facts, rules.year, known) for each in paid_for)
    return Statement(
        year=rules.year,
        as_known=known,
        lines=tuple(line for line in lines if line is not None),
        unheld=tuple(not_worked_out(each) for each in unheld if each not in earned),
        not_held=tuple(each for each in unheld if each not in earned),
        rules_version=rules.version,
    )


def line_of(
    entitlement: Entitlement, facts: NetworkFacts, year: ContractYear, known: date
) -> Line | None:
    """One line; None where the year's rules knew nothing of it yet."""
    rate_of = rates_known(entitlement, year, known)
    if not rate_of:
        return None
    count = count_known(entitlement, facts, year, known)
    rates = Counter(rate_of.values())
    parts = [(rate, rates[rate]) for rate in sorted(rates, key=lambda one: one.starts_on)]
    number = None if count is None else count.number
    amount = None if number is None else amount_of(number, parts)
    schedule = schedule_of(entitlement, list(rate_of), number, rate_of, amount)
    owed = arrears(entitlement, facts, year, known, schedule)
    return Line(
        code=entitlement.code,
        title=entitlement.title,
        amount=amount,
        working=working_of(entitlement, facts, count, parts, amount),
        counts=entitlement.counts,
        count=number,
        counted_on=entitlement.counted_on if count is None else count.on or entitlement.counted_on,
        is_stand_in=count is not None and count.is_stand_in,
        payee=entitlement.payee,
        paid=entitlement.paid,
        is_most=entitlement.is_most,
        parts=tuple(parts),
        schedule=schedule,
        arrears=owed,
        arrears_words=arrears_words(entitlement, facts, year, known, owed),
    )


def working_of(
    entitlement: Entitlement,
    facts: NetworkFacts,
    count: Counted | None,
    parts: list[Part],
    amount: Decimal | None,
) -> str:
    """The working, or what is missing for it."""
    if amount is not None and count is not None:
        return working.known(entitlement, count.number, parts, amount)
    if any(rate.pounds is None for rate, _ in parts):
        return working.without_rate(entitlement, None if count is None else count.number)
    days = sorted({one.on for one in facts.counts if one.counts is entitlement.counts and one.on})
    return working.without_count(entitlement, parts, days)
