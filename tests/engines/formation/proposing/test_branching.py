"""Deciding which neighbours are together finds the best choice, and says when there is none."""

from __future__ import annotations

import highspy
import numpy as np
import pytest

from openpcn.engines.formation.proposing import branching, solving
from openpcn.engines.formation.proposing.branching import branch
from openpcn.engines.formation.proposing.choosing import Choice, choose
from openpcn.engines.formation.proposing.columns import Column, Columns, Softness
from openpcn.engines.formation.proposing.converging import Linear
from openpcn.engines.formation.proposing.facts import Limits
from openpcn.engines.formation.proposing.planning import propose_area
from openpcn.engines.formation.proposing.problem import Problem, problem_of
from openpcn.engines.formation.proposing.solving import Held, divide
from openpcn.engines.formation.proposing.watching import Watch
from tests.engines.formation.proposing.test_against_brute_force import a_town
from tests.engines.formation.proposing.test_planning import row, wish
from tests.engines.formation.proposing.test_uncompiled import sets_of

LIMITS = Limits(seconds=60)


def every_network(
    seed: int, size: int, *, networks: int | None, keep_today: float = 0.0
) -> tuple[Problem, list[Column]]:
    """A town and all its networks in band, under each label."""
    practices, near = a_town(seed, size)
    problem = problem_of(practices, wish(near, keep_today=keep_today), networks=networks)
    columns = Columns(problem=problem, softness=Softness())
    found = [
        columns.price(nodes, label)
        for nodes in sets_of(problem)
        for label in range(problem.move_cost.shape[1])
        if columns.is_allowed(nodes, label)
    ]
    return problem, found


