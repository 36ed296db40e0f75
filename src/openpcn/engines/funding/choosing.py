"""Which rate and which count are the newest, as far as was known on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpcn.engines.funding.facts import Counted, NetworkFacts
from openpcn.engines.funding.rules import Count, Entitlement, Rate
from openpcn.kernel.contract_years import ContractYear


def rates_known(entitlement: Entitlement, year: ContractYear, known: date) -> dict[date, Rate]:
    """The rate of each month that has one: the newest that was known by then."""
    held = sorted(
        (rate for rate in entitlement.rates if rate.known_from <= known),
        key=lambda rate: rate.known_from,
    )
    return {
        month: rate
        for month in year.months
        for rate in held
        if rate.starts_on <= month <= rate.ends_on
    }


def count_known(
    entitlement: Entitlement, facts: NetworkFacts, year: ContractYear, known: date
) -> Counted | None:
    """The newest version of the count on its day; a network's roles are counted by its size."""
    if entitlement.counts is Count.NETWORK:
        return roles_of(entitlement, facts, known)
    if entitlement.counts is Count.POINTS:
        return earned(facts, year, known)
    if entitlement.counted_on is None:
        return standing(entitlement, facts, known)
    return newest(facts, entitlement.counts, entitlement.counted_on, known)


def standing(entitlement: Entitlement, facts: NetworkFacts, known: date) -> Counted | None:
    """What stands month by month: the count of the latest day that its rates still cover."""
    last = max(rate.ends_on for rate in entitlement.rates)
    held = [
        one
        for one in facts.counts
        if one.counts is entitlement.counts
        and one.known_from <= known
        and (one.on is None or one.on <= last)
    ]
    return max(held, key=lambda one: (one.on or date.max, one.known_from), default=None)


def earned(facts: NetworkFacts, year: ContractYear, known: date) -> Counted | None:
    """Points that were told for the year itself; those of another year stand for nothing."""
    held = [
        one
        for one in facts.counts
        if one.counts is Count.POINTS
        and one.known_from <= known
        and (one.on is None or one.on in year)
    ]
    return max(held, key=lambda one: (one.on or date.max, one.known_from), default=None)


def roles_of(entitlement: Entitlement, facts: NetworkFacts, known: date) -> Counted | None:
    """One set of roles, or two from a size on."""
    size = newest(facts, Count.REGISTERED, entitlement.counted_on, known)
    if size is None or entitlement.doubled_from is None:
        return size
    sets = Decimal(2 if size.number >= entitlement.doubled_from else 1)
    return Counted(
        counts=Count.NETWORK,
        number=sets,
        on=size.on,
        known_from=size.known_from,
        source=size.source,
        is_stand_in=size.is_stand_in,
    )


def newest(facts: NetworkFacts, counts: Count, on: date | None, known: date) -> Counted | None:
    """The version of a count that was known last; a count of another day does not stand for it."""
    held = [
        one
        for one in facts.counts
        if one.counts is counts
        and one.known_from <= known
        and (one.on is None or on is None or one.on == on or one.is_stand_in)
    ]
    return max(held, key=lambda one: (not one.is_stand_in, one.known_from), default=None)
