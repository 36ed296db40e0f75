"""Ask whether entries are right: checks, and asking their owners."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.community.actions.assets import RECORD, no_such, standing
from openpcn.domains.community.models import (
    Asset,
    AssetVersion,
    Chase,
    Check,
)
from openpcn.domains.community.queries.assets import readable
from openpcn.domains.community.vocabulary import CheckedAs
from openpcn.domains.registry.actions.facts import keep, put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words


@transaction.atomic
def record_check(
    number: int, *, checked_on: date, checked_as: str, asked: str, note: str, by: Account
) -> int:
    """Record that somebody asked whether the entry is right."""
    asset = standing(number, by=by)
    if checked_as not in CheckedAs.values:
        raise NotRight("No check ends so.", next_step="Choose one of the list.")
    check_days(checked_on)
    if checked_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(checked_on)} has not come yet.", next_step="Enter the day of the check."
        )
    made = keep(
        Check,
        by=by,
        asset=asset,
        checked_on=checked_on,
        checked_as=checked_as,
        asked=" ".join(asked.split())[:120],
        note=" ".join(note.split())[:300],
    )
    record_event("checked an asset", made, by=by, detail={"asset": number})
    return int(made.pk)


@transaction.atomic
def flag_asset(number: int, *, note: str, by: Account) -> int:
    """Say that something in an entry is not right: whoever keeps entries may, of any of them."""
    require(by, RECORD)
    stands = AssetVersion.objects.filter(readable(by), asset_id=number, known_until__isnull=True)
    asset = Asset.objects.filter(pk__in=stands.values("asset_id")).first()
    if asset is None:
        raise no_such()
    made = keep(
        Check,
        by=by,
        asset=asset,
        checked_on=timezone.localdate(),
        checked_as=CheckedAs.WRONG,
        note=some_text(note, "What is not right", longest=300),
    )
    record_event("flagged an asset", made, by=by, detail={"asset": number})
    return int(made.pk)


@transaction.atomic
def withdraw_check(number: int, check: int, *, by: Account) -> None:
    """Take back a check that was recorded by mistake: one's own, or of an entry one keeps."""
    held = the_current(Check, check, "check", asset_id=number)
    if held.recorded_by_id != by.pk:
        standing(number, by=by)
    take_back(held)
    record_event("withdrew a check of an asset", held, by=by)


@transaction.atomic
def record_chase(numbers: list[int], *, asked_on: date, by: Account) -> int:
    """Record that the owners of some assets were asked on a day; how many."""
    check_days(asked_on)
    for number in numbers:
        asset = standing(number, by=by)
        put(Chase, {"asset": asset, "asked_on": asked_on}, by=by)
    if numbers:
        record_event("asked owners of assets", asset, by=by, detail={"assets": len(numbers)})
    return len(numbers)


@transaction.atomic
def withdraw_chases(numbers: list[int], *, asked_on: date, by: Account) -> int:
    """Take back what one recorded of a day: the owners of these assets were not asked; how many."""
    held = Chase.objects.filter(
        known_until__isnull=True, asset_id__in=numbers, asked_on=asked_on, recorded_by=by
    )
    chases = list(held.select_for_update())
    for chase in chases:
        take_back(chase)
    if chases:
        record_event("had not asked owners", chases[0], by=by, detail={"assets": len(chases)})
    return len(chases)
