"""Say of something what it is like from a day on, or correct what was said from that day on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.facts import correct, keep, refuse_unseen, says_already
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import day_before


def describe(
    held: QuerySet[Any], *, said: dict[str, Any], by: Account, seen: int = 0, **identity: Any
) -> bool:
    """With the same first day a correction; with a later one a change, and what was before ends.

    `held` are the versions of what is said of one thing: each is a fact with a first day. `seen` is
    the one that a form was filled from, 0 of no form. False: nothing of it is new.
    """
    last = held.filter(known_until__isnull=True).order_by("-starts_on").first()
    if last is None or said["starts_on"] < last.starts_on:
        raise NotPossible(
            "It is described from a later day already.",
            next_step="Describe it from that day, or from a later one.",
        )
    if says_already(last, **said):
        return False
    refuse_unseen(last, seen)
    if said["starts_on"] == last.starts_on:
        correct(last, by=by, **said)
        return True
    correct(last, by=by, ends_on=day_before(said["starts_on"]))
    keep(held.model, by=by, **identity, **said)
    return True
