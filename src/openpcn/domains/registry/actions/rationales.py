"""Why a network is outside the band: written, dated and signed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Rationale
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotFound


@transaction.atomic
def record_rationale(
    *,
    network: str,
    text: str,
    signed_by: str,
    signed_on: date,
    starts_on: date,
    ends_on: date | None = None,
    by: Account,
) -> int:
    """Record why a network is outside the band, from a day on."""
    which = the(network, Kind.NETWORK)
    require(by, "registry.record_rationale", which)
    check_days(starts_on, ends_on)
    check_days(signed_on)
    rationale = Rationale.objects.create(
        network=which,
        text=some_text(text, "The rationale", longest=5_000),
        signed_by=some_text(signed_by, "The name of who signs", longest=120),
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        known_from=timezone.now(),
        recorded_by=by,
    )
    record_event("recorded a rationale", rationale, by=by, detail={"network": network})
    return int(rationale.pk)


@transaction.atomic
def withdraw_rationale(rationale_id: int, *, by: Account) -> None:
    """Take back a rationale that was recorded by mistake; it stays readable as known before."""
    rationale = Rationale.objects.filter(id=rationale_id, known_until__isnull=True).first()
    if rationale is None:
        raise NotFound(
            f"No rationale {rationale_id} counts now.", next_step="Go back to the network's page."
        )
    require(by, "registry.record_rationale", rationale.network_id)
    rationale.known_until = timezone.now()
    rationale.save(update_fields=["known_until"])
    record_event("withdrew a rationale", rationale, by=by)
