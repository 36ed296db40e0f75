"""Why a proposed network is out of band: each reason is checked exactly before it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from openpcn.engines.formation.proposing.columns import Column
from openpcn.engines.formation.proposing.facts import Limits, Wish
from openpcn.engines.formation.proposing.problem import Problem, problem_of
from openpcn.engines.formation.proposing.relaxing import Found
from openpcn.kernel.wording import counted

MOST_LOOKED_AT = 200_000
"""Sets of practices; where that is not enough to know, the reason is not claimed."""


def reasons_of(found: Found, column: Column, wish: Wish, limits: Limits) -> tuple[str, ...]:
    """Why a network is out of band: its practices one by one, else the plan as a whole."""
    return _of_practices(found.problem, column, wish) or (_of_the_plan(found, wish, limits),)


def _of_practices(problem: Problem, column: Column, wish: Wish) -> tuple[str, ...]:
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
                f"{why} connected set of practices through {code} has "
                f"{wish.smallest:,} to {wish.largest:,} patients (checked)."
            )
    return tuple(reasons)


def _of_the_plan(found: Found, wish: Wish, limits: Limits) -> str:
    problem = found.problem
    band = f"{wish.smallest:,} to {wish.largest:,}"
    if not found.is_strictly_impossible:
        return f"No plan wholly in {band} was found in {limits.seconds:g} seconds."
    into = problem.networks
    how_many = "" if into is None else f" into {counted(into, 'network')}"
    least = "fewest possible" if found.division.is_proved else "fewest found"
    soft = "" if not found.softness.smallest else f", with none below {wish.smallest:,}"
    return (
        f"No division of these {len(problem.practices)} practices{how_many} has every network in "
        f"{band} (proved); {found.amiss()[0]:,} patients short or over in all are the "
        f"{least}{soft}."
    )


def no_home(problem: Problem, node: int) -> bool:
    """Whether it is certain that no connected set of practices through this one is in band."""
    for looked, patients in enumerate(_sets_through(problem, node)):
        if patients >= problem.smallest or looked > MOST_LOOKED_AT:
            return False
    return True


def _sets_through(problem: Problem, node: int) -> Iterator[int]:
    """Patients of every connected set through a node that is not above the largest, each once."""
    near, against, weight = problem.near, problem.conflicts, problem.weight.tolist()

    def around(v: int) -> list[int]:
        found: list[int] = near.items[near.start[v] : near.start[v + 1]].tolist()
        return found

    def foes(v: int) -> set[int]:
        return set(against.items[against.start[v] : against.start[v + 1]].tolist())

    start = (frozenset({node}), frozenset(foes(node)) | {node}, tuple(around(node)), weight[node])
    stack = [start]
    while stack:
        inside, closed, edge, patients = stack.pop()
        if patients > problem.largest:
            continue
        yield patients
        for at, v in enumerate(edge):
            if v in closed:
                continue
            closed |= {v}
            further = tuple(u for u in around(v) if u not in closed and u not in edge[at:])
            stack.append(
                (inside | {v}, closed | foes(v), edge[at + 1 :] + further, patients + weight[v])
            )
