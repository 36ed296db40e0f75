"""What an entry must be before it is added: amounts, days, and what stands already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from openpcn.domains.ledger.models import Entry
from openpcn.domains.ledger.vocabulary import EntryKind, Side
from openpcn.domains.registry.actions.naming import check_days
from openpcn.domains.registry.models import Organisation
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words

MOST = 10**10
"""£100,000,000: no network is paid that at once."""


@dataclass(frozen=True, kw_only=True)
class Paid:
    """An amount that was paid or taken back, as somebody tells it."""

    on: date
    entitlement: str
    month: date | None
    pence: int
    reference: str = ""
    words: str = ""
    source: str = "Recorded on the page"
    move: int | None = None


def check_paid(paid: Paid) -> None:
    """Refuse amounts and days that nobody can mean."""
    check_days(paid.on)
    if paid.on > timezone.localdate():
        raise NotRight(f"{in_words(paid.on)} has not come yet.", next_step="Record it once paid.")
    if not 0 < paid.pence <= MOST:
        raise NotRight(
            "An amount is more than nought and at most £100,000,000.",
            next_step="Record what the commissioner took back as such; reverse what was wrong.",
        )
    if paid.month is not None and paid.month.day != 1:
        raise NotRight("A month is named by its first day.", next_step="Choose the month.")


def refuse_twice(network: Organisation, paid: Paid) -> None:
    """Refuse a receipt that stands already: same day, entitlement, month, reference and amount."""
    same = Entry.objects.filter(
        network=network,
        kind=EntryKind.RECEIPT,
        on=paid.on,
        entitlement=paid.entitlement,
        month=paid.month,
        reference=paid.reference.strip()[:120],
        movements__pence=paid.pence,
        reversed_by__isnull=True,
    )
    if same.exists():
        raise NotPossible(
            f"The same payment of {in_words(paid.on)} is recorded already.",
            next_step="If it was paid twice, give the second one a reference of its own.",
        )


def check_shareable(receipt: Entry, on: date) -> None:
    """Refuse to share what is no receipt of the payee, is reversed, or is shared already."""
    held = receipt.movements.first()
    if receipt.kind != EntryKind.RECEIPT or held is None or held.to_side != Side.PAYEE:
        raise NotPossible(
            "Only what the nominated payee received can be shared out.",
            next_step="What is paid to a practice directly is not shared.",
        )
    if is_reversed(receipt):
        raise NotPossible("The receipt is reversed.", next_step="Record it again first.")
    if receipt.sharings.filter(reversed_by__isnull=True).exists():
        raise NotPossible(
            "The receipt is shared out already.", next_step="Reverse that to share it out again."
        )
    check_not_before(receipt, on)


def check_reversible(entry: Entry, on: date) -> None:
    """Refuse to reverse a reversal, anything twice, and a receipt that is still shared out."""
    if entry.kind == EntryKind.REVERSAL:
        raise NotPossible(
            "A reversal is not reversed.", next_step="Record what was true again instead."
        )
    if is_reversed(entry):
        raise NotPossible("The entry is reversed already.", next_step="Nothing needs to be done.")
    if entry.sharings.filter(reversed_by__isnull=True).exists():
        raise NotPossible(
            "The receipt is shared out.", next_step="Reverse the sharing first, then the receipt."
        )
    check_not_before(entry, on)


def check_not_before(entry: Entry, on: date) -> None:
    """Refuse a day before the entry, or one that has not come."""
    check_days(on)
    if not entry.on <= on <= timezone.localdate():
        raise NotPossible(
            f"The entry is of {in_words(entry.on)}.",
            next_step="Choose that day or a later one that has come.",
        )


def is_reversed(entry: Entry) -> bool:
    """Whether another entry reverses it."""
    return Entry.objects.filter(reverses=entry).exists()
