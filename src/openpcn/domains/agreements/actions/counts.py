"""Record a population of a network, correct it, and take it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.models import RecordedCount
from openpcn.domains.agreements.vocabulary import Counts
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotFound, NotRight

RECORD = "agreements.record_counts"
MOST = Decimal(10_000_000)
PENCE = Decimal("0.01")


@transaction.atomic
def record_count(
    *, network: str, counts: str, number: Decimal, on: date, source: str, by: Account
) -> int:
    """Record a count of a day; what was recorded of that day before stays as known before."""
    which = the(network, Kind.NETWORK)
    require(by, RECORD, which)
    check_days(on)
    check_number(counts, number)
    now = timezone.now()
    held = RecordedCount.objects.filter(
        network=which, counts=counts, on=on, known_until__isnull=True
    )
    held.update(known_until=now)
    made = RecordedCount.objects.create(
        network=which,
        counts=counts,
        number=number.quantize(PENCE),
        on=on,
        source=some_text(source, "The source", longest=300),
        known_from=now,
        recorded_by=by,
    )
    record_event("recorded a count", made, by=by, detail={"network": network, "counts": counts})
    return int(made.pk)


@transaction.atomic
def withdraw_count(count_id: int, *, by: Account) -> None:
    """Take back a count that was recorded by mistake; it stays readable as known before."""
    found = RecordedCount.objects.filter(id=count_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such count stands now.", next_step="Go back to the network's money.")
    require(by, RECORD, found.network_id)
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
    record_event("withdrew a count", found, by=by)


def check_number(counts: str, number: Decimal) -> None:
    """Refuse a count of nothing that is counted, and numbers that nobody can mean."""
    if counts not in Counts.values:
        raise NotRight("No such population is counted.", next_step="Choose one of the list.")
    if not number.is_finite() or not 0 <= number <= MOST:
        raise NotRight(
            f"{number:,} is no count of a network.", next_step="Give a number from 0 to 10,000,000."
        )
