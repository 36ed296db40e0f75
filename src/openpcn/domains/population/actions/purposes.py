"""Write down what lists of people are read for, before any of them is read."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.population.models import Purpose
from openpcn.domains.population.queries.purposes import standing
from openpcn.domains.population.vocabulary import PERMISSION_TO_READ
from openpcn.domains.registry.actions.naming import some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotRight, Refused

LASTS = timedelta(hours=8)
"""A working day; after it the purpose is written down again."""


class NoPurpose(Refused):
    """No purpose is written down that counts now."""

    def __init__(self) -> None:
        super().__init__(
            "Lists of people are read for a purpose that is written down, and none counts now.",
            next_step="Write down what you need the list for; it counts for eight hours.",
        )


@transaction.atomic
def record_purpose(*, about: str, use: str, reason: str, by: Account) -> int:
    """Record what somebody will read lists of people of an organisation for."""
    if use not in PERMISSION_TO_READ:
        raise NotRight("No such use is known.", next_step="Choose direct care or planning.")
    organisation = the(about)
    require(by, PERMISSION_TO_READ[use], organisation)
    now = timezone.now()
    purpose = Purpose.objects.create(
        account=by,
        organisation=organisation,
        use=use,
        reason=some_text(reason, "The reason", longest=1_000),
        starts_at=now,
        ends_at=now + LASTS,
    )
    record_event("recorded a purpose", purpose, by=by, detail={"about": about, "use": use})
    return int(purpose.pk)


@transaction.atomic
def end_purpose(*, about: str, by: Account) -> None:
    """End what counts now: the list is needed no longer."""
    now = timezone.now()
    for purpose in standing(by, about):
        purpose.ends_at = max(now, purpose.starts_at + timedelta(microseconds=1))
        purpose.save(update_fields=["ends_at"])
        record_event("ended a purpose", purpose, by=by)


@transaction.atomic
def use_purpose(
    *, about: str, what: str, people: int, by: Account, did: str = "read a list of people"
) -> str:
    """Note that a list or counts were read, and give back what for; NoPurpose where none counts.

    The audit keeps which and how many people were on it, and nobody of them.
    """
    purpose = standing(by, about).first()
    if purpose is None:
        raise NoPurpose
    require(by, PERMISSION_TO_READ[purpose.use], purpose.organisation_id)
    record_event(did, purpose, by=by, detail={"list": what, "people": people})
    return str(purpose.use)
