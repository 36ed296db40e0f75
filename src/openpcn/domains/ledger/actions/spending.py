"""Record what a shared service spent of the money that is kept for it, never more than is left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.actions.checking import Paid, check_paid
from openpcn.domains.ledger.actions.moving import move_pence
from openpcn.domains.ledger.models import Entry, Movement
from openpcn.domains.ledger.vocabulary import SHARE, SPENT_ON, EntryKind, Side
from openpcn.domains.registry.actions.naming import some_text, the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What was spent of the money of a shared service, as somebody tells it."""

    service: str
    on: date
    pence: int
    words: str
    reference: str = ""


@transaction.atomic
def record_spending(*, network: str, spent: Spent, by: Account) -> int:
    """Record what a shared service spent; refused where less than that is left on the day."""
    which = the(network, Kind.NETWORK)
    require(by, SHARE, which)
    check_paid(Paid(on=spent.on, entitlement=SPENT_ON, month=None, pence=spent.pence))
    words = some_text(spent.words, "What it was spent on", longest=300)
    Organisation.objects.select_for_update().get(pk=which.pk)
    holder = holder_of(which, spent)
    refuse_twice(which, spent)
    made = Entry.objects.create(
        network=which,
        kind=EntryKind.SPENDING,
        on=spent.on,
        entitlement=SPENT_ON,
        reference=spent.reference.strip()[:120],
        words=words,
        source="Recorded on the page",
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    move_pence(
        made,
        (Side.SERVICE, holder),
        (Side.SPENT, holder),
        pence=spent.pence,
        service=spent.service,
    )
    record_event("recorded spending of a shared service", made, by=by, detail={"network": network})
    return int(made.pk)


def holder_of(network: Organisation, spent: Spent) -> Organisation:
    """The payee that keeps enough for the service from the day on; else NotPossible."""
    least = least_left(network, spent.service, spent.on)
    holder = max(least, key=lambda one: least[one], default=None)
    if holder is None or least[holder] < spent.pence:
        left = pounds(Decimal(max(0, *least.values(), 0)) / 100)
        raise NotPossible(
            f"{left} is left for {spent.service} on {in_words(spent.on)}.",
            next_step="Share out what came in first, or check the amount and the day.",
        )
    return Organisation.objects.get(pk=holder)


def least_left(network: Organisation, service: str, from_day: date) -> dict[int, int]:
    """Pence that each payee keeps for a service on the day, or on a later one with less."""
    rows = Movement.objects.filter(entry__network=network, service=service)
    by_day: dict[int, dict[date, int]] = defaultdict(lambda: {from_day: 0})
    for one in rows.select_related("entry"):
        day = max(one.entry.on, from_day)
        for side, holder, pence in (
            (one.to_side, one.to_organisation_id, one.pence),
            (one.from_side, one.from_organisation_id, -one.pence),
        ):
            if side == Side.SERVICE:
                by_day[holder][day] = by_day[holder].get(day, 0) + pence
    return {
        holder: min(accumulate(pence for _day, pence in sorted(days.items())))
        for holder, days in by_day.items()
    }


def refuse_twice(network: Organisation, spent: Spent) -> None:
    """Refuse a spending that stands already: same day, service, amount, words and reference."""
    same = Entry.objects.filter(
        network=network,
        kind=EntryKind.SPENDING,
        on=spent.on,
        words=spent.words.strip(),
        reference=spent.reference.strip()[:120],
        movements__pence=spent.pence,
        movements__service=spent.service,
        reversed_by__isnull=True,
    )
    if same.exists():
        raise NotPossible(
            f"The same spending of {in_words(spent.on)} is recorded already.",
            next_step="If it was spent twice, give the second one a reference of its own.",
        )


def refuse_overspent(entry: Entry) -> None:
    """Refuse an entry by which more would be spent of a service than is kept for it."""
    services = entry.movements.exclude(service="").values_list("service", flat=True).distinct()
    for service in services:
        if any(pence < 0 for pence in least_left(entry.network, service, entry.on).values()):
            raise NotPossible(
                f"Some of this money is spent from {service}.",
                next_step="Reverse what was spent first.",
            )
