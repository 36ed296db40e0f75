"""Try a change in a rapid cycle, say what was learnt, take it back and bring it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.ambitions import RECORD, standing
from openpcn.domains.outcomes.actions.owners import owner_of
from openpcn.domains.outcomes.models import Cycle, CycleDetail
from openpcn.domains.outcomes.vocabulary import AHEAD, Decided
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    keep,
    last_taken_back,
    refuse_unseen,
    said_twice,
    says_already,
    take_back_all,
)
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.domains.registry.models import Person
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words


@transaction.atomic
def begin_cycle(
    number: int, *, aim: str, change: str, owner: str, starts_on: date, by: Account
) -> int:
    """Record a change that is tried for an ambition from a day on; sent twice, once."""
    ambition = standing(number, by=by)
    facts = said(aim, change, owner, starts_on) | {"ends_on": None}
    twice = said_twice(CycleDetail, ambition.organisation, by=by, cycle__ambition=ambition, **facts)
    if twice is not None:
        return int(twice.cycle_id)
    cycle = Cycle.objects.create(ambition=ambition)
    keep(CycleDetail, by=by, cycle=cycle, **facts)
    record_event("began a cycle", cycle, by=by, detail={"ambition": number})
    return int(cycle.pk)


@transaction.atomic
def change_cycle(
    number: int,
    cycle: int,
    *,
    aim: str,
    change: str,
    owner: str,
    starts_on: date,
    by: Account,
    seen: int = 0,
) -> None:
    """Correct what a cycle tries, or give it to somebody else; what was said before is kept.

    `seen` is the version that its form was filled from; 0 of no form.
    """
    held = running(number, cycle, by=by)
    same = owner == held.owner.key.hex
    facts = said(aim, change, "" if same else owner, starts_on, held.owner if same else None)
    check_days(starts_on, held.ends_on)
    if says_already(held, **facts):
        return
    refuse_unseen(held, seen)
    made = correct(held, by=by, **facts)
    record_event("changed a cycle", made, by=by, detail={"ambition": number})


def said(
    aim: str, change: str, owner: str, starts_on: date, stays: Person | None = None
) -> dict[str, Any]:
    """What a cycle tries, as it is kept; `stays` is an owner who may have left since."""
    check_days(starts_on)
    if starts_on > timezone.localdate() + AHEAD:
        raise NotPossible(
            f"{in_words(starts_on)} is more than a year ahead.",
            next_step="Enter a day within a year: a rapid cycle is tried soon.",
        )
    return {
        "aim": some_text(aim, "The aim", longest=300),
        "change": some_text(change, "What is changed", longest=2_000),
        "owner_id": (stays or owner_of(owner)).pk,
        "starts_on": starts_on,
    }


@transaction.atomic
def finish_cycle(
    number: int, cycle: int, *, ends_on: date, learning: str, decided: str, by: Account
) -> None:
    """Say what was learnt and what became of the change; said again, it is corrected."""
    held = running(number, cycle, by=by)
    check_days(held.starts_on, ends_on)
    if decided not in Decided.values or decided == Decided.RUNNING:
        raise NotRight("No change ended so.", next_step="Choose what became of it.")
    if ends_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(ends_on)} has not come yet.", next_step="Say what was learnt when it ended."
        )
    learnt = some_text(learning, "What was learnt", longest=2_000)
    made = correct(held, by=by, ends_on=ends_on, learning=learnt, decided=decided)
    record_event("finished a cycle", made, by=by, detail={"ambition": number})


@transaction.atomic
def withdraw_cycle(number: int, cycle: int, *, by: Account) -> None:
    """Take back a cycle that was recorded by mistake."""
    held = running(number, cycle, by=by)
    take_back_all(held.cycle.details.all())
    record_event("withdrew a cycle", held.cycle, by=by, detail={"ambition": number})


@transaction.atomic
def bring_back_cycle(number: int, cycle: int, *, by: Account) -> None:
    """Bring a cycle back as it was."""
    which = Cycle.objects.select_for_update().filter(id=cycle, ambition_id=number).first()
    if which is None:
        raise no_such()
    require(by, RECORD, which.ambition.organisation_id)
    bring_back_all(last_taken_back(which.details.all(), "cycle"), by=by)
    record_event("brought back a cycle", which, by=by, detail={"ambition": number})


def running(number: int, cycle: int, *, by: Account) -> CycleDetail:
    """What a cycle of an ambition says now."""
    standing(number, by=by)
    found = CycleDetail.objects.select_for_update().filter(
        CURRENT, cycle_id=cycle, cycle__ambition_id=number
    )
    held = found.first()
    if held is None:
        raise no_such()
    return held


def no_such() -> NotFound:
    """There is no such cycle."""
    return NotFound("No such cycle stands.", next_step="Go back and look again.")
