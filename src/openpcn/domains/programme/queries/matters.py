"""Actions, decisions, risks, milestones, plans and local requirements of some organisations.

Each is asked with the ids of organisations; what had passed to them from those that they took
the place of comes with it. Endings after the day have not happened yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.belonging import with_predecessors
from openpcn.domains.programme.models import SAYS, Milestone, Need
from openpcn.domains.programme.owners import OwnerAnswer, owners
from openpcn.domains.programme.queries.answers import (
    ActionAnswer,
    DecisionAnswer,
    MatterAnswer,
    MilestoneAnswer,
    PlanAnswer,
    RequirementAnswer,
    RiskAnswer,
)
from openpcn.domains.programme.vocabulary import TO_COME, About
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, taken_back
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.when import When

Matter = TypeVar("Matter", bound=MatterAnswer)
AHEAD = timedelta(days=366)
"""How long before it begins a plan or requirement is shown as to come."""
CHOSEN = ("progress", "likelihood", "impact", "enabler")
"""What is chosen from a list, and told in words too."""


def actions_of(
    organisation_ids: Collection[int], *, when: When, viewer: Account | None
) -> list[ActionAnswer]:
    """The actions raised by the day, the next due first, then those that have ended."""
    return read(ActionAnswer, About.ACTION, organisation_ids, when=when, viewer=viewer)


def decisions_of(
    organisation_ids: Collection[int], *, when: When, viewer: Account | None
) -> list[DecisionAnswer]:
    """The decisions taken by the day, the newest first; those that stand before those that fell."""
    held = read(DecisionAnswer, About.DECISION, organisation_ids, when=when, viewer=viewer)
    newest = sorted(held, key=lambda one: one.raised_on, reverse=True)
    return sorted(newest, key=lambda one: not one.is_open)


def risks_of(
    organisation_ids: Collection[int], *, when: When, viewer: Account | None
) -> list[RiskAnswer]:
    """The risks seen by the day, the gravest first, then those that have ended."""
    held = read(RiskAnswer, About.RISK, organisation_ids, when=when, viewer=viewer)
    return sorted(held, key=lambda one: (not one.is_open, -one.score))


def milestones_of(
    organisation_ids: Collection[int], *, when: When, viewer: Account | None
) -> list[MilestoneAnswer]:
    """The milestones set by the day, the next expected first, then those that have ended."""
    return read(
        MilestoneAnswer,
        About.MILESTONE,
        organisation_ids,
        when=when,
        viewer=viewer,
        more=partial(needs_of, when=when),
    )


def plans_of(
    organisation_ids: Collection[int], *, when: When, viewer: Account | None
) -> list[PlanAnswer]:
    """The plans in force on the day by name, then those to come within a year or over."""
    held = read(PlanAnswer, About.PLAN, organisation_ids, when=when, viewer=viewer)
    return sorted(held, key=lambda one: (not one.in_force, one.title.casefold(), one.id))


def requirements_of(
    organisation_ids: Collection[int], *, when: When, viewer: Account | None
) -> list[RequirementAnswer]:
    """The local requirements, those to come within a year too, withdrawn ones last."""
    return read(RequirementAnswer, About.REQUIREMENT, organisation_ids, when=when, viewer=viewer)


def open_ones(held: Collection[Matter]) -> list[Matter]:
    """Those that had not ended by the day, in the same order."""
    return [one for one in held if one.is_open]


def read(
    answer: type[Matter],
    kind: str,
    organisation_ids: Collection[int],
    *,
    when: When,
    viewer: Account | None,
    more: Callable[[list[int]], Mapping[int, dict[str, Any]]] = lambda _: {},
) -> list[Matter]:
    """Matters of one kind, the next due first; `more` finds what else is said of some."""
    rows = list(
        SAYS[kind]
        ._default_manager.filter(
            counted(when.as_known),
            matter__about_id__in=with_predecessors(organisation_ids, when=when),
            raised_on__lte=when.as_at + (AHEAD if kind in TO_COME else timedelta(0)),
        )
        .select_related("matter")
        .order_by("matter_id")
    )
    ids = {row.matter.about_id for row in rows}
    named = organisations_by_id(ids, when=When(as_at=when.as_at)) if ids else {}
    wanted = {(row.owner_id, row.matter.about_id) for row in rows if row.owner_id is not None}
    known = owners(wanted, viewer=viewer, when=when)
    also = more([row.matter_id for row in rows])
    found = [
        answer_from(
            answer, row, named[row.matter.about_id], known, also.get(row.matter_id, {}), when
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.date_of_next or when.as_at, one.id))


def answer_from(
    answer: type[Matter],
    row: Any,
    about: OrganisationAnswer,
    known: Mapping[tuple[int, int], OwnerAnswer],
    also: dict[str, Any],
    when: When,
) -> Matter:
    """One matter with the words of what was chosen; an ending after the day is left out."""
    told = {
        "id": row.matter_id,
        "version": row.pk,
        "kind": row.matter.kind,
        "about_code": about.code,
        "about_name": about.name,
        "about_id": about.id,
        "owner": known.get((row.owner_id, about.id)),
        "on": when.as_at,
        **also,
    }
    for name in CHOSEN:
        if hasattr(row, name):
            told[f"{name}_words"] = str(getattr(row, f"get_{name}_display")())
    if row.closed_on is None or row.closed_on > when.as_at:
        told |= {"closed_on": None, "closed_as": "", "closed_words": "", "outcome": ""}
    else:
        told["closed_words"] = str(row.get_closed_as_display())
    wanted = {one.name for one in fields(answer)}
    return answer(**{name: told[name] if name in told else getattr(row, name) for name in wanted})


def needs_of(numbers: list[int], *, when: When) -> dict[int, dict[str, Any]]:
    """What milestones need, of those that stand."""
    known = counted(when.as_known)
    stand = Milestone.objects.filter(known).values("matter_id")
    held = Need.objects.filter(known, milestone_id__in=numbers, needs_id__in=stand)
    found: dict[int, dict[str, Any]] = {one: {"needs": ()} for one in numbers}
    for need, milestone, needs in held.order_by("id").values_list("id", "milestone_id", "needs_id"):
        found[milestone]["needs"] += ((need, needs),)
    return found


def taken_back_of(kind: str, organisation_ids: Collection[int], *, when: When) -> list[TakenBack]:
    """What was taken back of one kind, the last first."""
    ids = with_predecessors(organisation_ids, when=when)
    contents = SAYS[kind]._default_manager.filter(matter__about_id__in=ids)
    return taken_back(contents, of="matter_id", named="title")
