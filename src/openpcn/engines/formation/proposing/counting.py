"""Which practices stand alone, and how many networks the others make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openpcn.engines.formation.proposing.facts import Candidate, Wish
from openpcn.engines.formation.proposing.problem import Problem, problem_of
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.wording import counted


def stand_alone(
    practices: Sequence[Candidate], wish: Wish
) -> tuple[list[list[Candidate]], list[Candidate]]:
    """Practices (alone or locked together) above the largest size, and the others."""
    by_code = {practice.code: practice for practice in practices}
    group_of = {code: {code} for code in by_code}
    for lock in wish.together:
        merged = set().union(*(group_of[code] for code in lock if code in group_of))
        for code in merged:
            group_of[code] = merged
    alone, rest, met = [], [], set[str]()
    for code in sorted(by_code):
        if code in met:
            continue
        members = [by_code[other] for other in sorted(group_of[code])]
        met |= group_of[code]
        if sum(practice.registered_patients for practice in members) > wish.largest:
            alone.append(members)
        else:
            rest += members
    return alone, rest


def labels_taken(
    alone: Sequence[Sequence[Candidate]], rest: Sequence[Candidate], wish: Wish, *, most: int
) -> frozenset[str]:
    """Present networks that a practice standing alone continues, whatever the others do.

    It has at least as many patients as a network of the others, of at most so many patients, can
    have of that present network.
    """
    if wish.keep_today <= 0:
        return frozenset()
    left: Counter[str] = Counter()
    for practice in rest:
        left[practice.current_network or ""] += practice.registered_patients
    wanted = {practice.current_network for practice in rest if practice.code in wish.stays}
    large = [members[0] for members in alone if len(members) == 1]
    return frozenset(
        practice.current_network
        for practice in large
        if practice.current_network
        and practice.registered_patients >= min(most, left[practice.current_network])
        and practice.current_network not in wanted
    )


def how_many(
    rest: Sequence[Candidate], wish: Wish, alone: int
) -> tuple[int | None, tuple[str, ...]]:
    """The number of networks for the practices that are divided, and what is to be said on it."""
    problem = problem_of(rest, wish, networks=None)
    groups, patients = _separate_groups(problem), int(problem.weight.sum())
    if wish.count_is_free:
        note = "The number of networks is free: least distance drifts towards many small networks."
        return None, (note,)
    if wish.count is None:
        return min(max(1, groups, round(patients / wish.target)), problem.size), ()
    networks = wish.count - alone
    if not groups <= networks <= problem.size:
        raise NotPossible(
            f"{problem.size + alone} practices (or locked groups), of which {alone} stand alone "
            f"and {groups} groups do not neighbour each other, cannot make {wish.count} networks.",
            next_step=f"Ask for {groups + alone} to {problem.size + alone}.",
        )
    return networks, _sums(patients, networks, alone, wish)


def _sums(patients: int, networks: int, alone: int, wish: Wish) -> tuple[str, ...]:
    what = f"{patients:,} registered patients cannot make {counted(networks, 'network')} of at"
    if patients < wish.smallest:
        return (f"{what} least {wish.smallest:,}. Lower the smallest size.",)
    if patients < networks * wish.smallest:
        most = patients // wish.smallest + alone
        ask = f"Ask for {most} or fewer, or lower the smallest size."
        return (f"{what} least {wish.smallest:,}. {ask}",)
    if patients > networks * wish.largest:
        fewest = -(-patients // wish.largest) + alone
        ask = f"Ask for {fewest} or more, or raise the largest size."
        return (f"{what} most {wish.largest:,}. {ask}",)
    return ()


def _separate_groups(problem: Problem) -> int:
    left, groups = set(range(problem.size)), 0
    while left:
        queue, groups = [left.pop()], groups + 1
        while queue:
            v = queue.pop()
            near = problem.near.items[problem.near.start[v] : problem.near.start[v + 1]].tolist()
            queue += [u for u in near if u in left]
            left -= set(near)
    return groups
