"""The review of a plan in a file, by the same options as a proposal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from openpcn.engines.formation.review import Brief, Finding, Practice, review
from openpcn.workflows.proposing.files import PlannedPractice, read_plan
from openpcn.workflows.proposing.ground import PlanGround
from openpcn.workflows.proposing.question import Question


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
    """With what change is worth, where it was asked to count."""
    distance_km_per_patient: float
    patients_moved: int | None
    """None where the file names no present networks."""
    findings: tuple[Finding, ...]
    not_as_asked: tuple[str, ...]
    """Locks and numbers that the plan does not keep to."""
    neighbour_rule: str
    detour: float
    distance_unit: str
    distance_rule: str

    def as_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def review_plan(
    plan: Path, practices: Sequence[PlannedPractice], ground: PlanGround, question: Question
) -> PlanReview:
    """Judge the plan of a file; networks never cross an area."""
    network_of = read_plan(plan, [practice.code for practice in practices])
    brief = Brief(
        smallest=question.smallest,
        largest=question.largest,
        neighbours=ground.neighbours,
        neighbour_rule=ground.rule,
        detour=question.detour,
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
    networks = _networks(practices, network_of, ground, brief, findings)
    patients = sum(one.registered_patients for one in networks) or 1
    length = sum(one.km_per_patient * one.registered_patients for one in networks) / patients
    moved = _moved(practices, network_of)
    return PlanReview(
        networks=networks,
        objective_km_per_patient=length + question.keep_today * (moved or 0) / patients,
        distance_km_per_patient=length,
        patients_moved=moved,
        findings=findings,
        not_as_asked=tuple(_not_as_asked(question, practices, network_of)),
        neighbour_rule=ground.rule,
        detour=ground.detour,
        distance_unit=ground.unit,
        distance_rule=ground.distance_rule,
    )


def _not_as_asked(
    question: Question, practices: Sequence[PlannedPractice], network_of: Mapping[str, str]
) -> Iterator[str]:
    for lock in question.together:
        if len({network_of[code] for code in lock}) > 1:
            yield f"{' and '.join(sorted(lock))} are to be together and are not."
    for lock in question.apart:
        if len({network_of[code] for code in lock}) < len(lock):
            yield f"{' and '.join(sorted(lock))} are never to be together and are."
    present = {practice.code: practice.current_network for practice in practices}
    for code in sorted(question.stays):
        if network_of[code] != present[code]:
            yield f"{code} is to stay in {present[code]} and is in {network_of[code]}."
    networks = len(set(network_of.values()))
    if question.count not in (None, networks):
        yield f"{question.count} networks were asked for, and the plan has {networks}."


def _moved(practices: Sequence[PlannedPractice], network_of: Mapping[str, str]) -> int | None:
    """Patients outside the one-to-one match of present and planned networks."""
    placed = [practice for practice in practices if practice.current_network]
    if not placed:
        return None
    present = sorted({str(practice.current_network) for practice in placed})
    planned = sorted(set(network_of.values()))
    shared = np.zeros((len(planned), len(present)), np.int64)
    for one in placed:
        at = planned.index(network_of[one.code]), present.index(str(one.current_network))
        shared[at] += one.registered_patients
    kept = shared[linear_sum_assignment(shared, maximize=True)].sum()
    return sum(one.registered_patients for one in placed) - int(kept)


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
    ground: PlanGround,
    brief: Brief,
    findings: Sequence[Finding],
) -> tuple[ReviewedNetwork, ...]:
    apart = {finding.network for finding in findings if finding.code == "not_contiguous"}
    members: dict[str, list[PlannedPractice]] = {}
    for practice in sorted(practices, key=lambda practice: practice.code):
        members.setdefault(network_of[practice.code], []).append(practice)
    found = []
    for network, group in sorted(members.items()):
        patients = sum(one.registered_patients for one in group)
        length, centre = _central(group, ground)
        found.append(
            ReviewedNetwork(
                network=network,
                practices=tuple(one.code for one in group),
                registered_patients=patients,
                in_band=brief.smallest <= patients <= brief.largest,
                contiguous=network not in apart,
                central_practice=centre,
                km_per_patient=length / patients if patients else 0.0,
            )
        )
    return tuple(found)


def _central(group: Sequence[PlannedPractice], ground: PlanGround) -> tuple[float, str]:
    """All patients' distance to the member that is nearest to them in total, and that member."""
    return min(
        (sum(one.registered_patients * ground.length(one, hub) for one in group), hub.code)
        for hub in group
    )
