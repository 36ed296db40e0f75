"""Bring two entries of one asset together, part them, or say that they are two."""

from __future__ import annotations

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.community.actions.assets import existing, standing
from openpcn.domains.community.models import (
    Distinct,
    Merge,
)
from openpcn.domains.registry.actions.facts import put, take_back
from openpcn.domains.registry.actions.naming import some_text
from openpcn.kernel.errors import NotPossible


@transaction.atomic
def merge_assets(number: int, *, into: int, because: str, by: Account) -> int:
    """Read an entry at another one, as they are the same; both are kept, and can be parted."""
    asset, other = standing(number, by=by), existing(into)
    if asset.pk == other.pk:
        raise NotPossible("An entry is itself.", next_step="Choose another entry.")
    if Merge.objects.filter(known_until__isnull=True, asset=other).exists():
        raise NotPossible(
            "That entry is read at another one itself.", next_step="Choose the entry it is read at."
        )
    if Merge.objects.filter(known_until__isnull=True, into=asset).exists():
        raise NotPossible(
            "Other entries are read at this one.",
            next_step="Keep this entry, and read the other one at it.",
        )
    made = put(
        Merge,
        {"asset": asset},
        by=by,
        into=other,
        because=some_text(because, "The reason", longest=300),
    )
    record_event("merged two entries", made, by=by, detail={"asset": number, "into": into})
    return int(made.pk)


@transaction.atomic
def keep_one(number: int, *, others: list[int], because: str, by: Account) -> int:
    """Read some entries at one that is kept; how many."""
    for other in others:
        merge_assets(other, into=number, because=because, by=by)
    return len(others)


@transaction.atomic
def part_assets(number: int, *, by: Account) -> None:
    """Take back a merge: the entry is read by itself again."""
    asset = standing(number, by=by)
    held = Merge.objects.filter(known_until__isnull=True, asset=asset).first()
    if held is None:
        raise NotPossible("This entry is read by itself.", next_step="Nothing needs to be done.")
    take_back(held)
    record_event("parted two entries", held, by=by, detail={"asset": number})


@transaction.atomic
def tell_apart(number: int, *, other: int, by: Account) -> None:
    """Record that two entries that look alike are two assets."""
    asset, second = standing(number, by=by), existing(other)
    if asset.pk == second.pk:
        raise NotPossible("An entry is itself.", next_step="Choose another entry.")
    first, last = sorted((asset, second), key=lambda one: one.pk)
    made = put(Distinct, {"one": first, "other": last}, by=by)
    record_event("told two entries apart", made, by=by)
