"""Record a training place or post, correct it or give it a last day, take it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.staffing.models import TrainingPlace
from openpcn.domains.staffing.vocabulary import PERMISSION_PLACES, Place, Profession
from openpcn.kernel.errors import NotFound, NotRight

MOST_PEOPLE = 500


@transaction.atomic
def record_place(
    *,
    organisation: str,
    kind: str,
    profession: str = "",
    title: str,
    people: int,
    owner: str,
    starts_on: date,
    ends_on: date | None = None,
    note: str = "",
    by: Account,
) -> int:
    """Record what is offered or sought, by whom, for how many, and who answers for it."""
    which = the(organisation)
    require(by, PERMISSION_PLACES, which)
    check_days(starts_on, ends_on)
    if kind not in Place.values:
        raise NotRight("No such place or post is kept.", next_step="Choose one of the list.")
    if profession and profession not in Profession.values:
        raise NotRight("No such profession is kept.", next_step="Choose one of the list.")
    if not 1 <= people <= MOST_PEOPLE:
        raise NotRight(
            f"A place for {people:,} people cannot be.", next_step=f"Give 1 to {MOST_PEOPLE}."
        )
    made = TrainingPlace.objects.create(
        organisation=which,
        kind=kind,
        profession=profession,
        title=some_text(title, "The title", longest=120),
        people=people,
        owner=some_text(owner, "The owner", longest=120),
        starts_on=starts_on,
        ends_on=ends_on,
        note=note.strip()[:500],
        known_from=timezone.now(),
        recorded_by=by,
    )
    record_event("recorded a training place", made, by=by, detail={"organisation": organisation})
    return int(made.pk)


@transaction.atomic
def correct_place(place_id: int, *, by: Account, **said: Any) -> int:
    """Put another version in its place; the earlier one stays readable as known before."""
    close(place_id, by=by)
    return record_place(by=by, **said)


@transaction.atomic
def withdraw_place(place_id: int, *, by: Account) -> None:
    """Take back what was recorded by mistake."""
    record_event("withdrew a training place", close(place_id, by=by), by=by)


def close(place_id: int, *, by: Account) -> TrainingPlace:
    """The version that stands now stands no more."""
    found = the_place(place_id)
    require(by, PERMISSION_PLACES, found.organisation_id)
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
    return found


def the_place(place_id: int) -> TrainingPlace:
    """The version that stands now."""
    found = TrainingPlace.objects.filter(id=place_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such place stands now.", next_step="Go back to the list.")
    return found
