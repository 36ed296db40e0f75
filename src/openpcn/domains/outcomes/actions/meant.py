"""Record that a difference is meant, and why; change it, end it, take it back, bring it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.owners import owner_of
from openpcn.domains.outcomes.models import MeantVariation
from openpcn.domains.registry.actions.facts import (
    correct,
    end,
    keep,
    said_by,
    said_twice,
    says_already,
    take_back,
    the_current,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.dated import meets
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import in_words

EXPLAIN = "outcomes.explain"


@transaction.atomic
def explain_variation(
    *,
    organisation: str,
    measure: str,
    reason: str,
    owner: str,
    starts_on: date,
    review_on: date,
    by: Account,
    today: date | None = None,
) -> int:
    """Record why an organisation is meant to differ in a measure; sent twice, once.

    `today` is the day on which that was said, where it was said elsewhere first.
    """
    which = the(organisation)
    require(by, EXPLAIN, which)
    check_days(starts_on)
    check_review(review_on, starts_on, today or timezone.localdate())
    facts: dict[str, Any] = {
        "organisation": which,
        "measure": measure[:80],
        "reason": some_text(reason, "The reason", longest=2_000),
        "owner": owner_of(owner),
        "starts_on": starts_on,
        "ends_on": None,
        "review_on": review_on,
    }
    if twice := said_twice(MeantVariation, which, by=by, **facts):
        return int(twice.pk)
    held = MeantVariation.objects.filter(
        CURRENT, meets(starts_on, None), organisation=which, measure=measure
    )
    if (first := held.first()) is not None:
        raise NotPossible(
            f"A reason counts from {in_words(first.starts_on)} already.",
            next_step="Change it, end it or take it back.",
        )
    made = keep(MeantVariation, by=by, **facts)
    record_event(
        "explained a variation", made, by=by, detail={"organisation": which.pk, "measure": measure}
    )
    return int(made.pk)


@transaction.atomic
def change_meant(number: int, *, reason: str, owner: str, review_on: date, by: Account) -> None:
    """Correct a reason, give it to somebody else, or set its next review after one.

    The day of a review that has passed stays while other things are changed.
    """
    held = standing_reason(number, by=by)
    if review_on != held.review_on:
        check_review(review_on, held.starts_on, timezone.localdate())
    stays = owner == held.owner.key.hex
    facts = {
        "reason": some_text(reason, "The reason", longest=2_000),
        "owner_id": held.owner_id if stays else owner_of(owner).pk,
        "review_on": review_on,
    }
    if not says_already(held, **facts):
        made = correct(held, by=by, **facts)
        record_event("changed a reason for variation", made, by=by)


def check_review(review_on: date, starts_on: date, today: date) -> None:
    """A review lies in the future, and after the day from which the reason counts."""
    check_days(review_on)
    if review_on <= starts_on:
        raise NotPossible(
            f"It would be reviewed on {in_words(review_on)}, before it starts to count on "
            f"{in_words(starts_on)}.",
            next_step="Check both days.",
        )
    if review_on <= today:
        raise NotPossible(
            f"{in_words(review_on)} is not in the future, so nobody would look again.",
            next_step="Enter the day of the next review.",
        )


@transaction.atomic
def end_meant(number: int, *, ends_on: date, by: Account) -> None:
    """Record the last day on which a reason holds."""
    held = standing_reason(number, by=by)
    record_event("ended a reason for variation", end(held, on=ends_on, by=by), by=by)


@transaction.atomic
def withdraw_meant(number: int, *, by: Account) -> None:
    """Take back a reason that was recorded by mistake; it can be brought back."""
    held = standing_reason(number, by=by)
    take_back(held)
    record_event("withdrew a reason for variation", held, by=by)


@transaction.atomic
def bring_back_meant(number: int, *, by: Account) -> None:
    """Bring back a reason that was taken back, unless another counts now."""
    held = MeantVariation.objects.select_for_update().filter(id=number).first()
    if held is None or held.known_until is None:
        raise NotFound("No such reason was taken back.", next_step="Look at the page again.")
    require(by, EXPLAIN, held.organisation_id)
    others = MeantVariation.objects.filter(
        CURRENT,
        meets(held.starts_on, held.ends_on),
        organisation_id=held.organisation_id,
        measure=held.measure,
    )
    if others.exists():
        raise NotPossible("Another reason counts now.", next_step="Take that one back first.")
    made = keep(MeantVariation, by=by, **said_by(held))
    record_event("brought back a reason for variation", made, by=by)


def standing_reason(number: int, *, by: Account) -> MeantVariation:
    """A reason that counts, locked, for somebody who may explain variation there."""
    held = the_current(MeantVariation, number, "reason")
    require(by, EXPLAIN, held.organisation_id)
    return held
