"""What is held of a network that its money is counted by: lists, weights, recorded counts.

A recorded count of the day comes first. Where the day that the rule asks for is not held, the
nearest within a year stands in, and every line that uses it says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from openpcn.domains.agreements.queries.counts import recorded_counts
from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.lists import lists_over_time
from openpcn.domains.registry.queries.structure import practices
from openpcn.engines.funding.facts import EVER, Counted, NetworkFacts, checked
from openpcn.engines.funding.rules import Count, FundingRules
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When, in_words

STANDS_IN = timedelta(days=366)
"""A count further than this from its day stands in for nothing."""
WEIGHTED = "payments-weighted-patients"
AFTER_THE_YEAR = timedelta(days=120)
"""The payments file of a year tells of lists up to the end of March, after 1 January."""


def network_facts(
    network_id: int, code: str, rules: FundingRules, *, as_known: datetime | None = None
) -> NetworkFacts:
    """Every count of a network that the rules of a year could use."""
    members = member_codes(code, rules.year, as_known)
    found = [*recorded(network_id, as_known)]
    days = {each.counted_on for each in rules.entitlements if each.counted_on}
    for day in sorted(days):
        found += registered(members, day, as_known)
        found += weighted(members, day, as_known)
    return checked(found)


def member_codes(code: str, year: ContractYear, as_known: datetime | None) -> tuple[str, ...]:
    """The practices of a network on the first day of a year."""
    when = When(as_at=year.first_on, as_known=as_known)
    return tuple(one.code for one in practices(when=when, within=code))


def recorded(network_id: int, as_known: datetime | None) -> Iterator[Counted]:
    """What people recorded: a first version as if always known, a correction from its day on."""
    seen: set[tuple[str, date]] = set()
    for one in recorded_counts(network_id, as_known=as_known):
        is_first = (one.counts, one.on) not in seen
        seen.add((one.counts, one.on))
        yield Counted(
            counts=Count(one.counts),
            number=one.number,
            on=one.on,
            known_from=EVER if is_first else one.known_from.date(),
            source=one.source,
        )


def registered(members: Collection[str], day: date, as_known: datetime | None) -> Iterator[Counted]:
    """The sum of the members' lists of the day; else of the nearest day on which all are held."""
    lists = lists_over_time(members, as_known=as_known)
    held = [{one.on: one.patients for one in lists.get(code, ())} for code in members]
    common = set.intersection(*(set(one) for one in held)) if held else set()
    nearest = min(common, key=lambda on: (abs(on - day), on), default=None)
    if nearest is not None and abs(nearest - day) <= STANDS_IN:
        yield Counted(
            counts=Count.REGISTERED,
            number=Decimal(sum(one[nearest] for one in held)),
            on=nearest,
            source=f"Patients registered at a GP practice, {in_words(nearest)}",
            is_stand_in=nearest != day,
        )


def weighted(members: Collection[str], day: date, as_known: datetime | None) -> Iterator[Counted]:
    """The published weighted lists of the payment year that the day lies in; they stand in."""
    when = When(as_at=day + AFTER_THE_YEAR, as_known=as_known)
    found = figures(WEIGHTED, subject_kind="practice", subject_codes=members, when=when)
    values = {one.subject_code: one.value for one in found if one.value is not None}
    if members and set(values) == set(members):
        ends = max(one.ends_on for one in found)
        yield Counted(
            counts=Count.WEIGHTED,
            number=sum((Decimal(str(value)) for value in values.values()), Decimal(0)),
            on=ends,
            source=f"NHS Payments to General Practice, year to {in_words(ends)}",
            is_stand_in=True,
        )
