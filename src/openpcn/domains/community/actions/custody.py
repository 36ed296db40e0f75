"""Who safeguards an asset, and what came after one that moved or was split."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.community.actions.assets import existing, standing
from openpcn.domains.community.models import (
    Became,
    Custody,
)
from openpcn.domains.community.vocabulary import BecameAs
from openpcn.domains.registry.actions.facts import correct, put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import day_before, in_words


@transaction.atomic
def hand_over(number: int, *, steward: str, reason: str, starts_on: date, by: Account) -> int:
    """Say who safeguards an asset from a day on; whoever did so before ends the day before."""
    asset = standing(number, by=by)
    check_days(starts_on)
    current = asset.custodies.filter(known_until__isnull=True)
    last = current.order_by("-starts_on").first()
    if last is not None and last.starts_on > starts_on:
        raise NotPossible(
            f"{last.steward} took over on {in_words(last.starts_on)}.",
            next_step="Enter a later day, or take that back first.",
        )
    if last is not None and last.starts_on < starts_on and last.ends_on is None:
        correct(last, by=by, ends_on=day_before(starts_on))
    made = put(
        Custody,
        {"asset": asset, "starts_on": starts_on},
        by=by,
        steward=some_text(steward, "Who safeguards it", longest=200),
        reason=" ".join(reason.split())[:300],
    )
    record_event("handed an asset over", made, by=by, detail={"asset": number})
    return int(made.pk)


@transaction.atomic
def withdraw_custody(number: int, custody: int, *, by: Account) -> None:
    """Take back a hand-over that was recorded by mistake; whoever was before goes on."""
    asset = standing(number, by=by)
    held = the_current(Custody, custody, "hand-over", asset=asset)
    take_back(held)
    before = asset.custodies.filter(
        known_until__isnull=True, ends_on=day_before(held.starts_on)
    ).first()
    if before is not None:
        correct(before, by=by, ends_on=None)
    record_event("withdrew a hand-over of an asset", held, by=by)


@transaction.atomic
def record_successor(
    number: int, *, successor: int, became_as: str, on: date, note: str, by: Account
) -> int:
    """Record what came after an asset that moved, was split, joined another or was replaced."""
    asset = standing(number, by=by)
    if became_as not in BecameAs.values:
        raise NotRight("Nothing becomes another thing so.", next_step="Choose one of the list.")
    if successor == number:
        raise NotPossible("Nothing follows itself.", next_step="Name the other asset.")
    check_days(on)
    made = put(
        Became,
        {"asset": asset, "successor": existing(successor)},
        by=by,
        became_as=became_as,
        on=on,
        note=" ".join(note.split())[:300],
    )
    record_event("recorded what follows an asset", made, by=by, detail={"asset": number})
    return int(made.pk)


@transaction.atomic
def withdraw_successor(number: int, became: int, *, by: Account) -> None:
    """Take back that one asset follows another."""
    held = the_current(Became, became, "successor", asset=standing(number, by=by))
    take_back(held)
    record_event("withdrew what follows an asset", held, by=by)
