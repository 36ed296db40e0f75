"""Who covers the patients of a practice that is in no network."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.models import PatientCover
from openpcn.domains.registry.actions.facts import end, keep, take_back, the_current
from openpcn.domains.registry.actions.memberships import membership_on
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import in_words

RECORD = "agreements.record_cover"


@transaction.atomic
def record_cover(
    *,
    practice: str,
    network: str,
    starts_on: date,
    ends_on: date | None = None,
    words: str,
    by: Account,
) -> int:
    """Record that a network covers a practice's patients; the practice is in none itself."""
    which, who = the(practice, Kind.PRACTICE), the(network, Kind.NETWORK)
    require(by, RECORD, which)
    check_days(starts_on, ends_on)
    if membership_on(which, starts_on) is not None:
        raise NotPossible(
            f"{practice} is in a network on {in_words(starts_on)}.",
            next_step="Cover is recorded for practices that are in none.",
        )
    held = PatientCover.objects.filter(CURRENT, meets(starts_on, ends_on), practice=which)
    if held.exists():
        raise NotPossible(
            f"The patients of {practice} are covered on these days already.",
            next_step="Give that cover an end first, or take it back.",
        )
    made = keep(
        PatientCover,
        by=by,
        practice=which,
        network=who,
        starts_on=starts_on,
        ends_on=ends_on,
        words=some_text(words, "What was agreed", longest=2_000),
    )
    record_event("recorded cover of patients", made, by=by, detail={"practice": practice})
    return int(made.pk)


@transaction.atomic
def end_cover(number: int, *, ends_on: date, by: Account) -> None:
    """Record the last day of cover."""
    held = the_current(PatientCover, number, "cover")
    require(by, RECORD, held.practice_id)
    record_event("ended cover of patients", end(held, on=ends_on, by=by), by=by)


@transaction.atomic
def withdraw_cover(number: int, *, by: Account) -> None:
    """Take back cover that was recorded by mistake."""
    held = the_current(PatientCover, number, "cover")
    require(by, RECORD, held.practice_id)
    take_back(held)
    record_event("withdrew cover of patients", held, by=by)
