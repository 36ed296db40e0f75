"""The compiled loops say the same when Python runs them, and agree with trying everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np
import pytest

from openpcn.engines.formation.proposing import annealing, growing, pricing
from openpcn.engines.formation.proposing.annealing import (
    anneal,
    clashes,
    group_cost,
    out_of_band,
    stays_connected,
)
from openpcn.engines.formation.proposing.columns import Columns, Softness
from openpcn.engines.formation.proposing.facts import Wish
from openpcn.engines.formation.proposing.growing import grow
from openpcn.engines.formation.proposing.improving import worth_a_look
from openpcn.engines.formation.proposing.pricing import least_filling, price_all, search
from openpcn.engines.formation.proposing.problem import Lists, Problem, problem_of
from tests.engines.formation.proposing.test_against_brute_force import a_town

SMALLEST, LARGEST = 30_000, 50_000


def a_problem(seed: int, size: int = 7) -> Problem:
    """A town with one pair that is never together, present networks, need and an empty list."""
    practices, near = a_town(seed, size)
    chance = Random(seed)
    practices[-1] = replace(practices[-1], registered_patients=0)
    practices = [
        replace(p, current_network=chance.choice(["X", "Y", None]), measure=chance.random())
        for p in practices
    ]
    wish = Wish(
        smallest=SMALLEST,
        largest=LARGEST,
        neighbours=near,
        apart=(frozenset({"P0", "P1"}),),
        stays=frozenset({"P2"}) if practices[2].current_network else frozenset(),
        keep_today=1.0,
        balance=1.0,
    )
    return problem_of(practices, wish, networks=2)


def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every loop as plain Python, the ones they call included."""
    for module, names in (
        (annealing, ("group_cost", "out_of_band", "stays_connected", "clashes", "anneal")),
        (growing, ("grow",)),
        (pricing, ("least_filling", "search", "price_all")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name).py_func)