def searched(problem: Problem, listed: list[Column], **changes: object) -> Choice:
    asked: dict[str, object] = {
        "cuts": [], "watch": Watch(LIMITS), "work": np.inf, "below": 1e6, "enough": 0.0,
    }  # fmt: skip
    return branch(listed, problem, **(asked | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("seed", "networks"), [(1, 3), (2, 4), (3, None), (6, 4), (8, 3)])
def test_the_best_choice_is_found_and_proved(seed: int, networks: int | None) -> None:
    problem, listed = every_network(seed, 11, networks=networks)
    expected = choose(listed, problem, cuts=[], watch=Watch(LIMITS), work=50)
    found = searched(problem, listed)
    assert (found.chosen is None) == (expected.chosen is None)
    assert found.is_proved
    if expected.chosen:
        assert found.cost == pytest.approx(expected.cost)
        assert found.bound == pytest.approx(expected.cost)
        none_better = searched(problem, listed, below=expected.cost)
        assert (none_better.chosen, none_better.bound) == (None, expected.cost)


def thirds() -> tuple[Problem, list[Column]]:
    """Three practices of which any two can be one network, and dear whole plans.

    The linear choice takes a half of each pair; a plan takes one pair and a practice alone.
    """
    practices, near = row(20_000, 20_000, 20_000)
    problem = problem_of(practices, wish(dict.fromkeys(near, frozenset(near))), networks=None)
    pairs = [Column(nodes=n, label=0, hub=n[0], cost=10.0) for n in ((0, 1), (1, 2), (0, 2))]
    alone = [Column(nodes=(v,), label=0, hub=v, cost=9.0 + v) for v in range(3)]
    return problem, [*pairs, *alone]


def test_a_choice_of_halves_is_branched_on_and_its_bound_rises_to_the_plan() -> None:
    problem, listed = thirds()
    found = searched(problem, listed)
    assert (found.cost, found.bound, found.is_proved) == (19.0, 19.0, True)
    assert {column.nodes for column in found.chosen or ()} == {(1, 2), (0,)}


def test_what_a_search_knows_when_its_work_is_done_is_its_answer() -> None:
    problem, listed = thirds()
    found = searched(problem, listed, work=0.0)
    assert (found.chosen, found.bound, found.is_proved) == (None, pytest.approx(15.0), False)
    near_enough = searched(problem, listed, below=19.5, enough=10.0)
    assert (near_enough.chosen, near_enough.is_proved) == (None, False)


STATUS = highspy.HighsModelStatus


class Says:
    """A solver that says the same from its so-many-eth run on, for so many runs."""

    def __init__(
        self, solver: highspy.Highs, first: int, runs: int, said: STATUS = STATUS.kSolveError
    ) -> None:
        self.solver, self.first, self.last, self.met = solver, first, first + runs, 0
        self.said = said

    def __getattr__(self, name: str) -> object:
        return getattr(self.solver, name)

    def run(self) -> None:
        self.met += 1
        self.solver.run()

    def getModelStatus(self) -> highspy.HighsModelStatus:  # noqa: N802
        if self.first <= self.met < self.last:
            return self.said
        return self.solver.getModelStatus()


@pytest.mark.parametrize(
    ("first", "runs", "bound"), [(1, 1, 19.0), (1, 99, -np.inf), (3, 99, 15.0)]
)
def test_a_solver_that_stumbles_is_asked_again_and_then_what_is_known_holds(
    first: int, runs: int, bound: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, listed = thirds()
    quiet = branching.quiet_solver
    monkeypatch.setattr(branching, "quiet_solver", lambda: Says(quiet(), first, runs))
    assert searched(problem, listed).bound == pytest.approx(bound)


def test_a_branch_that_turns_out_to_hold_nothing_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem, listed = thirds()
    quiet = branching.quiet_solver
    monkeypatch.setattr(branching, "quiet_solver", lambda: Says(quiet(), 2, 99, STATUS.kInfeasible))
    found = searched(problem, listed)
    assert (found.chosen, found.bound) == (None, 1e6)


def test_a_whole_choice_that_is_no_plan_is_not_taken_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem, listed = every_network(1, 11, networks=3)
    monkeypatch.setattr(branching, "is_plan", lambda taken, problem: False)
    found = searched(problem, listed)
    assert (found.chosen, found.is_proved) == (None, False)


def test_halves_that_no_pair_of_neighbours_explains_end_the_search() -> None:
    practices, near = row(20_000, 20_000, 20_000)
    problem = problem_of(practices, wish(dict.fromkeys(near, frozenset())), networks=None)
    _, listed = thirds()
    found = searched(problem, listed)
    assert (found.chosen, found.bound) == (None, pytest.approx(15.0))


def test_a_linear_choice_that_is_whole_is_a_plan_though_nobody_searches_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    practices, near = a_town(0, 16)
    problem = problem_of(practices, wish(near), networks=6)
    asked = {"softness": Softness(), "limits": LIMITS, "seed": 0}
    best = divide(problem, **asked)  # type: ignore[arg-type]
    nothing = Choice(chosen=None, cost=np.inf, bound=-np.inf, is_proved=False)
    monkeypatch.setattr(solving, "first_plans", lambda *given, **others: iter(()))
    for search in ("choose", "branch"):
        monkeypatch.setattr(solving, search, lambda *given, **others: nothing)
    found = divide(problem, **asked)  # type: ignore[arg-type]
    assert found.cost == pytest.approx(best.cost)
    assert found.is_proved


@pytest.mark.parametrize("seed", [1, 2, 6, 9])
@pytest.mark.parametrize("listed", [1, 20])
def test_what_cannot_be_listed_leaves_the_plan_and_a_bound_that_holds(
    seed: int, listed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    practices, near = a_town(seed, 24)
    networks = round(sum(one.registered_patients for one in practices) / 40_000)
    problem = problem_of(practices, wish(near), networks=networks)
    best = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    for most in ("FEW_LISTED", "MOST_LISTED"):
        monkeypatch.setattr(solving, most, listed)
    found = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    assert best.is_proved
    assert found.bound <= best.cost + 1e-6
    assert found.cost >= best.cost - 1e-6


def test_work_ends_where_a_plan_is_good_enough_and_is_not_called_proved() -> None:
    practices, near = a_town(2, 24)
    problem = problem_of(practices, wish(near), networks=8)
    hurried = Limits(seconds=60, good_enough=0.5)
    found = divide(problem, softness=Softness(), limits=hurried, seed=0)
    best = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    assert not found.is_proved
    assert best.cost * 0.5 <= found.bound <= best.cost <= found.cost
    assert found.work < best.work


def test_work_that_is_held_is_gone_on_with_from_where_it_ended() -> None:
    practices, near = a_town(6, 60)
    held = Held()
    short = propose_area(practices, wish(near), limits=Limits(seconds=60, work=0.65), held=held)
    rest = propose_area(practices, wish(near), limits=LIMITS, held=held)
    whole = propose_area(practices, wish(near), limits=LIMITS)
    assert not short.proved_optimal
    assert short.lower_bound <= rest.lower_bound
    assert (rest.proved_optimal, rest.cost) == (True, pytest.approx(whole.cost))
    assert rest.work < whole.work


def test_a_list_that_was_too_long_is_not_made_again_for_nearly_the_same_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    practices, near = a_town(1, 60)
    networks = round(sum(one.registered_patients for one in practices) / 40_000)
    problem = problem_of(practices, wish(near), networks=networks)
    asked: list[float] = []
    every = Linear.every_within

    def counted(self: Linear, gap: float, most: int) -> list[Column] | None:
        asked.append(gap)
        return every(self, gap, most)

    monkeypatch.setattr(Linear, "every_within", counted)
    monkeypatch.setattr(solving, "FEW_LISTED", 1)
    often = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    tried = len(asked)
    monkeypatch.setattr(solving, "LESS", 0.0)
    seldom = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    assert len(asked) - tried < tried
    assert seldom.cost == pytest.approx(often.cost)
    assert often.is_proved
    assert seldom.is_proved


def test_a_part_of_the_networks_can_better_a_plan_but_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    practices, near = a_town(2, 24)
    networks = round(sum(one.registered_patients for one in practices) / 40_000)
    problem = problem_of(practices, wish(near), networks=networks)
    best = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    every = Linear.every_within
    gaps: list[float] = []

    def the_likeliest(self: Linear, gap: float, most: int) -> list[Column] | None:
        gaps.append(gap)
        return every(self, gap, most) if len(gaps) % 2 == 0 else None

    monkeypatch.setattr(Linear, "every_within", the_likeliest)
    found = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    assert gaps
    assert found.bound < best.bound
    assert not found.is_proved
