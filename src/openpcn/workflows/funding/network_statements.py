"""Statements of networks that are held: their counts, local variations and practices' shares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from openpcn.domains.agreements.queries.variations import VariationAnswer, local_variations
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    find_organisation,
    get_organisation,
)
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import Counted
from openpcn.engines.funding.rules import Count, Payee
from openpcn.engines.funding.shares import PracticeShare, practice_shares
from openpcn.engines.funding.statements import Line, Statement
from openpcn.engines.funding.variations import Variation, vary
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.funding import funding_rules
from openpcn.workflows.funding.network_facts import Lists, NetworkHeld, networks_held


@dataclass(frozen=True, kw_only=True)
class NetworkStatement:
    """What a network is entitled to in a year, and what of it goes to which practice."""

    network: OrganisationAnswer
    statement: Statement
    held: NetworkHeld
    variations: tuple[VariationAnswer, ...]
    shares: Mapping[str, tuple[PracticeShare, ...]]
    """By the code of a line that is paid to practices."""
    as_held_now: str = ""
    """Where nothing was loaded by the moment asked for: what counts as it is held now."""

    @property
    def name(self) -> str:
        """What the network is called."""
        return as_written(self.network.name)

    def practice_name(self, code: str) -> str:
        """The name of a member."""
        named = (one.name for one in self.held.practices if one.code == code)
        return as_written(next(named, code))


def state_network(
    network: OrganisationAnswer, year: ContractYear, *, when: When, known: date | None = None
) -> NetworkStatement:
    """The statement of one network, as far as was known at the moment asked for."""
    return state_networks([network], year, when=when, known=known)[0]


def state_networks(
    networks: Collection[OrganisationAnswer],
    year: ContractYear,
    *,
    when: When,
    known: date | None = None,
    lists: Lists | None = None,
) -> list[NetworkStatement]:
    """The statements of some networks, in their order; `known` limits rates and records further."""
    rules = funding_rules(year)
    ids = [one.id for one in networks]
    held = networks_held(ids, rules, as_known=when.as_known, lists=lists)
    agreed = local_variations(ids, str(year), as_known=when.as_known)
    by_then = known or (when.as_known.date() if when.as_known else date.max)
    found = []
    for network in networks:
        own = [one for one in agreed if one.network_id == network.id]
        plain = work_out_funding(held[network.id].facts, rules, as_known=by_then)
        statement = vary(plain, [as_laid(one) for one in own])
        found.append(
            NetworkStatement(
                network=network,
                statement=statement,
                held=held[network.id],
                variations=tuple(own),
                shares=shares_of(statement, held[network.id]),
            )
        )
    return found


def state_code(code: str, year: ContractYear, *, when: When) -> NetworkStatement:
    """The statement of the network of a code.

    Where nothing of it had been loaded by the moment asked for, its lists and the first record of
    each population count as they are held now, and rates and later records as known then; the
    answer says so.
    """
    by_then = when.as_known.date() if when.as_known else None
    network = find_organisation(code, when=when, kind="network")
    if network is not None or by_then is None:
        network = network or get_organisation(code, when=when, kind="network")
        return state_network(network, year, when=when, known=by_then)
    when = When(as_at=when.as_at)
    found = state_network(get_organisation(code, when=when, kind="network"), year, when=when,
                          known=by_then)  # fmt: skip
    told = (
        f"Nothing of the network was loaded by {in_words(by_then)}: rates are as known then, and "
        "lists and the first record of each population as they are held now."
    )
    return replace(found, as_held_now=told)


def shares_of(statement: Statement, held: NetworkHeld) -> dict[str, tuple[PracticeShare, ...]]:
    """The practices' shares of each line that is paid to practices."""
    return {
        line.code: practice_shares(line, counts_for(line, held))
        for line in statement.lines
        if line.payee is Payee.PRACTICES and held.practices
    }


def counts_for(line: Line, held: NetworkHeld) -> Mapping[str, Counted | None]:
    """Each practice's own count of what a line is counted by."""
    if line.counts is Count.WEIGHTED:
        return held.weighted_of
    return dict.fromkeys(held.weighted_of)


def as_laid(one: VariationAnswer) -> Variation:
    """A recorded variation as the engine lays it over a statement."""
    return Variation(
        title=one.title,
        replaces=one.replaces,
        pounds=one.pounds,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        agreed_by=frozenset(one.agreed_by),
        approved_on=one.approved_on,
        known_from=one.known_from.date(),
        source=one.source,
    )
