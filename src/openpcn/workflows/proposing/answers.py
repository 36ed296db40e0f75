"""The answer to a proposal: networks, areas and sums, as JSON has it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from openpcn.engines.formation.proposing.facts import AreaAnswer, ProposedNetwork
from openpcn.engines.formation.proposing.matching import continued, patients_moved
from openpcn.workflows.proposing.files import (
    PLAN_COLUMNS,
    PlannedPractice,
    write_rows,
)
from openpcn.workflows.proposing.ground import PlanGround
from openpcn.workflows.proposing.review import separate_groups


@dataclass(frozen=True, kw_only=True)
class NetworkProposed:
    """A proposed network."""

    network: str
    area_code: str
    practices: tuple[str, ...]
    registered_patients: int
    central_practice: str
    km_per_patient: float
    """In the unit of the distances, which is minutes where travel times are given."""
    patients_km: float | None
    """From where patients live to the nearest practice, where registrations and areas are given."""
    in_band: bool
    contiguous: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AreaProposed:
    """How the work on one area ended."""

    area_code: str
    practices: int
    networks: int
    objective_km_per_patient: float
    lower_bound_km_per_patient: float
    proved_optimal: bool
    gap: float
    seconds: float
    first_plan_seconds: float | None
    """Until the first plan wholly in band; None where there is none."""
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The answer, as JSON has it."""

    networks: tuple[NetworkProposed, ...]
    objective_km_per_patient: float
    """With what change and imbalance are worth, where they were asked to count."""
    lower_bound_km_per_patient: float
    distance_km_per_patient: float
    """The distance alone."""
    gap: float
    areas: tuple[AreaProposed, ...]
    patients_moved: int | None
    """None where the file names no present networks."""
    seconds: float
    seed: int
    detour: float
    distance_unit: str
    distance_rule: str
    neighbour_rule: str
    ground: PlanGround = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Everything but the neighbours, which have a file of their own."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        told |= {name: [asdict(one) for one in told[name]] for name in ("networks", "areas")}
        return {name: value for name, value in told.items() if name != "ground"}

    def write_plan(self, path: Path) -> None:
        """Which network each practice is in, by practice."""
        rows = sorted((code, one.network) for one in self.networks for code in one.practices)
        write_rows(path, PLAN_COLUMNS, rows)

    def write_neighbours(self, path: Path) -> None:
        """Who was taken for whose neighbour."""
        self.ground.write_neighbours(path)


def proposal_of(
    practices: Sequence[PlannedPractice],
    ground: PlanGround,
    answers: Sequence[tuple[AreaAnswer, float]],
    *,
    seed: int,
    seconds: float,
    keep_today: float = 0.0,
    stays: Collection[str] = (),
) -> Proposal:
    """The answers of all areas as one.

    A present network that lies in two areas is continued in one of them only.
    """
    ordered = sorted(answers, key=lambda answer: answer[0].area)
    moved = _moved(practices, [answer for answer, _ in ordered], stays)
    apart = sum(_moved(practices, [answer], stays) or 0 for answer, _ in ordered)
    cost = sum(answer.cost for answer, _ in ordered) + keep_today * ((moved or 0) - apart)
    bound = sum(answer.lower_bound for answer, _ in ordered)
    patients = sum(answer.patients for answer, _ in ordered)
    networks = _networks(practices, ground, [answer for answer, _ in ordered], stays)
    length = sum(one.km_per_patient * one.registered_patients for one in networks)
    return Proposal(
        networks=networks,
        objective_km_per_patient=_each(cost, patients),
        lower_bound_km_per_patient=_each(bound, patients),
        distance_km_per_patient=_each(length, patients),
        gap=(cost - bound) / cost if cost > 0 else 0.0,
        areas=tuple(_area(answer, seconds) for answer, seconds in ordered),
        patients_moved=moved,
        seconds=round(seconds, 2),
        seed=seed,
        detour=ground.detour,
        distance_unit=ground.unit,
        distance_rule=ground.distance_rule,
        neighbour_rule=ground.rule,
        ground=ground,
    )


def _area(answer: AreaAnswer, seconds: float) -> AreaProposed:
    return AreaProposed(
        area_code=answer.area,
        practices=sum(len(network.practices) for network in answer.networks),
        networks=len(answer.networks),
        objective_km_per_patient=_each(answer.cost, answer.patients),
        lower_bound_km_per_patient=_each(answer.lower_bound, answer.patients),
        proved_optimal=answer.proved_optimal,
        gap=answer.gap,
        seconds=round(seconds, 2),
        first_plan_seconds=answer.first_after,
        notes=answer.notes,
    )


def _networks(
    practices: Sequence[PlannedPractice],
    ground: PlanGround,
    answers: Sequence[AreaAnswer],
    stays: Collection[str],
) -> tuple[NetworkProposed, ...]:
    proposed = [network for answer in answers for network in answer.networks]
    codes = _codes(practices, proposed, stays)
    network_of = {
        practice: code
        for network, code in zip(proposed, codes, strict=True)
        for practice in network.practices
    }
    km = ground.patients_km(network_of, practices) if ground.centroids else {}
    return tuple(
        NetworkProposed(
            network=code,
            area_code=network.area,
            practices=network.practices,
            registered_patients=network.registered_patients,
            central_practice=network.central_practice,
            km_per_patient=_each(network.patient_km, network.registered_patients),
            patients_km=km.get(code),
            in_band=network.in_band,
            contiguous=separate_groups(network.practices, ground.neighbours) == 1,
            reasons=network.reasons,
        )
        for network, code in zip(proposed, codes, strict=True)
    )


def _codes(
    practices: Sequence[PlannedPractice],
    proposed: Sequence[ProposedNetwork],
    stays: Collection[str],
) -> list[str]:
    """The code of the present network that each continues, else area and number."""
    present = {p.code: p.current_network for p in practices if p.current_network}
    patients = {practice.code: practice.registered_patients for practice in practices}
    names = continued([network.practices for network in proposed], present, patients, stays)
    numbers: dict[str, int] = {}
    codes = []
    for network, name in zip(proposed, names, strict=True):
        numbers[network.area] = numbers.get(network.area, 0) + 1
        codes.append(name or f"{network.area}-{numbers[network.area]:02d}")
    return codes


def _moved(
    practices: Sequence[PlannedPractice], answers: Sequence[AreaAnswer], stays: Collection[str]
) -> int | None:
    present = {p.code: p.current_network for p in practices if p.current_network}
    if not present:
        return None
    patients = {practice.code: practice.registered_patients for practice in practices}
    networks = [network.practices for answer in answers for network in answer.networks]
    return patients_moved(networks, present, patients, stays)


def _each(patient_km: float, patients: int) -> float:
    return patient_km / patients if patients else 0.0
