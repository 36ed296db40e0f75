"""Record that posts are vacant, that they are filled, and take back what was a mistake."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import check_days, the
from openpcn.domains.registry.permissions import require
from openpcn.domains.staffing.models import Vacancy
from openpcn.domains.staffing.vocabulary import PERMISSION_PLACES, Vacant
from openpcn.kernel.errors import NotFound, NotRight

MOST_POSTS = 100


@transaction.atomic
def record_vacancy(
    *, organisation: str, role: str, posts: int, fte: Decimal, starts_on: date, by: Account
) -> int:
    """Record posts of one role that nobody is in since a day."""
    which = the(organisation)
    require(by, PERMISSION_PLACES, which)
    check_days(starts_on)
    if role not in Vacant.values:
        raise NotRight("No such role is kept.", next_step="Choose one of the list.")
    if not 1 <= posts <= MOST_POSTS:
        raise NotRight(f"{posts:,} posts cannot be.", next_step=f"Give 1 to {MOST_POSTS}.")
    if not fte.is_finite() or not 0 < fte <= posts:
        raise NotRight(
            f"{fte} full-time equivalents are not above 0 and at most one for each post.",
            next_step="One is 37.5 hours a week.",
        )
    made = Vacancy.objects.create(
        organisation=which,
        role=role,
        posts=posts,
        fte=fte.quantize(Decimal("0.01")),
        starts_on=starts_on,
        known_from=timezone.now(),
        recorded_by=by,
    )
    record_event("recorded a vacancy", made, by=by, detail={"organisation": organisation})
    return int(made.pk)


@transaction.atomic
def fill_vacancy(vacancy_id: int, *, ends_on: date, by: Account) -> int:
    """Say which day was the last on which nobody was in it; the open version stays as known."""
    found = close(vacancy_id, by=by)
    check_days(found.starts_on, ends_on)
    found.pk = None
    found.known_from, found.known_until = timezone.now(), None
    found.ends_on, found.recorded_by = ends_on, by
    found.save(force_insert=True)
    record_event("filled a vacancy", found, by=by, detail={"ends_on": ends_on.isoformat()})
    return int(found.pk)


@transaction.atomic
def withdraw_vacancy(vacancy_id: int, *, by: Account) -> None:
    """Take back what was recorded by mistake."""
    record_event("withdrew a vacancy", close(vacancy_id, by=by), by=by)


def close(vacancy_id: int, *, by: Account) -> Vacancy:
    """The version that stands now stands no more."""
    found = Vacancy.objects.filter(id=vacancy_id, known_until__isnull=True).first()
    if found is None:
        raise NotFound("No such vacancy stands now.", next_step="Go back to the list.")
    require(by, PERMISSION_PLACES, found.organisation_id)
    found.known_until = timezone.now()
    found.save(update_fields=["known_until"])
    return found
