"""How each thing that a year asks for stands: who owes it, and whether it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from openpcn.domains.agreements.queries.obligations import DoneAnswer
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.engines.calendar.obligations import Due, Occurrence, Owner
from openpcn.kernel.contract_years import month_end
from openpcn.workflows.agreements.mine import Scope

SOON = timedelta(days=30)
State = Literal["done", "late", "soon", "to_come", "no_day", "counted", "not_shown"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something owed on a day, for a month or through the year, and how it stands."""

    occurrence: Occurrence
    owed_by: OrganisationAnswer | None
    """None: several organisations owe it, or nobody in particular is asked about."""
    done: DoneAnswer | None
    done_by: int
    of: int
    """How many of how many organisations have done it."""
    state: State
    may_record: bool


def plain(one: Occurrence) -> Entry:
    """An occurrence that nobody in particular is asked about."""
    return Entry(
        occurrence=one,
        owed_by=None,
        done=None,
        done_by=0,
        of=0,
        state="not_shown",
        may_record=False,
    )


def entry(
    one: Occurrence,
    permitted: Callable[[int], bool],
    scope: Scope,
    around: Mapping[int, OrganisationAnswer],
    done: Mapping[tuple[int, str, str], DoneAnswer],
    day: date,
    *,
    shows: bool,
) -> Entry:
    """How an occurrence stands; `permitted` tells for which organisations it may be recorded."""
    owners = owners_of(one.obligation.owner, scope, around)
    key = (one.obligation.code, one.key)
    held = [done[each.id, *key] for each in owners if (each.id, *key) in done]
    single = owners[0] if len(owners) == 1 else None
    own = held[0] if single is not None and held else None
    is_done = bool(owners) and len(held) == len(owners)
    return Entry(
        occurrence=one,
        owed_by=single,
        done=own,
        done_by=len(held),
        of=len(owners),
        state=state_of(one, day, is_done=is_done) if shows else "not_shown",
        may_record=shows and single is not None and permitted(single.id),
    )


def state_of(one: Occurrence, day: date, *, is_done: bool) -> State:
    """How an occurrence stands on a day."""
    if is_done:
        return "done"
    if one.obligation.due is Due.ALL_YEAR or (one.due_on is None and one.month is None):
        return "no_day"
    due_on = one.due_on
    if due_on is None:
        ended = one.month is not None and month_end(one.month) < day
        return "no_day" if ended else "to_come"
    if due_on < day:
        return "late"
    return "soon" if due_on - day <= SOON else "to_come"


def owners_of(
    owner: Owner, scope: Scope, around: Mapping[int, OrganisationAnswer]
) -> list[OrganisationAnswer]:
    """The organisations that owe something, seen from the one that is asked about."""
    if scope.organisation.kind == owner:
        return [scope.organisation]
    beneath = [one for one in around.values() if one.kind == owner and one.id in scope.within]
    found = beneath or [one for one in around.values() if one.kind == owner]
    return [one for one in found if one.status != "closed"]
