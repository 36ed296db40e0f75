"""What is due to a network by month: its statement, and claims that the commissioner approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.domains.workforce.queries.claims import claims_of
from openpcn.engines.funding.rules import Paid
from openpcn.engines.funding.statements import Statement
from openpcn.engines.sharing.differences import Due
from openpcn.kernel.contract_years import ContractYear
from openpcn.workflows.ledger.words import CLAIMED, pence_of

APPROVED = ("approved", "part_paid", "paid")


def dues_of(
    viewer: Account | None,
    network: OrganisationAnswer,
    statement: Statement,
    *,
    as_at: date,
) -> list[Due]:
    """What is due for the months that have begun."""
    return [
        *due_by_statement(statement, as_at),
        *due_by_claims(viewer, network, statement.year, as_at),
    ]


def due_by_statement(statement: Statement, as_at: date) -> Iterator[Due]:
    """The monthly payments of each line; a line of a year without months counts at its end."""
    for line in statement.lines:
        if line.paid is Paid.ON_CLAIM or line.amount is None:
            continue
        for payment in line.schedule:
            if payment.month <= as_at and payment.pounds:
                yield Due(
                    entitlement=line.code, month=payment.month, pence=pence_of(payment.pounds)
                )
        if not line.schedule and line.amount and not line.is_most:
            yield Due(entitlement=line.code, month=None, pence=pence_of(line.amount))


def due_by_claims(
    viewer: Account | None, network: OrganisationAnswer, year: ContractYear, as_at: date
) -> Iterator[Due]:
    """The network's own claims that were approved; only where the viewer may see them."""
    for month, claim in claims_of(viewer, network.id, network.id).items():
        if month in year and month <= as_at and claim.state in APPROVED and claim.amount:
            yield Due(entitlement=CLAIMED, month=month, pence=pence_of(claim.amount))
