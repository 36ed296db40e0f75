"""What is held of networks that their money is counted by: lists, weights, recorded counts.

A recorded count of the day comes first. Where the day that the rule asks for is not held, the
nearest within a year stands in, and every line that uses it says so. However many networks are
asked about, each kind of count is one question to the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from openpcn.domains.agreements.queries.counts import CountAnswer, recorded_counts_of
from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.lists import ListAnswer, lists_over_time
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.registry.queries.positions import positions_in_networks
from openpcn.engines.funding.facts import EVER, Counted, NetworkFacts, checked
from openpcn.engines.funding.rules import Count, FundingRules
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When, in_words

STANDS_IN = timedelta(days=366)
"""A count further than this from its day stands in for nothing."""
WEIGHTED = "payments-weighted-patients"
AFTER_THE_YEAR = timedelta(days=120)
"""The payments file of a year tells of lists up to the end of March, after 1 January."""

Lists = Mapping[str, list[ListAnswer]]


@dataclass(frozen=True, kw_only=True)
class NetworkHeld:
    """What is held of a network in a year."""

    facts: NetworkFacts
    practices: tuple[OrganisationAnswer, ...]
    """Its members on the first day of the year, by name."""
    weighted_of: Mapping[str, Counted | None]
    """Each practice's published weighted list; None where it is not held."""


def networks_held(
    network_ids: Collection[int],
    rules: FundingRules,
    *,
    as_known: datetime | None = None,
    lists: Lists | None = None,
) -> dict[int, NetworkHeld]:
    """Every count of some networks that the rules of a year could use."""
    members = members_of(network_ids, rules.year, as_known)
    codes = {one.code for group in members.values() for one in group}
    held = lists_of(codes, lists or {}, as_known)
    days = sorted({each.counted_on for each in rules.entitlements if each.counted_on})
    weighted = {day: weighted_lists(codes, day, as_known) for day in days}
    recorded: dict[int, list[CountAnswer]] = defaultdict(list)
    for one in recorded_counts_of(network_ids, as_known=as_known):
        recorded[one.network_id].append(one)
    return {
        network: held_of(members.get(network, ()), recorded[network], days, held, weighted)
        for network in network_ids
    }


def network_held(
    network_id: int, rules: FundingRules, *, as_known: datetime | None = None
) -> NetworkHeld:
    """Every count of one network that the rules of a year could use."""
    return networks_held([network_id], rules, as_known=as_known)[network_id]


def held_of(
    members: tuple[OrganisationAnswer, ...],
    recorded: list[CountAnswer],
    days: list[date],
    lists: Lists,
    weighted: Mapping[date, Mapping[str, Counted]],
) -> NetworkHeld:
    """One network's counts, from what is held of all."""
    codes = [one.code for one in members]
    found = [*versions(recorded)]
    for day in days:
        found += registered(codes, day, lists)
        found += weighted_sum(codes, weighted[day])
    last = weighted[days[-1]] if days else {}
    return NetworkHeld(
        facts=checked(found),
        practices=members,
        weighted_of={code: last.get(code) for code in codes},
    )


def members_of(
    network_ids: Collection[int], year: ContractYear, as_known: datetime | None
) -> dict[int, tuple[OrganisationAnswer, ...]]:
    """The practices of each network on the first day of a year."""
    when = When(as_at=year.first_on, as_known=as_known)
    found = positions_in_networks(sorted(network_ids), when=when) if network_ids else []
    named = organisations_by_id([one.practice for one in found], when=when)
    groups: dict[int, list[OrganisationAnswer]] = defaultdict(list)
    for one in found:
        if one.network is not None and one.practice in named:
            groups[one.network].append(named[one.practice])
    return {
        network: tuple(sorted(group, key=lambda one: (one.name, one.code)))
        for network, group in groups.items()
    }


def lists_of(codes: Collection[str], known: Lists, as_known: datetime | None) -> Lists:
    """Every list of some practices; those that are known already are not asked for again."""
    missing = [code for code in codes if code not in known]
    if not missing:
        return known
    return {**known, **lists_over_time(missing, as_known=as_known)}


def versions(recorded: list[CountAnswer]) -> Iterator[Counted]:
    """What people recorded: a first version as if always known, a correction from its day on."""
    seen: set[tuple[str, date]] = set()
    for one in recorded:
        is_first = (one.counts, one.on) not in seen
        seen.add((one.counts, one.on))
        yield Counted(
            counts=Count(one.counts),
            number=one.number,
            on=one.on,
            known_from=EVER if is_first else one.known_from.date(),
            source=one.source,
        )


def registered(members: Collection[str], day: date, lists: Lists) -> Iterator[Counted]:
    """The sum of the members' lists of the day; else of the nearest day on which all are held."""
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


def weighted_lists(
    codes: Collection[str], day: date, as_known: datetime | None
) -> dict[str, Counted]:
    """The published weighted lists of the payment year that the day lies in; they stand in."""
    when = When(as_at=day + AFTER_THE_YEAR, as_known=as_known)
    found = figures(WEIGHTED, subject_kind="practice", subject_codes=codes, when=when)
    return {
        one.subject_code: Counted(
            counts=Count.WEIGHTED,
            number=Decimal(str(one.value)),
            on=one.ends_on,
            source=f"NHS Payments to General Practice, year to {in_words(one.ends_on)}",
            is_stand_in=True,
        )
        for one in found
        if one.value is not None
    }


def weighted_sum(members: Collection[str], held: Mapping[str, Counted]) -> Iterator[Counted]:
    """The sum of the members' published weighted lists, where every one of them is held."""
    lists = [held[code] for code in members if code in held]
    if lists and len(lists) == len(members):
        newest = max(lists, key=lambda one: one.on or date.min)
        yield Counted(
            counts=Count.WEIGHTED,
            number=sum((one.number for one in lists), Decimal(0)),
            on=newest.on,
            source=newest.source,
            is_stand_in=True,
        )
