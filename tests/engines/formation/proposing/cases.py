"""Random questions about few practices, and their best answers by trying every plan.

Nothing here is shared with the solver: costs, matching, locks and bands are worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import combinations, permutations
from random import Random
from unittest.mock import patch

from openpcn.engines.formation.proposing import planning
from openpcn.engines.formation.proposing.facts import AreaAnswer, Candidate, Limits, Wish
from openpcn.engines.formation.proposing.planning import propose_area
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.points import Point, kilometres_between

SMALLEST, LARGEST = 30_000, 50_000
HELP = "what_would_help"
LISTS = (0, 1_500, 4_000, 7_000, 9_000, 12_000, 16_000, 21_000, 26_000, 34_000, 48_000, 80_000)
Plan = list[list[Candidate]]
Near = dict[str, frozenset[str]]
Worth = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Case:
    """Practices and what is wanted of their networks."""

    practices: list[Candidate]
    wish: Wish


def random_case(seed: int, size: int = 8) -> Case:
    """A town with some of everything that can be asked."""
    chance = Random(seed)
    practices = [_practice(i, chance) for i in range(size)]
    if chance.random() < 0.3:  # two of them share a building
        practices[1] = _at(practices[1], practices[0].point)
    near = _neighbours(practices, chance)
    codes = [one.code for one in practices]
    count = chance.choice([None, None, None, 1, 2, 3, 4])
    has_today = [one.code for one in practices if one.current_network]
    wish = Wish(
        smallest=SMALLEST,
        largest=LARGEST,
        neighbours=near,
        count=count,
        count_is_free=count is None and chance.random() < 0.3,
        together=_locks(codes, chance, 0.2),
        apart=_locks(codes, chance, 0.25),
        stays=frozenset(chance.sample(has_today, 1))
        if has_today and chance.random() < 0.15
        else frozenset(),
        keep_today=chance.choice([0.0, 0.0, 0.5, 3.0, 50.0]),
        balance=chance.choice([0.0, 0.0, 0.0, 2.0]),
        soft_largest=60_000 if chance.random() < 0.2 else None,
        detour=chance.choice([1.0, 1.3]),
        distances=_travel(practices, chance) if chance.random() < 0.2 else None,
        per_straight_km=2.0,
    )
    return Case(practices=practices, wish=wish)


def _practice(number: int, chance: Random) -> Candidate:
    return Candidate(
        code=f"P{number}",
        registered_patients=chance.choice(LISTS),
        point=Point(easting=chance.uniform(0, 20_000), northing=chance.uniform(0, 20_000)),
        area="A",
        current_network=chance.choice(["X", "Y", "Z", None]),
        measure=chance.choice([0.1, 0.5, 0.9, None]),
    )


def _at(one: Candidate, point: Point) -> Candidate:
    return Candidate(
        code=one.code,
        registered_patients=one.registered_patients,
        point=point,
        area=one.area,
        current_network=one.current_network,
        measure=one.measure,
    )


def _neighbours(practices: Sequence[Candidate], chance: Random) -> Near:
    """Each with its two or three nearest; at times one is an island."""
    near: dict[str, set[str]] = {practice.code: set() for practice in practices}
    for one in practices:
        others = sorted(practices, key=lambda other: kilometres_between(one.point, other.point))
        for other in [each for each in others if each is not one][: chance.choice([2, 3])]:
            near[one.code].add(other.code)
            near[other.code].add(one.code)
    if chance.random() < 0.15:
        island = practices[-1].code
        near = {code: others - {island} for code, others in near.items()} | {island: set()}
    return {code: frozenset(others) for code, others in near.items()}


def _locks(codes: Sequence[str], chance: Random, share: float) -> tuple[frozenset[str], ...]:
    return (frozenset(chance.sample(codes, 2)),) if chance.random() < share else ()


def _travel(practices: Sequence[Candidate], chance: Random) -> dict[tuple[str, str], float]:
    """Minutes that differ by direction, with some pairs missing."""
    return {
        (one.code, other.code): round(chance.uniform(1, 40), 2)
        for one, other in permutations(practices, 2)
        if chance.random() < 0.8
    }


def answered(case: Case, seed: int, limits: Limits) -> AreaAnswer | None:
    """The planner's answer; None where it says that the question cannot be.

    Nine times in ten it is not also asked which changes would help: that takes most of the time.
    """
    helping = nullcontext() if seed % 10 == 0 else patch.object(planning, HELP, no_help)
    try:
        with helping:
            return propose_area(case.practices, case.wish, limits=limits, seed=seed)
    except NotPossible:
        return None


def no_help(*_asked: object, **_also: object) -> tuple[str, ...]:
    """No changes are tried."""
    return ()


def best_of_all(case: Case) -> tuple[Worth, Worth | None, int]:
    """The best worth of all plans, the best of those softly over the band, and how many there are.

    A worth is patients short or over, networks out of band, and cost in patient-kilometres.
    """
    best: Worth | None = None
    soft: Worth | None = None
    tried = 0
    for plan in _plans(case):
        tried += 1
        worth = worth_of(case, plan)
        best = worth if best is None or worth < best else best
        if case.wish.soft_largest and _is_soft(case, plan):
            soft = worth if soft is None or worth < soft else soft
    assert best is not None
    return best, soft, tried


def expected(case: Case) -> Worth | None:
    """The worth of the best plan; None where no plan keeps locks, number and neighbours."""
    if not any(True for _ in _plans(case)):
        return None
    best, soft, _ = best_of_all(case)
    return best if best[1] == 0 or soft is None else soft


def _plans(case: Case) -> Iterator[Plan]:
    alone, rest = _alone(case)
    wish = case.wish
    for plan in partitions(rest):
        if any(not _is_allowed(case, group) for group in plan):
            continue
        if not wish.count_is_free and len(plan) != _number(case, alone, rest):
            continue
        if _kept(case, [*alone, *plan]) is not None:
            yield [*alone, *plan]


def _number(case: Case, alone: Plan, rest: list[Candidate]) -> int:
    wish = case.wish
    if wish.count is not None:
        return wish.count - len(alone)
    patients = sum(one.registered_patients for one in rest)
    nodes = len({frozenset(_locked(case, one.code)) for one in rest})
    groups = _groups(case, rest)
    return min(max(1, groups, round(patients / wish.target)), nodes) if rest else 0


def _locked(case: Case, code: str) -> set[str]:
    met = {code}
    while True:
        more = {c for lock in case.wish.together if lock & met for c in lock} - met
        if not more:
            return met
        met |= more


def _alone(case: Case) -> tuple[Plan, list[Candidate]]:
    by_code = {one.code: one for one in case.practices}
    alone: Plan = []
    for code in sorted(by_code):
        group = [by_code[other] for other in sorted(_locked(case, code))]
        too_many = sum(one.registered_patients for one in group) > LARGEST
        if too_many and group not in alone:
            alone.append(group)
    gone = {one.code for group in alone for one in group}
    return alone, [one for one in case.practices if one.code not in gone]


def _groups(case: Case, members: Sequence[Candidate]) -> int:
    left, groups = {one.code for one in members}, 0
    while left:
        queue, groups = [left.pop()], groups + 1
        while queue:
            code = queue.pop()
            near = {
                c for mate in _locked(case, code) for c in (case.wish.neighbours[mate] | {mate})
            }
            queue += sorted(near & left)
            left -= near
    return groups


def _is_allowed(case: Case, group: Sequence[Candidate]) -> bool:
    codes = {one.code for one in group}
    if any(len(codes & lock) > 1 for lock in case.wish.apart):
        return False
    if any(codes & lock and not lock <= codes for lock in case.wish.together):
        return False
    return _groups(case, group) == 1


def _is_soft(case: Case, plan: Plan) -> bool:
    divided = plan[len(_alone(case)[0]) :]
    sizes = [sum(one.registered_patients for one in group) for group in divided]
    return all(SMALLEST <= size <= (case.wish.soft_largest or 0) for size in sizes)


def worth_of(case: Case, plan: Plan) -> Worth:
    """Patients short or over, networks out of band (what stands alone aside), and cost."""
    divided = plan[len(_alone(case)[0]) :]
    sizes = [sum(one.registered_patients for one in group) for group in divided]
    amiss = [max(0, SMALLEST - size, size - LARGEST) for size in sizes]
    placed = sum(one.registered_patients for one in case.practices if one.current_network)
    kept = _kept(case, plan) or 0
    cost = sum(_distance(case, group) for group in plan) + _imbalance(case, divided)
    return sum(amiss), sum(map(bool, amiss)), cost + case.wish.keep_today * (placed - kept)


def _distance(case: Case, group: Sequence[Candidate]) -> float:
    return min(
        sum(one.registered_patients * _length(case, one, hub) for one in group) for hub in group
    )


def _length(case: Case, one: Candidate, other: Candidate) -> float:
    straight = kilometres_between(one.point, other.point)
    held = case.wish.distances
    if held is None:
        return straight * case.wish.detour
    if one is other:
        return 0.0
    for pair in ((one.code, other.code), (other.code, one.code)):
        if pair in held:
            return held[pair]
    return straight * (case.wish.per_straight_km or 0.0)


def _imbalance(case: Case, divided: Plan) -> float:
    known = [one for group in divided for one in group if one.measure is not None]
    patients = sum(one.registered_patients for one in known)
    mean = sum((one.measure or 0) * one.registered_patients for one in known) / max(1, patients)
    return case.wish.balance * sum(
        abs(
            sum(
                (one.measure - mean) * one.registered_patients
                for one in group
                if one.measure is not None
            )
        )
        for group in divided
    )


def _kept(case: Case, plan: Plan) -> int | None:
    """Most patients who keep their network in a match of one to one.

    None where no match keeps to the practices that stay.
    """
    names = sorted({one.current_network for one in case.practices if one.current_network})
    slots = [*names, *[None] * len(plan)]
    stays = case.wish.stays
    best: int | None = None
    for match in set(permutations(slots, len(plan))) if len(plan) <= 3 else _matches(plan, names):
        kept, good = 0, True
        for group, name in zip(plan, match, strict=True):
            kept += sum(
                one.registered_patients for one in group if name and one.current_network == name
            )
            good &= all(one.current_network == name for one in group if one.code in stays)
        if good and (best is None or kept > best):
            best = kept
    return best


def _matches(plan: Plan, names: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
    """Every way to give the names to different networks, or to none."""
    for some in range(len(names) + 1):
        for chosen in combinations(names, some):
            for places in permutations(range(len(plan)), some):
                match: list[str | None] = [None] * len(plan)
                for place, name in zip(places, chosen, strict=True):
                    match[place] = name
                yield tuple(match)


def partitions(items: list[Candidate]) -> Iterator[Plan]:
    """Every way to divide the items into groups."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for size in range(len(rest) + 1):
        for chosen in combinations(rest, size):
            left = [item for item in rest if item not in chosen]
            for others in partitions(left):
                yield [[first, *chosen], *others]


