"""Record that a difference is meant, and why; end it, take it back, bring it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.owners import owner_of
from openpcn.domains.outcomes.models import MeantVariation
from openpcn.domains.registry.actions.facts import end, keep, said_by, take_back, the_current
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
) -> int:
    """Record why an organisation is meant to differ in a measure, by whom and until when."""
    which = the(organisation)
    require(by, EXPLAIN, which)
    check_days(starts_on)
    check_days(review_on)
    if review_on <= starts_on:
        raise NotPossible(
            f"It would be reviewed on {in_words(review_on)}, before it starts to count on "
            f"{in_words(starts_on)}.",
            next_step="Check both days.",
        )
    held = MeantVariation.objects.filter(
        CURRENT, meets(starts_on, None), organisation=which, measure=measure
    )
    if (first := held.first()) is not None:
        raise NotPossible(
            f"A reason counts from {in_words(first.starts_on)} already.",
            next_step="End it or take it back first.",
        )
    made = keep(
        MeantVariation,
        by=by,
        organisation=which,
        measure=measure[:80],
        reason=some_text(reason, "The reason", longest=2_000),
        owner=owner_of(owner),
        starts_on=starts_on,
        review_on=review_on,
    )
    record_event(
        "explained a variation", made, by=by, detail={"organisation": which.pk, "measure": measure}
    )
    return int(made.pk)


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
