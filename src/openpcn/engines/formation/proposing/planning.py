"""Proposes the networks of one area, with a bound and the reasons of those out of band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpcn.engines.formation.proposing.columns import Column, Softness
from openpcn.engines.formation.proposing.counting import how_many, stand_alone
from openpcn.engines.formation.proposing.facts import (
    AreaAnswer,
    Candidate,
    Limits,
    ProposedNetwork,
    Wish,
)
from openpcn.engines.formation.proposing.problem import Problem, problem_of
from openpcn.engines.formation.proposing.reasons import no_home
from openpcn.engines.formation.proposing.solving import Division, Progress, divide, nobody_asks
from openpcn.kernel.errors import NotPossible

FURTHER = 0.5
"""Of the time, for a plan out of band where all of it brought none in band."""
EXACT = 1e-9


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A division of the practices that have to be divided, and what it misses of the band."""

    problem: Problem
    division: Division
    softness: Softness
    is_strictly_impossible: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.division.chosen or ()

    def patients(self, column: Column) -> int:
        return int(self.problem.weight[list(column.nodes)].sum())

    def penalty(self) -> float:
        """What the plan pays for being out of band; no plan pays less where it is proved."""
        return sum(
            self.softness.cost(self.patients(column), self.problem) for column in self.columns
        )

    def amiss(self) -> tuple[int, int]:
        """Patients short or over in all, and networks out of band."""
        low, high = self.problem.smallest, self.problem.largest
        sizes = [self.patients(column) for column in self.columns]
        off = [max(low - size, size - high, 0) for size in sizes]
        return sum(off), sum(map(bool, off))


def propose_area(
    practices: Sequence[Candidate],
    wish: Wish,
    *,
    limits: Limits,
    seed: int = 0,
    progress: Progress = nobody_asks,
) -> AreaAnswer:
    """The best networks for the practices of one area, within the time allowed.

    Practices above the largest size stand alone, and so do practices that are locked together
    and above it. Where nothing fits the band: fewest patients short or over in all, then fewest
    networks out of band, then distance.
    """
    alone, rest = stand_alone(practices, wish)
    parts = [_whole_network(members, wish) for members in alone]
    if not rest:
        return _answer(practices, parts, found=None)
    networks, notes = how_many(rest, wish, len(alone))
    found = _divide(rest, wish, networks, limits, seed, progress)
    parts += [_network(found, column, wish, limits) for column in found.columns]
    return _answer(practices, parts, found=found, notes=notes)


def _divide(
    rest: Sequence[Candidate],
    wish: Wish,
    networks: int | None,
    limits: Limits,
    seed: int,
    progress: Progress,
) -> _Found:
    problem = problem_of(rest, wish, networks=networks)
    division = divide(problem, softness=Softness(), limits=limits, seed=seed, progress=progress)
    if division.chosen is not None:
        return _Found(
            problem=problem, division=division, softness=Softness(), is_strictly_impossible=False
        )
    left = replace(limits, seconds=limits.seconds * FURTHER, gap=EXACT)
    found = _least_amiss(problem, left, seed, division.is_infeasible)
    if found.division.chosen is None:
        raise NotPossible(
            f"No plan was found for {rest[0].area} in {limits.seconds:g} seconds.",
            next_step="Allow more seconds, another number of networks, or fewer locks.",
        )
    return found


def _least_amiss(problem: Problem, limits: Limits, seed: int, impossible: bool) -> _Found:
    """Fewest patients out of band, then networks, then distance.

    With weights so large that the order is certain, distances drown in rounding; so smaller
    weights follow, and count where they leave as few patients and networks out.
    """
    reach = max(1.0, float(problem.hub_cost.max(axis=1).sum()))

    def found_with(weight: float) -> _Found:
        softness = Softness(
            per_patient=weight * (problem.size + 1),
            per_network=weight,
            largest=int(problem.weight.sum()),
        )
        division = divide(problem, softness=softness, limits=limits, seed=seed)
        return _Found(
            problem=problem,
            division=division,
            softness=softness,
            is_strictly_impossible=impossible,
        )

    first = found_with(reach)
    for scale in (1e-5, 1e-3) if first.division.is_proved else ():
        found = found_with(reach * scale)
        if found.division.is_proved and found.amiss() == first.amiss():
            return found
    return first


