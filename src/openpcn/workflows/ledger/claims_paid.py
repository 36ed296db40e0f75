"""Payments for claims that are imported beside the claims, brought into the ledger once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.queries.entries import EntryAnswer, entries_of
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.domains.workforce.queries.claims import remittances_of
from openpcn.kernel.when import When
from openpcn.workflows.ledger.paying import network_now, record_payment
from openpcn.workflows.ledger.words import CLAIMED, pence_of


def paid_with_claims(
    viewer: Account | None, network: OrganisationAnswer, entries: Iterable[EntryAnswer]
) -> list[Paid]:
    """What was imported beside the claims and does not stand in the ledger."""
    held = {one.reference for one in entries if one.stands}
    return [one for one in payments(viewer, network) if one.reference not in held]


def payments(viewer: Account | None, network: OrganisationAnswer) -> Iterator[Paid]:
    """Every amount above nought that was imported beside the claims."""
    for file in remittances_of(viewer, network.id):
        for line in file.lines:
            if line.amount > 0:
                yield Paid(
                    on=line.paid_on or timezone.localdate(file.imported_at),
                    entitlement=CLAIMED,
                    month=line.month,
                    pence=pence_of(line.amount),
                    reference=f"Claims payment {line.id}: {line.reference}"[:120],
                    words=line.explanation,
                    source=f"{file.name}, row {line.row}",
                )


@transaction.atomic
def bring_in(code: str, *, by: Account) -> int:
    """Record every such payment as a receipt of the nominated payee; how many there were."""
    network = network_now(code)
    when = When(as_at=timezone.localdate())
    entries = entries_of(by, network.id, first=date.min, last=date.max, when=when)
    found = paid_with_claims(by, network, entries)
    for one in found:
        record_payment(code, one, by=by)
    return len(found)
