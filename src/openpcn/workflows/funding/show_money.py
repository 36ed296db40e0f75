"""The money page of a network: its statement of a contract year, and what it is counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.counts import RECORD
from openpcn.domains.agreements.queries.counts import CountAnswer, recorded_counts
from openpcn.domains.registry.permissions import may
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.statements import Statement
from openpcn.kernel.contract_years import ContractYear, contract_year, contract_year_of
from openpcn.kernel.when import When
from openpcn.rulebook.funding import funding_rules, years_held
from openpcn.workflows.funding.network_facts import network_facts
from openpcn.workflows.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Money:
    """A network's entitlements in a year, the year before beside them."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    statement: Statement
    before: Statement | None
    recorded: tuple[CountAnswer, ...]
    """Recorded counts as they stand."""
    may_record: bool


def show_money(viewer: Account | None, code: str, *, year: str, when: When) -> Money:
    """The money page of a network; the year of the day asked about, unless one is named."""
    page = show_overview("networks", code, when=when)
    organisation = page.subject.organisation
    wanted = contract_year(year) if year else nearest_held(when.as_at)
    statement = network_statement(organisation.id, code, wanted, when=when)
    earlier = wanted.before if wanted.before in years_held() else None
    return Money(
        page=page,
        year=wanted,
        years=years_held(),
        statement=statement,
        before=network_statement(organisation.id, code, earlier, when=when) if earlier else None,
        recorded=tuple(
            one
            for one in recorded_counts(organisation.id, as_known=when.as_known)
            if one.is_current
        ),
        may_record=may(viewer, RECORD, organisation.id),
    )


def network_statement(
    organisation_id: int, code: str, year: ContractYear, *, when: When
) -> Statement:
    """The statement of a network, as far as was known at the moment asked for."""
    rules = funding_rules(year)
    facts = network_facts(organisation_id, code, rules, as_known=when.as_known)
    known = when.as_known.date() if when.as_known else date.max
    return work_out_funding(facts, rules, as_known=known)


def nearest_held(day: date) -> ContractYear:
    """The contract year of a day; the nearest whose rules are held, where its own are not."""
    return min(years_held(), key=lambda year: abs(year.begins - contract_year_of(day).begins))