def priced(
    problem: Problem,
    duals: np.ndarray,
    cuts: Lists,
    prices: np.ndarray,
    soft: np.ndarray,
    steps: int = 10**6,
) -> tuple[list[tuple[tuple[int, ...], int, float]], float, bool]:
    """The improving sets that the pricing finds, whichever way it runs."""
    slots = len(problem.practices) * problem.move_cost.shape[1]
    found = np.zeros((slots, problem.size + 1), np.int64)
    sizes, labels = np.zeros(slots, np.int64), np.zeros(slots, np.int64)
    values = np.zeros(slots)
    soft_cap = int(soft[2])
    count, least, complete, taken = pricing.price_all(
        problem.hub_cost, problem.hub_node, problem.move_cost,
        worth_a_look(problem, soft_cap or LARGEST), problem.allowed.astype(np.int64),
        duals, 1.0, np.zeros(problem.move_cost.shape[1]), problem.skew, problem.weight,
        problem.near.start, problem.near.items, problem.conflicts.start, problem.conflicts.items,
        cuts.start, cuts.items, prices, SMALLEST, LARGEST, soft, steps,
        0, len(problem.practices), found, sizes, values, labels,
    )  # fmt: skip
    assert taken > 0
    sets = [
        (tuple(sorted(found[row, : sizes[row]].tolist())), int(labels[row]), float(values[row]))
        for row in range(count)
    ]
    return sets, float(least), bool(complete)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "softness", [Softness(), Softness(per_patient=0.002, per_network=3.0, largest=200_000)]
)
def test_pricing_is_exact_compiled_or_not(
    seed: int, softness: Softness, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = a_problem(seed)
    chance = np.random.default_rng(seed)
    duals = chance.uniform(0, problem.hub_cost.mean(axis=1) + 30.0)
    cuts = [frozenset({0, 1, 2}), frozenset({2, 3, 4})]
    inside = Lists.of([[k for k, cut in enumerate(cuts) if v in cut] for v in range(problem.size)])
    prices = np.array([5.0, 2.0])
    compiled = priced(problem, duals, inside, prices, softness.numbers)
    uncompiled(monkeypatch)
    assert priced(problem, duals, inside, prices, softness.numbers) == compiled
    best = min(
        (value(problem, nodes, duals, cuts, prices, softness) for nodes in sets_of(problem)),
        default=0.0,
    )
    assert compiled[1] == pytest.approx(min(0.0, best), abs=1e-6)
    assert compiled[2]


def pricing_differs(seed: int, size: int) -> bool:
    """Whether the compiled search finds another least reduced cost than trying every set."""
    problem = a_problem(seed, size)
    duals = np.random.default_rng(seed).uniform(0, problem.hub_cost.mean(axis=1) + 30.0)
    none = Lists.of([[] for _ in range(size)])
    found = priced(problem, duals, none, np.zeros(0), Softness().numbers)
    sets = sets_of(problem)
    best = min((value(problem, s, duals, [], np.zeros(0), Softness()) for s in sets), default=0.0)
    return abs(found[1] - min(0.0, best)) > 1e-6


@pytest.mark.parametrize(("seed", "size"), [(1, 10), (2, 11), (3, 14)])
def test_the_search_misses_no_set_of_more_practices(seed: int, size: int) -> None:
    assert not pricing_differs(seed, size)


def sets_of(problem: Problem) -> list[tuple[int, ...]]:
    """Every connected set of nodes that may be together."""
    near, foes = items_of(problem.near, problem.size), items_of(problem.conflicts, problem.size)
    found = []
    for count in range(1, problem.size + 1):
        for nodes in combinations(range(problem.size), count):
            met, queue = {nodes[0]}, [nodes[0]]
            while queue:
                new = near[queue.pop()] & set(nodes) - met
                met |= new
                queue += new
            if len(met) == count and not any(foes[v] & met for v in nodes):
                found.append(nodes)
    return found


def items_of(lists: Lists, size: int) -> list[set[int]]:
    return [set(lists.items[lists.start[v] : lists.start[v + 1]].tolist()) for v in range(size)]


def value(
    problem: Problem,
    nodes: tuple[int, ...],
    duals: np.ndarray,
    cuts: list[frozenset[int]],
    prices: np.ndarray,
    softness: Softness,
) -> float:
    """The reduced cost of a set with its best hub and label, the plain way."""
    members = list(nodes)
    patients = int(problem.weight[members].sum())
    amiss = max(0, SMALLEST - patients, patients - LARGEST)
    if amiss and not softness.largest:
        return 0.0
    hubs = [h for h, v in enumerate(problem.hub_node.tolist()) if v in nodes]
    hub = min(problem.hub_cost[members, h].sum() for h in hubs)
    open_labels = np.flatnonzero(problem.allowed[members].all(axis=0)).tolist()
    if not open_labels:
        return 0.0
    moves = min(problem.move_cost[members, label].sum() for label in open_labels)
    pairs = sum(len(cut & set(nodes)) // 2 * price for cut, price in zip(cuts, prices, strict=True))
    lean = abs(problem.skew[members].sum())
    penalty = softness.per_patient * amiss + softness.per_network * bool(amiss)
    return float(hub + moves + pairs + lean + penalty - duals[members].sum() - 1.0)


def test_a_search_that_may_not_finish_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = a_problem(1)
    none = Lists.of([[] for _ in range(problem.size)])
    duals = problem.hub_cost.mean(axis=1) + 30.0
    _, _, complete = priced(problem, duals, none, np.zeros(0), Softness().numbers, steps=3)
    assert not complete
    uncompiled(monkeypatch)
    _, _, complete = priced(problem, duals, none, np.zeros(0), Softness().numbers, steps=3)
    assert not complete


def test_an_island_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    practices, near = a_town(1, 6)
    near = {code: others - {"P5"} for code, others in near.items()} | {"P5": frozenset()}
    wish = Wish(smallest=SMALLEST, largest=LARGEST, neighbours=near)
    problem = problem_of(practices, wish, networks=2)
    hubs = Columns(problem=problem, softness=Softness()).hubs
    uncompiled(monkeypatch)
    np.random.seed(0)
    grown = [
        growing.grow(
            problem.weight, problem.near.start, problem.near.items, problem.hub_cost,
            hubs.start, hubs.items, 2, seed,
        )
        for seed in range(6)
    ]  # fmt: skip
    first = np.array([0, 0, 1, 1, 1, 0], np.int64)
    best, _ = annealing.anneal(
        first.copy(), 2, problem.hub_cost, hubs.start, hubs.items, problem.move_cost,
        problem.skew, problem.weight, problem.near.start, problem.near.items,
        problem.conflicts.start, problem.conflicts.items, SMALLEST, LARGEST, 0.3, 50.0, 0.1, 200, 1,
    )  # fmt: skip
    assert best[5] == first[5]
    assert all(set(groups.tolist()) <= {0, 1} for groups in grown)


@pytest.mark.parametrize("seed", range(6))
def test_every_set_below_a_threshold_is_listed(seed: int) -> None:
    problem = a_problem(seed)
    none = Lists.of([[] for _ in range(problem.size)])
    nothing_banned = np.zeros(problem.size, np.int64)
    for run in (search, search.py_func):  # type: ignore[attr-defined]
        for room in (500, 2):
            found = np.zeros((room, problem.size + 1), np.int64)
            sizes, values = np.zeros(room, np.int64), np.zeros(room)
            count, whole, _ = run(
                0, problem.hub_cost[:, 0].copy(), problem.skew, problem.weight,
                problem.near.start, problem.near.items, problem.conflicts.start,
                problem.conflicts.items, none.start, none.items, np.zeros(0), nothing_banned,
                SMALLEST, LARGEST, Softness().numbers, 1e9, 10**6, found, sizes, values, True,
            )  # fmt: skip
            listed = {tuple(sorted(found[row, : sizes[row]].tolist())) for row in range(count)}
            every = {
                nodes
                for nodes in sets_of(problem)
                if 0 in nodes and SMALLEST <= problem.weight[list(nodes)].sum() <= LARGEST
            }
            assert listed <= every
            assert whole == (len(every) <= room)
            assert not whole or listed == every


def test_a_banned_or_too_large_start_finds_nothing() -> None:
    problem = a_problem(0)
    none = Lists.of([[] for _ in range(problem.size)])
    found = np.zeros((1, problem.size + 1), np.int64)
    for banned in (0, 1):
        weight = problem.weight + (0 if banned else 60_000)
        out = np.full(problem.size, banned, np.int64)
        answer = search.py_func(  # type: ignore[attr-defined]
            0, problem.hub_cost[:, 0].copy(), problem.skew, weight, problem.near.start,
            problem.near.items, problem.conflicts.start, problem.conflicts.items, none.start,
            none.items, np.zeros(0), out, SMALLEST, LARGEST, Softness().numbers, 1e9, 99, found,
            np.zeros(1, np.int64), np.zeros(1), False,
        )  # fmt: skip
        assert answer == (0, True, 0)


@pytest.mark.parametrize("seed", range(8))
def test_the_warm_plan_is_the_same_compiled_or_not(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = a_problem(seed, 9)
    hubs = Columns(problem=problem, softness=Softness()).hubs

    def plan() -> tuple[list[int], float]:
        first = growing.grow(
            problem.weight, problem.near.start, problem.near.items, problem.hub_cost,
            hubs.start, hubs.items, 3, seed,
        )  # fmt: skip
        assert set(first.tolist()) <= {0, 1, 2}
        best, cost = annealing.anneal(
            first.copy(), 3, problem.hub_cost, hubs.start, hubs.items, problem.move_cost,
            problem.skew, problem.weight, problem.near.start, problem.near.items,
            problem.conflicts.start, problem.conflicts.items, SMALLEST, LARGEST, 0.3, 50.0, 0.1,
            400, seed,
        )  # fmt: skip
        return best.tolist(), cost

    compiled = plan()
    uncompiled(monkeypatch)
    np.random.seed(0)
    groups, cost = plan()
    assert set(groups) <= {0, 1, 2}
    assert cost >= 0
    assert set(compiled[0]) <= {0, 1, 2}


def test_small_questions_have_plain_answers() -> None:
    assert [out_of_band.py_func(n, 30, 50) for n in (20, 40, 60)] == [10, 0, 10]  # type: ignore[attr-defined]
    problem = a_problem(3)
    hubs = Columns(problem=problem, softness=Softness()).hubs
    members = np.array([0, 2, 3], np.int64)
    asked = (members, 3, problem.hub_cost, hubs.start, hubs.items, problem.move_cost, problem.skew)
    assert group_cost.py_func(*asked) == pytest.approx(group_cost(*asked))  # type: ignore[attr-defined]
    group_of = np.array([0, 1, 0, 0, 1, 1, 1], np.int64)
    against = problem.conflicts
    for run in (clashes, clashes.py_func):  # type: ignore[attr-defined]
        assert run(against.start, against.items, group_of, 0, 1, -1)
        assert not run(against.start, against.items, group_of, 0, 1, 1)
        assert not run(against.start, against.items, group_of, 2, 0, -1)
    line = Lists.of([{1}, {0, 2}, {1}])
    everyone = np.zeros(3, np.int64)
    for run in (stays_connected, stays_connected.py_func):  # type: ignore[attr-defined]
        seen, queue = np.zeros(3, np.int64), np.zeros(4, np.int64)
        rest = (line.start, line.items, everyone, 0, np.array([0, 1, 2, 0]), 3)
        assert run(*rest, -1, -1, seen, queue, 1)
        assert run(*rest, 0, -1, seen, queue, 2)
        assert not run(*rest, 1, -1, seen, queue, 3)
        apart = np.array([0, 1, 1])
        alone = (line.start, line.items, apart, 0, np.array([0, 0]), 1)
        assert not run(*alone, 0, -1, seen, queue, 4)
        assert run(*alone, 0, 1, seen, queue, 5)


def test_nothing_can_fill_a_need_that_is_too_large() -> None:
    order, state = np.array([0, 1]), np.array([2, 0])
    for run in (least_filling, least_filling.py_func):  # type: ignore[attr-defined]
        asked = (np.array([-5.0, -2.0]), np.array([10, 10]), order, state)
        assert run(*asked, 20.0, 15.0, 0.0) == np.inf
        assert run(*asked, 5.0, 0.0, 0.0) == pytest.approx(-1.0)
        assert run(*asked, 5.0, 0.0, 0.1) == pytest.approx(-1.5)


def test_the_best_plan_is_grown_from_seeds_that_are_far_apart() -> None:
    problem = a_problem(2, 9)
    hubs = Columns(problem=problem, softness=Softness()).hubs
    grown = grow.py_func(  # type: ignore[attr-defined]
        problem.weight, Lists.of([[] for _ in range(9)]).start, np.zeros(1, np.int64),
        problem.hub_cost, hubs.start, hubs.items, 12, 0,
    )  # fmt: skip
    assert sorted(set(grown.tolist())) == list(range(9))
    assert anneal.py_func is not None  # type: ignore[attr-defined]
    assert price_all.py_func is not None  # type: ignore[attr-defined]
