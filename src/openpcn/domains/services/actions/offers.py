"""Record where patients of practices get a service, correct it, end it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.facts import (
    correct,
    keep,
    refuse_unseen,
    said_by,
    says_already,
    take_back,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Organisation
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.domains.services.actions.days import Offered, as_it_stands, refuse_outside
from openpcn.domains.services.actions.givers import names_of, who_gives
from openpcn.domains.services.models import Offer
from openpcn.domains.services.vocabulary import RECORD
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words

WHERE_FROM = "Where it is known from"


@transaction.atomic
def record_offers(
    of: Offered,
    practices: Sequence[str],
    *,
    way: str,
    giver: str = "",
    starts_on: date,
    ends_on: date | None = None,
    source: str,
    by: Account,
) -> int:
    """Record the same of several practices, all or none; `giver` is a code or a name.

    Answers how many. NotPossible: the service is not in the catalogue on these days, or one of
    the practices has an offer of it on some of them.
    """
    check_days(starts_on, ends_on)
    if not practices:
        raise NotRight("No practice is chosen.", next_step="Choose at least one.")
    of = as_it_stands(of)
    refuse_outside(of, starts_on, ends_on)
    said: dict[str, Any] = who_gives(way, giver, on=starts_on)
    said |= {"way": way, "starts_on": starts_on, "ends_on": ends_on}
    said["source"] = some_text(source, WHERE_FROM, longest=300)
    for code in practices:
        practice = locked(the(code, "practice"))
        require(by, RECORD, practice.id)
        refuse_itself(practice.pk, said["giver_id"])
        refuse_overlap(of, practice.pk, starts_on, ends_on)
        made = keep(Offer, by=by, service=of.key, practice=practice, **said)
        record_event("recorded an offer", made, by=by, detail={"service": of.key, "way": way})
    return len(practices)


@transaction.atomic
def correct_offer(
    number: int,
    *,
    of: Offered,
    way: str,
    giver: str = "",
    starts_on: date,
    ends_on: date | None = None,
    source: str,
    by: Account,
    seen: int = 0,
) -> None:
    """Say something else of an offer; what was said before stays readable.

    `seen` is the version that its form was filled from; 0 of no form.
    """
    check_days(starts_on, ends_on)
    of = as_it_stands(of)
    found = the_offer(number, of, by=by)
    refuse_outside(of, starts_on, ends_on)
    said: dict[str, Any] = who_gives(way, giver, on=starts_on)
    said |= {"way": way, "starts_on": starts_on, "ends_on": ends_on}
    said["source"] = some_text(source, WHERE_FROM, longest=300)
    refuse_itself(found.practice_id, said["giver_id"])
    refuse_overlap(of, found.practice_id, starts_on, ends_on, besides=found)
    if says_already(found, **said):
        return
    refuse_unseen(found, seen)
    record_event("corrected an offer", anew(found, by=by, **said), by=by)


@transaction.atomic
def end_offers(numbers: Sequence[int], *, of: Offered, on: date, by: Account) -> int:
    """Record the last day of one or several offers, of all or of none; answers how many."""
    if not numbers:
        raise NotRight("No offer is chosen.", next_step="Choose at least one.")
    of = as_it_stands(of)
    for number in numbers:
        found = the_offer(number, of, by=by)
        check_days(found.starts_on, on)
        refuse_outside(of, found.starts_on, on)
        refuse_overlap(of, found.practice_id, found.starts_on, on, besides=found)
        made = anew(found, by=by, ends_on=on)
        record_event("ended an offer", made, by=by, detail={"on": on.isoformat()})
    return len(numbers)


@transaction.atomic
def reopen_offer(number: int, *, of: Offered, by: Account) -> None:
    """Take back that an offer ends."""
    of = as_it_stands(of)
    found = the_offer(number, of, by=by)
    if found.ends_on is None:
        raise NotPossible("No end is recorded.", next_step="Nothing needs to be done.")
    refuse_outside(of, found.starts_on)
    refuse_overlap(of, found.practice_id, found.starts_on, None, besides=found)
    record_event("took back the end of an offer", anew(found, by=by, ends_on=None), by=by)


@transaction.atomic
def withdraw_offer(number: int, *, of: Offered, by: Account) -> None:
    """Take back an offer that was recorded by mistake."""
    found = the_offer(number, of, by=by)
    take_back(found)
    record_event("took back an offer", found, by=by)


@transaction.atomic
def bring_back_offer(number: int, *, of: Offered, by: Account) -> None:
    """Bring back an offer that was taken back."""
    of = as_it_stands(of)
    versions = versions_of(number, of).select_for_update()
    found = versions.order_by("-known_until", "-id").first()
    if found is None or versions.filter(known_until__isnull=True).exists():
        raise NotFound("No such offer was taken back.", next_step="Go back and look again.")
    require(by, RECORD, locked(found.practice).pk)
    refuse_outside(of, found.starts_on, found.ends_on)
    refuse_overlap(of, found.practice_id, found.starts_on, found.ends_on)
    made = keep(Offer, by=by, **said_by(found) | {"first_id": found.first_id or found.pk})
    record_event("brought back an offer", made, by=by)


def versions_of(number: int, of: Offered) -> Any:
    """Every version of an offer of a service, by the number of its first."""
    return Offer.objects.filter(Q(pk=number, first__isnull=True) | Q(first=number), service=of.key)


def the_offer(number: int, of: Offered, *, by: Account) -> Offer:
    """What counts now of an offer, locked, for somebody who may record it."""
    held = versions_of(number, of).select_for_update()
    found: Offer | None = held.filter(known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such offer counts now.", next_step="Go back and look again.")
    require(by, RECORD, locked(found.practice).pk)
    return found


def anew(found: Offer, *, by: Account, **changed: Any) -> Offer:
    """The next version of an offer, which knows its first."""
    return correct(found, by=by, first_id=found.first_id or found.pk, **changed)


def locked(practice: Organisation) -> Organisation:
    """A practice of which nobody else records meanwhile."""
    return Organisation.objects.select_for_update().get(pk=practice.pk)


def refuse_itself(practice_id: int, giver_id: int | None) -> None:
    """Refuse that patients of a practice go elsewhere and come to it."""
    if giver_id == practice_id:
        raise NotPossible(
            f"{names_of([practice_id])[0]} would send its patients to itself.",
            next_step="Choose “At their own practice” for it.",
        )


def refuse_overlap(
    of: Offered,
    practice_id: int,
    starts_on: date,
    ends_on: date | None,
    *,
    besides: Offer | None = None,
) -> None:
    """Refuse a second offer of the same service on the same days."""
    held = Offer.objects.filter(
        meets(starts_on, ends_on),
        service=of.key,
        practice_id=practice_id,
        known_until__isnull=True,
    )
    others = held.exclude(pk=besides.pk) if besides else held
    other = others.order_by("starts_on").first()
    if other is not None:
        until = f" until {in_words(other.ends_on)}" if other.ends_on else ""
        raise NotPossible(
            f"{names_of([practice_id])[0]} has an offer of “{of.title}” on these days, "
            f"from {in_words(other.starts_on)}{until}.",
            next_step="End that one first, or take it back where it was a mistake.",
        )
