"""The review of a plan in a file, by the same options as a proposal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from openpcn.engines.formation.review import Brief, Finding, Practice, review
from openpcn.workflows.plan_files import PlannedPractice, read_plan
from openpcn.workflows.plan_ground import PlanGround


@dataclass(frozen=True, kw_only=True)
class ReviewedNetwork:
    """A network of a plan, judged."""

    network: str
    practices: tuple[str, ...]
    registered_patients: int
    in_band: bool
    contiguous: bool
    central_practice: str
    km_per_patient: float


@dataclass(frozen=True, kw_only=True)
class PlanReview:
    """The networks of a plan and what needs attention."""

    networks: tuple[ReviewedNetwork, ...]
    objective_km_per_patient: float
    findings: tuple[Finding, ...]
    neighbour_rule: str
    detour: float

    def as_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def review_plan(
    plan: Path,
    practices: Sequence[PlannedPractice],
    ground: PlanGround,
    *,
    smallest: int,
    largest: int,
    detour: float,
) -> PlanReview:
    """Judge the plan of a file; networks never cross an area."""
    network_of = read_plan(plan, [practice.code for practice in practices])
    brief = Brief(
        smallest=smallest,
        largest=largest,
        neighbours=ground.neighbours,
        neighbour_rule=ground.rule,
        detour=detour,
    )
    judged = [
        Practice(
            code=practice.code,
            name=practice.code,
            registered_patients=practice.registered_patients,
            point=practice.point,
            system=practice.area,
        )
        for practice in practices
    ]
    findings = review(judged, network_of, brief)
    networks = _networks(practices, network_of, brief, findings)
    km = sum(one.km_per_patient * one.registered_patients for one in networks)
    patients = sum(one.registered_patients for one in networks)
    return PlanReview(
        networks=networks,
        objective_km_per_patient=km / patients if patients else 0.0,
        findings=findings,
        neighbour_rule=ground.rule,
        detour=detour,
    )


def separate_groups(members: Collection[str], neighbours: Mapping[str, Collection[str]]) -> int:
    """Into how many groups of neighbours the members fall."""
    left, groups = set(members), 0
    while left:
        queue, groups = [left.pop()], groups + 1
        while queue:
            near = left & set(neighbours.get(queue.pop(), ()))
            left -= near
            queue += near
    return groups


def _networks(
    practices: Sequence[PlannedPractice],
    network_of: Mapping[str, str],
    brief: Brief,
    findings: Sequence[Finding],
) -> tuple[ReviewedNetwork, ...]:
    from openpcn.engines.geography.distances import central_practices

    patients = {practice.code: practice.registered_patients for practice in practices}
    points = {practice.code: practice.point for practice in practices}
    centres = central_practices(patients, network_of, points, detour=brief.detour)
    apart = {finding.network for finding in findings if finding.code == "not_contiguous"}
    members: dict[str, list[str]] = {}
    for code in sorted(network_of):
        members.setdefault(network_of[code], []).append(code)
    return tuple(
        ReviewedNetwork(
            network=network,
            practices=tuple(members[network]),
            registered_patients=centres[network].patients,
            in_band=brief.smallest <= centres[network].patients <= brief.largest,
            contiguous=network not in apart,
            central_practice=centres[network].practice_code,
            km_per_patient=centres[network].mean_km,
        )
        for network in sorted(members)
    )
