"""Record where patients of practices get a service, end it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.facts import bring_back_all, end, keep, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.services.models import Offer
from openpcn.domains.services.vocabulary import RECORD, Way
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When


@transaction.atomic
def record_offers(
    service: str,
    practices: Sequence[str],
    *,
    way: str,
    by_code: str = "",
    by_name: str = "",
    starts_on: date,
    ends_on: date | None = None,
    source: str,
    by: Account,
) -> int:
    """Record the same of several practices, all or none; answers how many.

    NotPossible: one of them has an offer of the service on some of these days.
    """
    check_days(starts_on, ends_on)
    if not practices:
        raise NotRight("No practice is chosen.", next_step="Choose at least one.")
    whose = who_gives(way, by_code, by_name)
    said = {"way": way, "starts_on": starts_on, "ends_on": ends_on} | whose
    said["source"] = some_text(source, "Where it is known from", longest=300)
    for code in practices:
        practice = the(code, "practice")
        require(by, RECORD, practice.id)
        refuse_overlap(service, practice, starts_on, ends_on)
        made = keep(Offer, by=by, service=service, practice=practice, **said)
        record_event("recorded an offer", made, by=by, detail={"service": service, "way": way})
    return len(practices)


def who_gives(way: str, by_code: str, by_name: str) -> dict[str, object]:
    """Who gives the service: nobody else where it is the own practice."""
    if way not in Way.values:
        raise NotRight("No such way is kept.", next_step="Choose one of the list.")
    if way == Way.OWN:
        return {"giver": None, "giver_name": ""}
    if by_code.strip():
        return {"giver": the(by_code.strip().upper()), "giver_name": ""}
    return {"giver": None, "giver_name": some_text(by_name, "Who gives it", longest=200)}


def refuse_overlap(
    service: str, practice: Organisation, starts_on: date, ends_on: date | None
) -> None:
    """Refuse a second offer of the same service on the same days."""
    held = Offer.objects.filter(
        meets(starts_on, ends_on), service=service, practice=practice, known_until__isnull=True
    )
    if held.exists():
        today = When(as_at=timezone.localdate())
        named = organisations_by_id([practice.id], when=today).get(practice.id)
        whose = as_written(named.name) if named else "This practice"
        raise NotPossible(
            f"{whose} has an offer of this service on these days.",
            next_step="End that one first, or take it back where it was a mistake.",
        )


@transaction.atomic
def end_offer(number: int, *, on: date, by: Account) -> None:
    """Record its last day."""
    found = the_current(Offer, number, "offer")
    require(by, RECORD, found.practice_id)
    made = end(found, on=on, by=by)
    record_event("ended an offer", made, by=by, detail={"on": on.isoformat()})


@transaction.atomic
def withdraw_offer(number: int, *, by: Account) -> None:
    """Take back an offer that was recorded by mistake."""
    found = the_current(Offer, number, "offer")
    require(by, RECORD, found.practice_id)
    take_back(found)
    record_event("took back an offer", found, by=by)


@transaction.atomic
def bring_back_offer(number: int, *, by: Account) -> None:
    """Bring back an offer that was taken back."""
    found = Offer.objects.filter(id=number, known_until__isnull=False).first()
    if found is None:
        raise NotFound("No such offer was taken back.", next_step="Go back and look again.")
    require(by, RECORD, found.practice_id)
    refuse_overlap(found.service, found.practice, found.starts_on, found.ends_on)
    bring_back_all([found], by=by)
    record_event("brought back an offer", found, by=by)
