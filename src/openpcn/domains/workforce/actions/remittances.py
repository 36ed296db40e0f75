"""Keep what was paid, tie each amount to its claim, and explain what pays none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import some_text
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.domains.workforce.actions.claims import move
from openpcn.domains.workforce.models import Claim, Remittance, RemittanceLine
from openpcn.domains.workforce.permissions import CLAIM, seat_of
from openpcn.domains.workforce.vocabulary import ClaimState
from openpcn.kernel.errors import NotFound, NotPossible

PAYABLE = (ClaimState.APPROVED, ClaimState.PART_PAID)


@dataclass(frozen=True, kw_only=True)
class PaidLine:
    """An amount of a remittance and the month that it says it pays; None where it says none."""

    row: int
    reference: str
    month: date | None
    paid_on: date | None
    amount: Decimal


@transaction.atomic
def import_remittance(
    *, network_id: int, name: str, fingerprint: str, lines: Sequence[PaidLine], by: Account
) -> int:
    """Keep a remittance of a network; amounts for a month pay that month's claim."""
    if not seat_of(by, network_id).sees_all_of(network_id):
        raise NotAllowed(CLAIM)
    held = Remittance.objects.filter(network_id=network_id, fingerprint=fingerprint)
    if held.filter(withdrawn_at__isnull=True).exists():
        raise NotPossible(
            f"{name} is imported already.", next_step="Take the first import back to do it again."
        )
    made = Remittance.objects.create(
        network_id=network_id,
        name=some_text(name, "The file's name", longest=120),
        fingerprint=fingerprint,
        imported_at=timezone.now(),
        imported_by=by,
    )
    own = Claim.objects.filter(network_id=network_id, claimant_id=network_id)
    claim_of = {one.month: one for one in own.exclude(amount__isnull=True)}
    for line in lines:
        RemittanceLine.objects.create(
            remittance=made,
            row=line.row,
            reference=line.reference[:120],
            paid_on=line.paid_on,
            amount=line.amount,
            claim=claim_of.get(line.month) if line.month else None,
        )
    settle(network_id, by=by)
    record_event("imported a remittance", made, by=by, detail={"lines": len(lines)})
    return int(made.pk)


@transaction.atomic
def withdraw_remittance(remittance_id: int, *, by: Account) -> None:
    """Take back a remittance that was imported by mistake; claims keep their state and history."""
    found = Remittance.objects.filter(id=remittance_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound("There is no such remittance.", next_step="Go back to the remittances.")
    if not seat_of(by, found.network_id).sees_all_of(found.network_id):
        raise NotAllowed(CLAIM)
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    record_event("withdrew a remittance", found, by=by)


@transaction.atomic
def explain_payment(line_id: int, *, words: str, by: Account) -> None:
    """Write what an amount is that pays no claim."""
    found = RemittanceLine.objects.select_related("remittance").filter(id=line_id).first()
    if found is None:
        raise NotFound("There is no such amount.", next_step="Go back to the remittances.")
    network = found.remittance.network_id
    if not seat_of(by, network).sees_all_of(network):
        raise NotAllowed(CLAIM)
    found.explanation = some_text(words, "The explanation", longest=300)
    found.save(update_fields=["explanation"])
    record_event("explained a payment", found, by=by)


def settle(network_id: int, *, by: Account) -> None:
    """Approved claims that are paid, wholly or in part, become so."""
    claims = Claim.objects.filter(network_id=network_id, state__in=PAYABLE)
    for claim in claims.select_for_update():
        standing = claim.payments.filter(remittance__withdrawn_at__isnull=True)
        paid = standing.aggregate(total=Sum("amount"))["total"] or Decimal(0)
        to = ClaimState.PAID if paid >= (claim.amount or 0) else ClaimState.PART_PAID
        if paid > 0 and to != claim.state:
            move(claim, to, "", by=by)
