"""A network's plan for working with assets: those in its area, and others it works with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.queries.assets import AssetAnswer, Wanted, answers, find_assets
from openpcn.domains.community.queries.together import EngagementAnswer, engagements
from openpcn.domains.community.vocabulary import AssetKind, Stage
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import When
from openpcn.workflows.community.grounds import standings
from openpcn.workflows.community.show_directory import is_in
from openpcn.workflows.community.uses import may_read_plan
from openpcn.workflows.maps.drawing import system_of

MET_BY_KIND = (AssetKind.SCHOOL,)
"""Kinds so many that those not yet met are counted and not listed."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One asset of the plan, with the step that counts on the day."""

    asset: AssetAnswer
    step: EngagementAnswer | None
    is_late: bool
    """The day of its next step has passed."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How far a network has come with the assets of its area."""

    code: str
    name: str
    lines: tuple[Line, ...]
    stages: dict[str, int]
    late: int
    not_listed: int
    """Schools that were not met yet: counted here, listed in the directory."""


def show_plan(viewer: Account | None, code: str, *, when: When) -> Plan:
    """The plan of a network on the day; overdue steps first, then by stage."""
    network = get_organisation(code, when=when, kind="network")
    if not may_read_plan(viewer, network.id):
        raise Refused(
            "The plan of a network is shown to people with a role in its system.",
            next_step="Sign in with an account that has one.",
        )
    system = system_of(network, when=when)
    at = standings(system.code, viewer=viewer, when=when) if system else {}
    steps = {one.asset_id: one for one in engagements(when=when, networks=[network.id])}
    inside = {number for number, stands in at.items() if is_in("networks", network.code, stands)}
    held = answers(find_assets(viewer, Wanted(), when=when, among=inside | set(steps)), when=when)
    lines = [line(one, steps.get(one.id), when.as_at) for one in held]
    listed = [one for one in lines if one.step or one.asset.said.kind not in MET_BY_KIND]
    order = list(Stage.values)
    listed.sort(
        key=lambda one: (
            not one.is_late,
            -order.index(one.step.stage if one.step else Stage.NOT_YET_MET),
            one.asset.said.name,
        )
    )
    counts = Counter(one.step.stage if one.step else Stage.NOT_YET_MET for one in lines)
    return Plan(
        code=network.code,
        name=network.name,
        lines=tuple(listed),
        stages={str(stage): counts[stage] for stage in order},
        late=sum(one.is_late for one in lines),
        not_listed=len(lines) - len(listed),
    )


def line(asset: AssetAnswer, step: EngagementAnswer | None, on: date) -> Line:
    """One asset of the plan."""
    late = step is not None and step.next_step_on is not None and step.next_step_on < on
    return Line(asset=asset, step=step, is_late=late)
