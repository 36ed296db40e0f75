"""Add to a ledger: what the commissioner paid or took back, what was shared out, and reversals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.actions.checking import (
    Paid,
    check_paid,
    check_reversible,
    check_shareable,
    refuse_twice,
)
from openpcn.domains.ledger.actions.moving import move_pence
from openpcn.domains.ledger.actions.spending import refuse_overspent
from openpcn.domains.ledger.models import Entry, Move, Remittance, SplitRule
from openpcn.domains.ledger.vocabulary import BY_THE_NETWORK, RECORD, SHARE, EntryKind, Side
from openpcn.domains.registry.actions.naming import some_text, the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.nesting import above
from openpcn.domains.registry.permissions import require, today
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotFound, NotPossible, NotRight


@dataclass(frozen=True, kw_only=True)
class Portion:
    """What one practice, or one shared service, receives of an amount that is shared out."""

    to: str
    is_service: bool
    pence: int
    working: str


@transaction.atomic
def record_receipt(
    *,
    network: str,
    paid: Paid,
    to: str,
    side: str = Side.PAYEE,
    remittance: int | None = None,
    by: Account,
) -> int:
    """Record that the commissioner paid an amount, to the nominated payee or to a practice."""
    which, receiver = the(network, Kind.NETWORK), the(to)
    require(by, RECORD, which)
    check_paid(paid)
    refuse_twice(which, paid)
    made = add(which, EntryKind.RECEIPT, paid, remittance=remittance, by=by)
    move_pence(
        made, (Side.COMMISSIONER, commissioner_of(which)), (side, receiver), pence=paid.pence
    )
    record_event("recorded a receipt", made, by=by, detail={"network": network})
    return int(made.pk)


@transaction.atomic
def record_recovery(*, network: str, paid: Paid, payee: str, by: Account) -> int:
    """Record that the commissioner took an amount back from the nominated payee."""
    which, holder = the(network, Kind.NETWORK), the(payee)
    require(by, RECORD, which)
    check_paid(paid)
    made = add(which, EntryKind.RECOVERY, paid, remittance=None, by=by)
    move_pence(
        made, (Side.PAYEE, holder), (Side.COMMISSIONER, commissioner_of(which)), pence=paid.pence
    )
    record_event("recorded a recovery", made, by=by, detail={"network": network})
    return int(made.pk)


@transaction.atomic
def share_receipt(
    number: int, *, rule: int, portions: Sequence[Portion], on: date, by: Account
) -> int:
    """Share a receipt out, every penny of it, as the network's rule says."""
    receipt = locked(number)
    require(by, SHARE, receipt.network_id)
    check_shareable(receipt, on)
    held = receipt.movements.get()
    if sum(one.pence for one in portions) != held.pence or any(one.pence < 0 for one in portions):
        raise NotRight(
            "The shares do not come to what was received.",
            next_step="Nothing was shared out; work the shares out again.",
        )
    agreed = SplitRule.objects.filter(
        id=rule, network_id=receipt.network_id, agreed_on__isnull=False, known_until__isnull=True
    ).first()
    if agreed is None:
        raise NotPossible("No such rule is agreed.", next_step="Agree a split rule first.")
    made = Entry.objects.create(
        network_id=receipt.network_id,
        kind=EntryKind.SHARING,
        on=on,
        entitlement=receipt.entitlement,
        month=receipt.month,
        reference=receipt.reference,
        source=f"Rule “{agreed.title}”",
        rule=agreed,
        move_id=receipt.move_id,
        shares=receipt,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    for one in portions:
        if one.pence:
            side = Side.SERVICE if one.is_service else Side.PRACTICE
            receiver = held.to_organisation if one.is_service else the(one.to, Kind.PRACTICE)
            move_pence(
                made,
                (Side.PAYEE, held.to_organisation),
                (side, receiver),
                pence=one.pence,
                service=one.to if one.is_service else "",
                working=one.working,
            )
    record_event("shared out a receipt", made, by=by, detail={"receipt": number})
    return int(made.pk)


@transaction.atomic
def reverse_entry(number: int, *, words: str, on: date, by: Account) -> int:
    """Undo an entry by one that moves the same money back; the first stays readable."""
    entry = locked(number)
    require(by, SHARE if entry.kind in BY_THE_NETWORK else RECORD, entry.network_id)
    check_reversible(entry, on)
    made = Entry.objects.create(
        network_id=entry.network_id,
        kind=EntryKind.REVERSAL,
        on=on,
        entitlement=entry.entitlement,
        month=entry.month,
        reference=entry.reference,
        words=some_text(words, "The reason", longest=300),
        source=entry.source,
        move_id=entry.move_id,
        reverses=entry,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    for one in entry.movements.select_related("from_organisation", "to_organisation"):
        move_pence(
            made,
            (one.to_side, one.to_organisation),
            (one.from_side, one.from_organisation),
            pence=one.pence,
            service=one.service,
        )
    refuse_overspent(made)
    record_event("reversed an entry", made, by=by, detail={"entry": number})
    return int(made.pk)


def locked(number: int) -> Entry:
    """An entry, locked while something is added about it."""
    found = Entry.objects.select_for_update().filter(id=number).first()
    if found is None:
        raise NotFound("There is no such entry.", next_step="Go back to the ledger.")
    return found


def add(
    network: Organisation, kind: str, paid: Paid, *, remittance: int | None, by: Account
) -> Entry:
    """An entry without its movements."""
    return Entry.objects.create(
        network=network,
        kind=kind,
        on=paid.on,
        entitlement=paid.entitlement,
        month=paid.month,
        reference=paid.reference.strip()[:120],
        words=paid.words.strip()[:300],
        source=paid.source[:200],
        remittance=None if remittance is None else Remittance.objects.get(id=remittance),
        move=None if paid.move is None else Move.objects.get(id=paid.move),
        recorded_at=timezone.now(),
        recorded_by=by,
    )


def commissioner_of(network: Organisation) -> Organisation:
    """The board above a network."""
    held = Organisation.objects.filter(id__in=above(network.pk, when=today()), kind=Kind.ICB)
    found = held.order_by("id").first()
    if found is None:
        raise NotPossible(
            "No board is held above this network, so that nobody can have paid.",
            next_step="Load the file that says which board commissions it.",
        )
    return found
