"""Proposes the networks of one area, with a bound and the reasons of those out of band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpcn.engines.formation.proposing.columns import Column
from openpcn.engines.formation.proposing.counting import how_many, labels_taken, stand_alone
from openpcn.engines.formation.proposing.facts import AreaAnswer, Candidate, Limits, Wish
from openpcn.engines.formation.proposing.facts import ProposedNetwork as Network
from openpcn.engines.formation.proposing.helping import what_would_help
from openpcn.engines.formation.proposing.matching import continued, patients_moved
from openpcn.engines.formation.proposing.problem import problem_of
from openpcn.engines.formation.proposing.reasons import reasons_of
from openpcn.engines.formation.proposing.relaxing import Found, divide_with_least_amiss
from openpcn.engines.formation.proposing.solving import Held
from openpcn.engines.formation.proposing.watching import Progress, nobody_asks

FOR_HELP = 0.5
"""Of the work, for changes that would help where nothing fits the band."""
ROUNDING = 1e-6


def propose_area(
    practices: Sequence[Candidate],
    wish: Wish,
    *,
    limits: Limits,
    seed: int = 0,
    progress: Progress = nobody_asks,
    held: Held | None = None,
) -> AreaAnswer:
    """The best networks for the practices of one area, within the time allowed.

    Practices above the largest size stand alone, and so do practices that are locked together
    and above it. Where nothing fits the band: fewest patients short or over in all, then fewest
    networks out of band, then distance; with `soft_largest`, networks up to it come before any
    that is too small. With `held`, the work is kept there, and gone on with where it already is.
    """
    alone, rest = stand_alone(practices, wish)
    parts = [_whole_network(members, wish) for members in alone]
    if not rest:
        return _answer(practices, wish, parts, None, ())
    networks, notes = how_many(rest, wish, len(alone))
    strict, loose = (
        problem_of(rest, wish, networks=networks, gone=labels_taken(alone, rest, wish, most=most))
        for most in (wish.largest, sum(one.registered_patients for one in rest))
    )
    found = divide_with_least_amiss(strict, loose, wish, limits, seed, progress, held)
    parts += [_network(found, column, wish, limits) for column in found.columns]
    if found.is_strictly_impossible:
        notes += what_would_help(
            strict, wish, found.sizes(), alone=len(alone), limits=limits.share(FOR_HELP),
            seed=seed, progress=progress,
        )  # fmt: skip
    return _answer(practices, wish, parts, found, notes)


def _whole_network(members: Sequence[Candidate], wish: Wish) -> Network:
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
    return Network(
        area=members[0].area,
        practices=tuple(member.code for member in members),
        central_practice=problem.practices[central].code,
        registered_patients=patients,
        patient_km=1000 * float(problem.hub_cost.sum(axis=0)[central]),
        in_band=False,
        reasons=(reason,),
    )


def _network(found: Found, column: Column, wish: Wish, limits: Limits) -> Network:
    problem, patients = found.problem, found.patients(column)
    members = [problem.practices[i] for v in column.nodes for i in problem.nodes[v]]
    in_band = problem.smallest <= patients <= problem.largest
    return Network(
        area=members[0].area,
        practices=tuple(sorted(member.code for member in members)),
        central_practice=problem.practices[column.hub].code,
        registered_patients=patients,
        patient_km=1000 * float(problem.hub_cost[list(column.nodes), column.hub].sum()),
        in_band=in_band,
        reasons=() if in_band else reasons_of(found, column, wish, limits),
    )


def _answer(
    practices: Sequence[Candidate],
    wish: Wish,
    parts: Sequence[Network],
    found: Found | None,
    notes: tuple[str, ...],
) -> AreaAnswer:
    present = {one.code: one.current_network for one in practices if one.current_network}
    patients = {one.code: one.registered_patients for one in practices}
    members = [part.practices for part in parts]
    stays = wish.stays & present.keys()
    named = [
        replace(part, continues=code)
        for part, code in zip(parts, continued(members, present, patients, stays), strict=True)
    ]
    cost = sum(part.patient_km for part in parts)
    cost += wish.keep_today * patients_moved(members, present, patients, stays)
    bound, is_proved, fits, settled = cost, True, True, True
    if found is not None:
        cost += sum(_imbalance(found, column) for column in found.columns)
        aside = _cost_aside(parts[: len(parts) - len(found.columns)], present, patients, wish)
        penalty = found.penalty()
        bound = min(cost, aside + 1000 * max(0.0, found.division.bound - penalty))
        own = aside + 1000 * (found.division.cost - penalty)
        is_proved = found.division.is_proved and cost <= own + ROUNDING * max(1.0, own)
        fits = found.softness.largest == 0
        settled = fits or found.is_strictly_impossible
    return AreaAnswer(
        area=practices[0].area,
        networks=tuple(sorted(named, key=lambda part: part.practices)),
        patients=sum(patients.values()),
        cost=cost,
        lower_bound=bound,
        proved_optimal=is_proved,
        fits_the_band=fits,
        is_settled=settled,
        notes=notes,
        work=found.work if found else 0.0,
        first_after=found.division.first_after if found and fits else None,
    )


def _imbalance(found: Found, column: Column) -> float:
    return 1000 * abs(float(found.problem.skew[list(column.nodes)].sum()))


def _cost_aside(
    alone: Sequence[Network],
    present: Mapping[str, str],
    patients: Mapping[str, int],
    wish: Wish,
) -> float:
    """What the networks that stand alone cost at least, whatever the others do."""
    lists: dict[str, list[int]] = defaultdict(list)
    for code in (part.practices[0] for part in alone if len(part.practices) == 1):
        if code in present:
            lists[present[code]].append(patients[code])
    large = {code for part in alone for code in part.practices}
    kept_by_others = {present[code] for code in wish.stays - large if code in present}
    moved = sum(
        sum(each) - (0 if network in kept_by_others else max(each))
        for network, each in lists.items()
    )
    return sum(part.patient_km for part in alone) + wish.keep_today * moved
