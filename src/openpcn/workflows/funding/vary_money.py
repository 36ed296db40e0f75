"""Record a local variation agreement against what the national terms would pay in its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.actions.variations import record_variation
from openpcn.domains.agreements.queries.variations import VariationAnswer
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.structure import practices
from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.statements import NOTHING, Statement
from openpcn.engines.funding.variations import (
    Variation,
    months_of,
    national_sum,
    reasons_against,
)
from openpcn.kernel.contract_years import contract_year
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When
from openpcn.rulebook.funding import funding_rules
from openpcn.workflows.funding.network_statements import state_network


@dataclass(frozen=True, kw_only=True)
class VariationAsked:
    """What somebody typed of a local variation agreement."""

    title: str
    year: str
    starts_on: date
    ends_on: date
    replaces: tuple[str, ...]
    pounds: Decimal
    agreed_by: tuple[str, ...]
    approved_on: date | None
    approved_by: str
    source: str


def record_local_variation(network: str, asked: VariationAsked, *, by: Account) -> int:
    """Record an agreement; refused with the reason where it does not fulfil what it must."""
    year = contract_year(asked.year)
    when = When(as_at=asked.starts_on)
    which = get_organisation(network, when=when, kind="network")
    stated = state_network(which, year, when=when)
    national = work_out_funding(stated.held.facts, funding_rules(year))
    members = [one.code for one in practices(when=when, within=network)]
    check_reasons(asked, national, members)
    check_no_overlap(asked, stated.variations, national)
    return record_variation(
        network=network,
        title=asked.title,
        year=str(year),
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        replaces=asked.replaces,
        pounds=asked.pounds,
        national=national_sum(as_variation(asked), national) or NOTHING,
        agreed_by=asked.agreed_by,
        approved_on=asked.approved_on,
        approved_by=asked.approved_by,
        source=asked.source,
        by=by,
    )


def check_reasons(
    asked: VariationAsked, national: Statement, practices_agreeing: Collection[str]
) -> None:
    """Refuse an agreement with every reason against it."""
    reasons = reasons_against(as_variation(asked), national, practices_agreeing)
    if reasons:
        raise NotPossible(
            f"This cannot stand as a local variation: {'; '.join(reasons)}.",
            next_step="Put that right, then record it.",
        )


def check_no_overlap(
    asked: VariationAsked, held: Collection[VariationAnswer], national: Statement
) -> None:
    """Refuse a second agreement in place of the same line in the same month."""
    months = set(months_of(as_variation(asked), national.year))
    for one in held:
        same = set(one.replaces) & set(asked.replaces)
        if same and any(one.starts_on <= month <= one.ends_on for month in months):
            raise NotPossible(
                f"“{one.title}” stands in place of the same lines in these months.",
                next_step="Take that agreement back first, or choose other months.",
            )


def as_variation(asked: VariationAsked) -> Variation:
    """What was typed, as the engine compares it."""
    return Variation(
        title=asked.title,
        replaces=asked.replaces,
        pounds=asked.pounds,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        agreed_by=frozenset(asked.agreed_by),
        approved_on=asked.approved_on,
        known_from=asked.starts_on,
        source=asked.source,
    )
