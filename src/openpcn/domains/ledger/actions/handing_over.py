"""Hand what is kept for shared services from one nominated payee to the next."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.actions.checking import Paid, check_paid
from openpcn.domains.ledger.actions.moving import move_pence
from openpcn.domains.ledger.actions.spending import least_left
from openpcn.domains.ledger.models import Entry, Movement
from openpcn.domains.ledger.vocabulary import HANDED_ON, SHARE, EntryKind, Side
from openpcn.domains.registry.actions.naming import the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import in_words


@transaction.atomic
def hand_over(*, network: str, to: str, on: date, by: Account) -> int:
    """Let the payee of the day keep what earlier payees still keep for shared services."""
    which, payee = the(network, Kind.NETWORK), the(to)
    require(by, SHARE, which)
    check_paid(Paid(on=on, entitlement=HANDED_ON, month=None, pence=1))
    Organisation.objects.select_for_update().get(pk=which.pk)
    parts = [
        (service, holder, pence)
        for service in services_of(which)
        for holder, pence in least_left(which, service, on).items()
        if holder != payee.pk and pence > 0
    ]
    if not parts:
        raise NotPossible(
            f"No other payee keeps money for a shared service on {in_words(on)}.",
            next_step="Choose a day on which the next nominated payee is in the agreement.",
        )
    made = Entry.objects.create(
        network=which,
        kind=EntryKind.HANDOVER,
        on=on,
        entitlement=HANDED_ON,
        source="Recorded on the page",
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    holders = Organisation.objects.in_bulk({holder for _service, holder, _pence in parts})
    for service, holder, pence in parts:
        move_pence(
            made,
            (Side.SERVICE, holders[holder]),
            (Side.SERVICE, payee),
            pence=pence,
            service=service,
        )
    record_event("handed shared services over", made, by=by, detail={"network": network})
    return int(made.pk)


def services_of(network: Organisation) -> list[str]:
    """The shared services that money of a network was ever kept for, by name."""
    rows = Movement.objects.filter(entry__network=network).exclude(service="")
    return sorted(set(rows.values_list("service", flat=True)))
