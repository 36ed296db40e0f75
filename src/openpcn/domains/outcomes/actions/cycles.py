"""Try a change in a rapid cycle, say what was learnt, take it back and bring it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.ambitions import RECORD, standing
from openpcn.domains.outcomes.actions.owners import owner_of
from openpcn.domains.outcomes.models import Cycle, CycleDetail
from openpcn.domains.outcomes.vocabulary import Decided
from openpcn.domains.registry.actions.facts import (
    bring_back_all,
    correct,
    keep,
    last_taken_back,
    take_back_all,
)
from openpcn.domains.registry.actions.naming import check_days, some_text
from openpcn.domains.registry.models.dating import CURRENT
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotRight


@transaction.atomic
def begin_cycle(
    number: int, *, aim: str, change: str, owner: str, starts_on: date, by: Account
) -> int:
    """Record a change that is tried for an ambition from a day on."""
    ambition = standing(number, by=by)
    check_days(starts_on)
    cycle = Cycle.objects.create(ambition=ambition)
    keep(
        CycleDetail,
        by=by,
        cycle=cycle,
        aim=some_text(aim, "The aim", longest=300),
        change=some_text(change, "What is changed", longest=2_000),
        owner=owner_of(owner),
        starts_on=starts_on,
    )
    record_event("began a cycle", cycle, by=by, detail={"ambition": number})
    return int(cycle.pk)


@transaction.atomic
def finish_cycle(
    number: int, cycle: int, *, ends_on: date, learning: str, decided: str, by: Account
) -> None:
    """Say what was learnt and what became of the change; said again, it is corrected."""
    held = running(number, cycle, by=by)
    check_days(held.starts_on, ends_on)
    if decided not in Decided.values or decided == Decided.RUNNING:
        raise NotRight("No change ended so.", next_step="Choose what became of it.")
    said = some_text(learning, "What was learnt", longest=2_000)
    made = correct(held, by=by, ends_on=ends_on, learning=said, decided=decided)
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
