"""The money page of a network: its statement of a contract year, and what it is counted by."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.counts import RECORD
from openpcn.domains.agreements.actions.variations import RECORD as RECORD_VARIATION
from openpcn.domains.agreements.queries.counts import CountAnswer, recorded_counts
from openpcn.domains.ledger.vocabulary import READ as READ_LEDGER
from openpcn.domains.registry.permissions import may
from openpcn.engines.funding.statements import Statement
from openpcn.kernel.contract_years import ContractYear, contract_year, contract_year_of
from openpcn.kernel.when import When
from openpcn.rulebook.funding import years_held
from openpcn.workflows.funding.network_statements import NetworkStatement, state_network
from openpcn.workflows.pages.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Money:
    """A network's entitlements in a year, the year before beside them."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    stated: NetworkStatement
    before: Statement | None
    recorded: tuple[CountAnswer, ...]
    """Recorded counts as they stand."""
    may_record: bool
    may_vary: bool
    may_read_ledger: bool
    """Whether its ledger is offered; who has not signed in is asked to."""

    @property
    def statement(self) -> Statement:
        """The lines and their total."""
        return self.stated.statement


def show_money(viewer: Account | None, code: str, *, year: str, when: When) -> Money:
    """The money page of a network; the year of the day asked about, unless one is named."""
    page = show_overview("networks", code, when=when)
    network = page.subject.organisation
    wanted = wanted_year(year, when)
    earlier = wanted.before if wanted.before in years_held() else None
    recorded = recorded_counts(network.id, as_known=when.as_known)
    return Money(
        page=page,
        year=wanted,
        years=years_held(),
        stated=state_network(network, wanted, when=when),
        before=state_network(network, earlier, when=when).statement if earlier else None,
        recorded=tuple(one for one in recorded if one.is_current),
        may_record=may(viewer, RECORD, network.id),
        may_vary=may(viewer, RECORD_VARIATION, network.id),
        may_read_ledger=viewer is None or may(viewer, READ_LEDGER, network.id),
    )


def wanted_year(year: str, when: When) -> ContractYear:
    """The contract year that was named; else that of the day, or the nearest that is held."""
    if year:
        return contract_year(year)
    own = contract_year_of(when.as_at)
    return min(years_held(), key=lambda held: abs(held.begins - own.begins))
