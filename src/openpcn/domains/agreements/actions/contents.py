"""How far the schedules of an agreement are, and which data are shared for which purpose."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.agreements.actions.register import standing
from openpcn.domains.agreements.models import AgreementSchedule, SharedData
from openpcn.domains.agreements.vocabulary import Access, Category, Kind, Progress, Purpose
from openpcn.domains.registry.actions.facts import put, take_back, the_current
from openpcn.domains.registry.actions.naming import check_days
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.kernel.errors import NotPossible, NotRight


@transaction.atomic
def record_schedule(
    number: int,
    *,
    schedule: str,
    progress: str,
    agreed_on: date | None = None,
    words: str = "",
    by: Account,
) -> None:
    """Record how far a schedule is; one that is agreed has its day."""
    agreement, _ = standing(number, by=by)
    if agreement.kind != Kind.NETWORK:
        raise NotPossible(
            "A data-sharing agreement has no schedules here.",
            next_step="Record what is shared for which purpose instead.",
        )
    if progress not in Progress.values:
        raise NotRight("A schedule is never that far.", next_step="Choose one of the list.")
    is_agreed = progress == Progress.AGREED
    if is_agreed and agreed_on is None:
        raise NotRight("An agreed schedule has a day.", next_step="Enter the day it was agreed.")
    if agreed_on is not None:
        check_days(agreed_on)
    facts = {
        "progress": progress,
        "agreed_on": agreed_on if is_agreed else None,
        "words": " ".join(words.split())[:300],
    }
    about = {"agreement": agreement, "schedule": schedule}
    made = put(AgreementSchedule, about, by=by, **facts)
    record_event("recorded a schedule", made, by=by, detail={"agreement": number})


@transaction.atomic
def share_data(
    number: int, *, purpose: str, categories: Collection[str], access: str, by: Account
) -> int:
    """Record that categories of data are shared for a purpose; how many were new or changed."""
    agreement, _ = standing(number, by=by)
    if agreement.kind != Kind.DATA_SHARING:
        raise NotPossible(
            "Data are shared under a data-sharing agreement.",
            next_step="Record one, or open it in the register.",
        )
    if purpose not in Purpose.values or access not in Access.values:
        raise NotRight("No such purpose or use is known.", next_step="Choose one of the list.")
    if not categories or set(categories) - set(Category.values):
        raise NotRight("No such data are known.", next_step="Choose at least one of the list.")
    changed = 0
    for category in dict.fromkeys(categories):
        about = {"agreement": agreement, "purpose": purpose, "category": category}
        if SharedData.objects.filter(CURRENT, access=access, **about).exists():
            continue
        put(SharedData, about, by=by, access=access)
        changed += 1
    detail = {"purpose": purpose, "categories": sorted(set(categories)), "access": access}
    record_event("recorded what is shared", agreement, by=by, detail=detail)
    return changed


@transaction.atomic
def stop_sharing(number: int, shared: int, *, by: Account) -> None:
    """Take back that a category is shared for a purpose."""
    agreement, _ = standing(number, by=by)
    held = the_current(SharedData, shared, "line", agreement=agreement)
    take_back(held)
    record_event("took back what is shared", held, by=by, detail={"agreement": number})
