"""Populations, services and budgets of networks viewed together, each with its source and date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.organisations import organisations_of_kind
from openpcn.domains.registry.queries.structure import NetworkAnswer, practices
from openpcn.engines.funding.caveats import doubts
from openpcn.engines.funding.rules import Count
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.funding import years_held
from openpcn.workflows.facts.show_facts import STAFF, Facts
from openpcn.workflows.funding.network_statements import NetworkStatement, state_networks
from openpcn.workflows.funding.show_money import wanted_year
from openpcn.workflows.funding.show_money_of_many import per_patient, registered_of
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One network: who is registered, what they need, who works there, what is paid."""

    code: str
    name: str
    patients: int | None
    deprived: float | None
    """Share of patients who live in the most deprived fifth of England."""
    aged: float | None
    """Share of patients aged 65 or over."""
    weighted: float | None
    """Contractor-weighted patients for each registered patient that is paid for."""
    staff: float | None
    """Full-time equivalents of network staff for each 10,000 patients."""
    roles: int | None
    """Different roles in which anybody is in post."""
    money: float
    """Pounds that are known of the year's entitlements."""
    each: float | None
    """The same for each registered patient that is paid for."""
    not_known: int
    """Lines of the statement without an amount."""


@dataclass(frozen=True, kw_only=True)
class Together:
    """The networks of an organisation beside each other."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    networks: tuple[Beside, ...]
    chosen: str
    """The network that was asked about, if one was."""
    by: str
    is_down: bool
    staff_on: date | None
    weighted_on: tuple[str, ...]
    """Where the weighted lists come from."""
    doubts: tuple[str, ...]
    """What the money rests on where it is not sure."""


SORTS = ("name", "patients", "deprived", "aged", "weighted", "staff", "roles", "money", "each")
"""By what the networks can be sorted."""


def show_together(
    path: str, code: str, *, year: str, by: str, is_down: bool, when: When
) -> Together:
    """The networks at home in a place or system; of a network, those of its system."""
    page = show_overview(path, code, when=when)
    wanted = wanted_year(year, when)
    networks = page.whole.networks if path == "networks" else page.networks
    stated = {one.network.code: one for one in stated_of(networks, wanted, page, when)}
    roles, staff_on = roles_of({one.code for one in networks}, when)
    rows = [
        beside(one, page, stated[one.code], roles.get(one.code), when)
        for one in networks
        if one.code in stated
    ]
    chosen_sort = by if by in SORTS else "name"
    return Together(
        page=page,
        year=wanted,
        years=years_held(),
        networks=tuple(in_order(rows, chosen_sort, is_down=is_down)),
        chosen=code.upper() if path == "networks" else "",
        by=chosen_sort,
        is_down=is_down,
        staff_on=staff_on,
        weighted_on=tuple(dict.fromkeys(weighted_sources(stated.values()))),
        doubts=doubts(line for one in stated.values() for line in one.statement.lines),
    )


def stated_of(
    networks: Collection[NetworkAnswer], year: ContractYear, page: Overview, when: When
) -> list[NetworkStatement]:
    """The statements of some networks."""
    codes = {one.code for one in networks}
    held = [one for one in organisations_of_kind("network", when=when) if one.code in codes]
    return state_networks(held, year, when=when, lists=page.whole.lists)


def beside(
    one: NetworkAnswer,
    page: Overview,
    stated: NetworkStatement,
    roles: dict[str, float] | None,
    when: When,
) -> Beside:
    """One network's figures; each is None where it is not held."""
    members = [each for each in page.whole.practices if each.network_code == one.code]
    if len(members) < one.practices:
        members = practices(when=when, within=one.code)
    facts = page.whole.of_network(one.code, members)
    registered, each = registered_of(stated), per_patient(stated)
    weighted = count_of(stated, Count.WEIGHTED)
    return Beside(
        code=one.code,
        name=as_written(one.name),
        patients=facts.patients,
        deprived=share(facts, "deprived"),
        aged=share(facts, "aged"),
        weighted=float(weighted / registered) if weighted and registered else None,
        staff=facts.staff / facts.patients * 10_000 if facts.staff and facts.patients else None,
        roles=sum(fte > 0 for fte in roles.values()) if roles else None,
        money=float(stated.statement.total),
        each=None if each is None else float(each),
        not_known=sum(line.amount is None for line in stated.statement.lines),
    )


def share(facts: Facts, name: str) -> float | None:
    """A share of the patients whose figure is held."""
    found = facts.deprived if name == "deprived" else facts.aged
    return None if found is None else found.value


def count_of(stated: NetworkStatement, counts: Count) -> Decimal | None:
    """The count of a kind that a network's lines count."""
    held = (line.count for line in stated.statement.lines if line.counts is counts)
    return next((one for one in held if one is not None), None)


def weighted_sources(stated: Collection[NetworkStatement]) -> Iterator[str]:
    """Where the weighted lists come from, with their day."""
    for one in stated:
        held = [each for each in one.held.facts.counts if each.counts is Count.WEIGHTED]
        for each in held[-1:]:
            yield f"{each.source}, {in_words(each.on)}" if each.on else each.source


def roles_of(codes: Collection[str], when: When) -> tuple[dict[str, dict[str, float]], date | None]:
    """Full-time equivalents by network and role, and the day on which they were counted."""
    found = figures(STAFF, subject_kind="network", subject_codes=codes, when=when)
    roles: dict[str, dict[str, float]] = defaultdict(dict)
    for one in found:
        roles[one.subject_code][one.category] = one.value or 0.0
    return dict(roles), max((one.ends_on for one in found), default=None)


def in_order(rows: Collection[Beside], by: str, *, is_down: bool) -> list[Beside]:
    """The networks by one column; those that lack it come last, whichever way."""
    known = [one for one in rows if getattr(one, by) is not None]
    named = sorted(known, key=lambda one: (one.name, one.code))
    ordered = sorted(named, key=lambda one: getattr(one, by), reverse=is_down)
    return ordered + sorted(
        (one for one in rows if getattr(one, by) is None), key=lambda one: (one.name, one.code)
    )
