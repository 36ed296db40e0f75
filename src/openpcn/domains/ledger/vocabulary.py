"""The words of the ledger."""

from __future__ import annotations

from django.db.models import TextChoices

RECORD = "ledger.record"
SHARE = "ledger.share"
READ = "ledger.read"
READ_OWN = "ledger.read_own"
RECORD_MOVES = "ledger.record_moves"

SPENT_ON = "spent"
"""What an entry is for that tells what a shared service spent."""
HANDED_ON = "handed_on"
"""What an entry is for by which the next nominated payee keeps the money of shared services."""


class EntryKind(TextChoices):
    """What an entry tells."""

    RECEIPT = "receipt", "Paid by the commissioner"
    RECOVERY = "recovery", "Taken back by the commissioner"
    SHARING = "sharing", "Shared out"
    SPENDING = "spending", "Spent from a shared service"
    HANDOVER = "handover", "Handed to the next nominated payee"
    REVERSAL = "reversal", "Reversed"


class Side(TextChoices):
    """Whose money it is at one end of a movement."""

    COMMISSIONER = "commissioner", "Commissioner"
    PAYEE = "payee", "Held by the nominated payee for the network"
    PRACTICE = "practice", "Practice"
    SERVICE = "service", "Shared service"
    SPENT = "spent", "Spent on the shared service"


class Lever(TextChoices):
    """Which published aim a move of activity is measured against."""

    OUTPATIENTS = "outpatients", "Outpatient appointments"
    FOLLOW_UPS = "follow_ups", "Follow-up outpatient appointments"
    OTHER = "other", "Other activity, with no published aim"


class PriceStatus(TextChoices):
    """How sure a unit price is."""

    VERIFIED = "verified", "Read in a published source"
    AGREED = "recorded", "Agreed locally"
    RECALLED = "recalled", "To be checked"
    ESTIMATED = "derived", "Worked out"


BY_THE_NETWORK = (EntryKind.SHARING, EntryKind.SPENDING, EntryKind.HANDOVER)
"""Entries that a network makes itself, and nobody else undoes."""
