"""What is due to a network by month: its statement, and claims that the commissioner approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.queries.moves import moves_of
from openpcn.domains.registry.nesting import above
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.domains.workforce.queries.claims import claims_of
from openpcn.engines.funding.rules import Paid
from openpcn.engines.funding.statements import Statement
from openpcn.engines.sharing.differences import Due
from openpcn.engines.sharing.moving import pence_for
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When
from openpcn.workflows.ledger.words import CLAIMED, MOVED, pence_of

APPROVED = ("approved", "part_paid", "paid")


def dues_of(
    viewer: Account | None,
    network: OrganisationAnswer,
    statement: Statement,
    *,
    when: When,
) -> list[Due]:
    """What is due for the months that have begun."""
    return [
        *due_by_statement(statement, when.as_at),
        *due_by_claims(viewer, network, statement.year, when.as_at),
        *due_by_moves(network, statement.year, when),
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


def due_by_moves(network: OrganisationAnswer, year: ContractYear, when: When) -> Iterator[Due]:
    """What should follow the activity that moved to the network, counted up to the day."""
    for move in moves_of([network.id, *above(network.id, when=when)], when=when):
        moved = sum(one.moved for one in move.months if one.month in year)
        pence = pence_for(moved, move.unit_price, move.share_per_cent)
        if move.receiver_id == network.id and pence:
            yield Due(entitlement=MOVED, month=None, pence=pence)
