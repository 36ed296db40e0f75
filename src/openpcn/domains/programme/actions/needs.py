"""Record which milestone needs which; a circle is refused with the way round it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.actions.matters import no_such, standing
from openpcn.domains.programme.models import Matter, Milestone, Need
from openpcn.domains.programme.vocabulary import About
from openpcn.domains.registry.actions.facts import keep, refuse_second, take_back, the_current
from openpcn.kernel.errors import NotPossible


@transaction.atomic
def record_need(number: int, *, needs: int, by: Account) -> int:
    """Record that a milestone cannot be reached before another."""
    lock_milestones()
    matter, held = standing(number, by=by, kind=About.MILESTONE)
    other = Milestone.objects.filter(matter_id=needs, known_until__isnull=True).first()
    if other is None:
        raise no_such()
    refuse_second(
        matter.needs.filter(needs_id=needs),
        f"“{held.title}” needs “{other.title}” already.",
        "Nothing needs to be done.",
    )
    refuse_circle(number, needs)
    made = keep(Need, by=by, milestone=matter, needs_id=needs)
    record_event("recorded a need", made, by=by, detail={"milestone": number, "needs": needs})
    return int(made.pk)


@transaction.atomic
def withdraw_need(number: int, need: int, *, by: Account) -> None:
    """Take back that a milestone needs another."""
    matter, _ = standing(number, by=by, kind=About.MILESTONE)
    held = the_current(Need, need, "need", milestone=matter)
    take_back(held)
    record_event("withdrew a need", held, by=by)


def refuse_circle(number: int, needs: int) -> None:
    """Refuse a need by which milestones would wait for each other, and name them in order."""
    held: dict[int, list[int]] = {}
    current = Need.objects.filter(known_until__isnull=True).order_by("id")
    for milestone, needed in current.values_list("milestone_id", "needs_id"):
        held.setdefault(milestone, []).append(needed)
    way = way_between(held, needs, number)
    if way is None:
        return
    title_of = dict(
        Milestone.objects.filter(matter_id__in=way, known_until__isnull=True).values_list(
            "matter_id", "title"
        )
    )
    named = [f"“{title_of[one]}”" for one in (number, *way)]
    raise NotPossible(
        f"These would wait for each other: {' needs '.join(named)}.",
        next_step="Take out one of these needs first.",
    )


def way_between(held: Mapping[int, list[int]], start: int, goal: int) -> list[int] | None:
    """The shortest way from a milestone to one that it needs, by what each needs; None if none."""
    came_from: dict[int, int | None] = {start: None}
    waiting = [start]
    for at in waiting:
        if at == goal:
            break
        for following in held.get(at, []):
            if following not in came_from:
                came_from[following] = at
                waiting.append(following)
    if goal not in came_from:
        return None
    way, step = [goal], came_from[goal]
    while step is not None:
        way.append(step)
        step = came_from[step]
    return way[::-1]


def lock_milestones() -> None:
    """Let nobody else record a need meanwhile: two at once could close a circle together."""
    held = Matter.objects.select_for_update().filter(kind=About.MILESTONE).order_by("id")
    list(held.values_list("pk", flat=True))
