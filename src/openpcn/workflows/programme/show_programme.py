"""What is open in a programme: actions, decisions, risks and milestones, and what needs a hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from openpcn.domains.accounts.queries import Account
from openpcn.domains.programme.owners import who_could
from openpcn.domains.programme.queries.answers import (
    ActionAnswer,
    DecisionAnswer,
    MatterAnswer,
    MilestoneAnswer,
    PlanAnswer,
    RequirementAnswer,
    RiskAnswer,
)
from openpcn.domains.programme.queries.matters import (
    actions_of,
    decisions_of,
    milestones_of,
    plans_of,
    requirements_of,
    risks_of,
    taken_back_of,
)
from openpcn.domains.programme.queries.versions import versions_of
from openpcn.domains.programme.vocabulary import RECORD, About
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.dated import TakenBack
from openpcn.domains.registry.queries.versions import Version
from openpcn.engines.programme.slipping import Expected, Slip, slips
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.workflows.programme.around import Around, around

READS: dict[str, Callable[..., Sequence[MatterAnswer]]] = {
    About.ACTION: actions_of,
    About.DECISION: decisions_of,
    About.RISK: risks_of,
    About.MILESTONE: milestones_of,
    About.PLAN: plans_of,
    About.REQUIREMENT: requirements_of,
}
FROM_ABOVE = (About.PLAN, About.REQUIREMENT)
"""What of a system is for its networks too."""


@dataclass(frozen=True, kw_only=True)
class Programme:
    """All that is kept track of for an organisation and its networks, on the day."""

    around: Around
    actions: tuple[ActionAnswer, ...]
    decisions: tuple[DecisionAnswer, ...]
    risks: tuple[RiskAnswer, ...]
    milestones: tuple[MilestoneAnswer, ...]
    plans: tuple[PlanAnswer, ...]
    requirements: tuple[RequirementAnswer, ...]
    slips: tuple[Slip, ...]

    @property
    def matters(self) -> tuple[MatterAnswer, ...]:
        """All of them."""
        return (
            *self.actions,
            *self.decisions,
            *self.risks,
            *self.milestones,
            *self.plans,
            *self.requirements,
        )

    @property
    def without_owner(self) -> tuple[MatterAnswer, ...]:
        """Those open whose owner is there no more."""
        return tuple(one for one in self.matters if one.owner_left)


@dataclass(frozen=True, kw_only=True)
class OneMatter:
    """A matter on a page of an organisation, with its history."""

    around: Around
    matter: Any
    versions: tuple[Version, ...]
    may_record: bool


def show_programme(viewer: Account | None, path: str, code: str, *, when: When) -> Programme:
    """The programme of an organisation, for people with a role in its system."""
    return programme_of(viewer, around(viewer, path, code, when=when))


def programme_of(viewer: Account | None, here: Around) -> Programme:
    """The programme of what lies around; whoever calls answers for who reads it."""
    held: dict[str, Any] = {kind: tuple(of_kind(viewer, here, kind)) for kind in READS}
    return Programme(
        around=here,
        actions=held[About.ACTION],
        decisions=held[About.DECISION],
        risks=held[About.RISK],
        milestones=held[About.MILESTONE],
        plans=held[About.PLAN],
        requirements=held[About.REQUIREMENT],
        slips=slips_of(held[About.MILESTONE]),
    )


def of_kind(viewer: Account | None, here: Around, kind: str) -> Sequence[MatterAnswer]:
    """What of one kind stands on the page of an organisation."""
    ids = here.inside | here.over if kind in FROM_ABOVE else here.inside
    return READS[kind](ids, when=here.when, viewer=viewer)


def show_matter(
    viewer: Account | None, path: str, code: str, kind: str, number: int, *, when: When
) -> OneMatter:
    """One matter; NotFound where it stands on no page of this organisation."""
    here = around(viewer, path, code, when=when)
    found = next((one for one in of_kind(viewer, here, kind) if one.id == number), None)
    if found is None:
        raise NotFound(
            "No such record stands here on this day.", next_step="Look it up in the plan again."
        )
    return OneMatter(
        around=here,
        matter=found,
        versions=tuple(versions_of(number)),
        may_record=may_record_it(viewer, here, found),
    )


def may_record_it(viewer: Account | None, here: Around, found: MatterAnswer) -> bool:
    """Whether somebody may change a matter: by its organisation, or by what has taken its place."""
    known = {here.organisation.id, *(one.id for one in here.networks)}
    passed_on = found.about_id not in here.inside | here.over
    return may(viewer, RECORD, found.about_id) or (
        passed_on and any(may(viewer, RECORD, one) for one in known)
    )


def taken_back_here(here: Around, kind: str) -> list[TakenBack]:
    """What was taken back of one kind, for who may bring it back."""
    if not here.may_record:
        return []
    return taken_back_of(kind, [here.organisation.id], when=here.when)


def who_could_own(viewer: Account | None, here: Around) -> list[tuple[str, str]]:
    """People to choose from."""
    return who_could(viewer, [here.organisation.id], when=here.when)


def slips_of(milestones: Sequence[MilestoneAnswer]) -> tuple[Slip, ...]:
    """Milestones that are expected before something that they need; dropped ones left out."""
    return slips(
        [
            Expected(
                id=one.id,
                on=one.closed_on or one.forecast_on,
                is_reached=not one.is_open,
                needs=tuple(each for _, each in one.needs),
            )
            for one in milestones
            if one.closed_as != "dropped"
        ]
    )
