"""Keep a remittance as receipts of a ledger, all of it or none, and take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.actions.checking import Paid
from openpcn.domains.ledger.actions.entries import record_receipt, reverse_entry
from openpcn.domains.ledger.models import Remittance
from openpcn.domains.ledger.vocabulary import RECORD, Side
from openpcn.domains.registry.actions.naming import some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError


@dataclass(frozen=True, kw_only=True)
class PaidRow:
    """A row of a remittance: what was paid, to whom."""

    row: int
    paid: Paid
    to: str
    side: str = Side.PAYEE


@transaction.atomic
def keep_remittance(
    *, network: str, name: str, fingerprint: str, rows: Sequence[PaidRow], by: Account
) -> int:
    """Record every row as a receipt; what is the matter with any is said, and nothing is kept."""
    which = the(network, Kind.NETWORK)
    require(by, RECORD, which)
    held = Remittance.objects.filter(network=which, fingerprint=fingerprint)
    if held.filter(withdrawn_at__isnull=True).exists():
        raise NotPossible(
            f"{name} is imported already.", next_step="Take the first import back to do it again."
        )
    made = Remittance.objects.create(
        network=which,
        name=some_text(name, "The file’s name", longest=120),
        fingerprint=fingerprint,
        imported_at=timezone.now(),
        imported_by=by,
    )
    wrong = []
    for one in rows:
        try:
            with transaction.atomic():
                record_receipt(
                    network=network,
                    paid=one.paid,
                    to=one.to,
                    side=one.side,
                    remittance=made.pk,
                    by=by,
                )
        except OpenPCNError as problem:
            wrong.append(f"Row {one.row}: {problem.message}")
    if wrong:
        raise NotRight(f"{name}: {' '.join(wrong)}", next_step="Nothing was kept; mend the rows.")
    record_event("imported a remittance", made, by=by, detail={"rows": len(rows)})
    return int(made.pk)


@transaction.atomic
def withdraw_remittance(number: int, *, words: str, by: Account) -> int:
    """Reverse every receipt of a file that still stands; how many were reversed."""
    held = Remittance.objects.select_for_update().filter(id=number, withdrawn_at__isnull=True)
    found = held.first()
    if found is None:
        raise NotFound("There is no such import.", next_step="Go back to the ledger.")
    require(by, RECORD, found.network_id)
    standing = found.entry_set.filter(reversed_by__isnull=True)
    today = timezone.localdate()
    numbers = list(standing.values_list("id", flat=True))
    for each in numbers:
        reverse_entry(each, words=words, on=today, by=by)
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    record_event("took back a remittance", found, by=by, detail={"entries": len(numbers)})
    return len(numbers)