def _whole_network(members: Sequence[Candidate], wish: Wish) -> ProposedNetwork:
    problem = problem_of(members, replace(wish, together=(), apart=()), networks=None)
    central = int(problem.hub_cost.sum(axis=0).argmin())
    patients = int(problem.weight.sum())
    reason = (
        f"{members[0].code} has {patients:,} patients, more than {wish.largest:,}: "
        "a practice this large stands alone."
        if len(members) == 1
        else f"These practices are locked together and have {patients:,} patients, "
        f"more than {wish.largest:,}."
    )
    return ProposedNetwork(
        area=members[0].area,
        practices=tuple(member.code for member in members),
        central_practice=problem.practices[central].code,
        registered_patients=patients,
        patient_km=1000 * float(problem.hub_cost.sum(axis=0)[central]),
        in_band=False,
        reasons=(reason,),
    )


def _network(found: _Found, column: Column, wish: Wish, limits: Limits) -> ProposedNetwork:
    problem, patients = found.problem, found.patients(column)
    members = [problem.practices[i] for v in column.nodes for i in problem.nodes[v]]
    in_band = problem.smallest <= patients <= problem.largest
    return ProposedNetwork(
        area=members[0].area,
        practices=tuple(sorted(member.code for member in members)),
        central_practice=problem.practices[column.hub].code,
        registered_patients=patients,
        patient_km=1000 * float(problem.hub_cost[list(column.nodes), column.hub].sum()),
        in_band=in_band,
        continues=problem.labels[column.label - 1] if column.label else None,
        reasons=() if in_band else _reasons(found, column, wish, limits),
    )


def _reasons(found: _Found, column: Column, wish: Wish, limits: Limits) -> tuple[str, ...]:
    problem = found.problem
    band = f"{wish.smallest:,} to {wish.largest:,}"
    unlocked = problem_of(
        problem.practices, replace(wish, together=(), apart=()), networks=problem.networks
    )
    reasons = []
    for v in column.nodes:
        if no_home(problem, v):
            code = problem.practices[problem.nodes[v][0]].code
            by_locks = all(not no_home(unlocked, i) for i in problem.nodes[v])
            why = "The locks leave no" if by_locks else "No"
            reasons.append(
                f"{why} connected set of practices through {code} has {band} patients (checked)."
            )
    if reasons:
        return tuple(reasons)
    if not found.is_strictly_impossible:
        return (f"No plan wholly in {band} was found in {limits.seconds:g} seconds.",)
    how_many = "" if problem.networks is None else f" into {problem.networks} networks"
    least = "fewest possible" if found.division.is_proved else "fewest found"
    sentence = (
        f"No division of these {len(problem.practices)} practices{how_many} has every network in "
        f"{band} (proved); {found.amiss()[0]:,} patients short or over in all are the {least}."
    )
    return (sentence,)


def _answer(
    practices: Sequence[Candidate],
    parts: Sequence[ProposedNetwork],
    *,
    found: _Found | None,
    notes: tuple[str, ...] = (),
) -> AreaAnswer:
    cost = bound = sum(part.patient_km for part in parts)
    if found is not None:
        aside = sum(part.patient_km for part in parts[: len(parts) - len(found.columns)])
        cost = aside + 1000 * (found.division.cost - found.penalty())
        bound = aside + 1000 * max(0.0, found.division.bound - found.penalty())
    return AreaAnswer(
        area=practices[0].area,
        networks=tuple(sorted(parts, key=lambda part: part.practices)),
        patients=sum(practice.registered_patients for practice in practices),
        cost=cost,
        lower_bound=min(bound, cost),
        proved_optimal=found is None or found.division.is_proved,
        fits_the_band=found is None or found.softness.largest == 0,
        is_settled=found is None or found.softness.largest == 0 or found.is_strictly_impossible,
        notes=notes,
    )