def compare(case: Case, seed: int, limits: Limits) -> str | None:
    """What is wrong with the planner's answer; None where nothing is."""
    answer, best = answered(case, seed, limits), expected(case)
    if answer is None or best is None:
        return None if answer is None and best is None else f"answer {answer}, best {best}"
    by_code = {one.code: one for one in case.practices}
    alone = [tuple(one.code for one in group) for group in _alone(case)[0]]
    ordered = sorted(answer.networks, key=lambda one: one.practices not in alone)
    plan = [[by_code[code] for code in one.practices] for one in ordered]
    alone_first = _alone(case)[0] + [g for g in plan if tuple(o.code for o in g) not in alone]
    if sorted(code for group in plan for code in (o.code for o in group)) != sorted(by_code):
        return "not every practice once"
    if any(not _is_allowed(case, group) for group in alone_first[len(alone) :]):
        return "a lock or a neighbour is broken"
    mine = worth_of(case, alone_first)
    near = 0.05 if mine[1] else 0.01
    if mine[:2] != best[:2] or mine[2] > best[2] + near:
        return f"worth {mine}, best {best}"
    if abs(answer.cost - mine[2]) > near:
        return f"says it costs {answer.cost}, and costs {mine[2]}"
    if answer.lower_bound > best[2] + near:
        return f"bound {answer.lower_bound} above {best[2]}"
    # Whether a large group keeps a present network can depend on the others: a bound, no proof.
    is_open = bool(alone) and case.wish.keep_today > 0
    if not answer.proved_optimal and answer.gap > 1e-6 and not is_open:
        return f"not proved, gap {answer.gap}"
    if any(not one.in_band and not one.reasons for one in answer.networks):
        return "a network out of band has no reason"
    return None
