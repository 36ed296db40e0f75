"""Why a proposed network is out of band: each reason is checked exactly before it is given."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.engines.formation.proposing.problem import Problem

MOST_LOOKED_AT = 200_000
"""Sets of practices; where that is not enough to know, the reason is not claimed."""


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
