"""The solver's plan is the best there is: on eight practices every plan can be tried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest

from openpcn.engines.formation.proposing.columns import Softness
from openpcn.engines.formation.proposing.facts import Candidate, Limits, Wish
from openpcn.engines.formation.proposing.problem import problem_of
from openpcn.engines.formation.proposing.solving import divide
from openpcn.kernel.points import Point, kilometres_between

SMALLEST, LARGEST = 30_000, 50_000


def a_town(seed: int, size: int = 8) -> tuple[list[Candidate], dict[str, frozenset[str]]]:
    """Practices at random points, each a neighbour of its three nearest."""
    chance = Random(seed)
    practices = [
        Candidate(
            code=f"P{i}",
            registered_patients=chance.randint(3_000, 25_000),
            point=Point(easting=chance.uniform(0, 20_000), northing=chance.uniform(0, 20_000)),
            area="A",
        )
        for i in range(size)
    ]
    near: dict[str, set[str]] = {practice.code: set() for practice in practices}
    for one in practices:
        others = sorted(practices, key=lambda other: kilometres_between(one.point, other.point))
        for other in others[1:4]:
            near[one.code].add(other.code)
            near[other.code].add(one.code)
    return practices, {code: frozenset(others) for code, others in near.items()}


def partitions(items: list[Candidate]) -> Iterator[list[list[Candidate]]]:
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


def is_good(group: list[Candidate], near: dict[str, frozenset[str]]) -> bool:
    """In band and connected."""
    if not SMALLEST <= sum(p.registered_patients for p in group) <= LARGEST:
        return False
    codes, met, queue = {p.code for p in group}, {group[0].code}, [group[0].code]
    while queue:
        for other in near[queue.pop()] & codes - met:
            met.add(other)
            queue.append(other)
    return met == codes


def cost(group: list[Candidate]) -> float:
    """Thousands of patient-kilometres to the best central practice."""
    return (
        min(
            sum(p.registered_patients * kilometres_between(p.point, hub.point) for p in group)
            for hub in group
        )
        / 1000
    )


@pytest.mark.parametrize("seed", range(24))
def test_a_plan_costs_what_the_best_of_all_plans_costs(seed: int) -> None:
    practices, near = a_town(seed)
    networks = max(1, round(sum(p.registered_patients for p in practices) / 40_000))
    best = min(
        (
            sum(map(cost, plan))
            for plan in partitions(practices)
            if len(plan) == networks and all(is_good(group, near) for group in plan)
        ),
        default=None,
    )
    wish = Wish(smallest=SMALLEST, largest=LARGEST, neighbours=near)
    division = divide(
        problem_of(practices, wish, networks=networks),
        softness=Softness(),
        limits=Limits(seconds=300),
        seed=seed,
    )
    if best is None:
        assert division.chosen is None
        assert division.is_infeasible
    else:
        assert division.is_proved
        assert division.cost == pytest.approx(best)
        assert division.bound <= best + 1e-6
