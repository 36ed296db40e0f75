"""What is asked seldom: distances of another method, no time, odd choices."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations

import highspy
import numpy as np
import pytest

from openpcn.engines.formation.proposing import converging, cutting, helping, relaxing
from openpcn.engines.formation.proposing import master as masters
from openpcn.engines.formation.proposing.choosing import choose
from openpcn.engines.formation.proposing.columns import Column, Columns, Softness
from openpcn.engines.formation.proposing.cutting import broken_cuts
from openpcn.engines.formation.proposing.facts import AreaAnswer, Limits
from openpcn.engines.formation.proposing.master import Master, NoOptimum
from openpcn.engines.formation.proposing.matching import continued
from openpcn.engines.formation.proposing.planning import propose_area
from openpcn.engines.formation.proposing.problem import Problem, problem_of
from openpcn.engines.formation.proposing.solving import Division, divide
from openpcn.engines.formation.proposing.watching import Watch
from openpcn.kernel.errors import NotPossible
from tests.engines.formation.proposing.cases import compare, random_case
from tests.engines.formation.proposing.test_against_brute_force import a_town
from tests.engines.formation.proposing.test_planning import LIMITS, plan, row, wish


def test_travel_times_take_the_place_of_straight_lines() -> None:
    practices, near = row(20_000, 14_000, 20_000, 16_000)
    near = dict.fromkeys(near, frozenset(near))
    codes = [practice.code for practice in practices]
    times = {(a, b): 9.0 for a in codes for b in codes}
    for one, other in (("P0", "P3"), ("P1", "P2")):
        times[one, other] = times[other, one] = 1.0
    answer = propose_area(practices, wish(near, distances=times), limits=LIMITS)
    assert plan(answer) == {"P0+P3", "P1+P2"}
    del times["P0", "P3"]
    assert propose_area(practices, wish(near, distances=times), limits=LIMITS) == answer
    del times["P3", "P0"]
    with pytest.raises(NotPossible, match="no way between P0 and P3"):
        propose_area(practices, wish(near, distances=times), limits=LIMITS)
    estimated = wish(near, distances=times, per_straight_km=0.1)
    assert plan(propose_area(practices, estimated, limits=LIMITS)) == {"P0+P3", "P1+P2"}


def test_a_practice_that_stays_stays() -> None:
    practices, near = row(20_000, 15_000, 15_000, 20_000, present="XYYX")
    near = dict.fromkeys(near, frozenset(near))
    stays = wish(near, stays=frozenset({"P0", "P3"}))
    answer = propose_area(practices, stays, limits=LIMITS)
    assert "P0+P3" in plan(answer)


def test_without_time_the_answer_is_what_was_found() -> None:
    practices, near = a_town(5, 30)
    answer = propose_area(practices, wish(near), limits=Limits(seconds=0.0))
    assert sum(len(network.practices) for network in answer.networks) == 30
    best = propose_area(practices, wish(near), limits=LIMITS)
    assert 0 < answer.lower_bound <= best.cost + 1e-3
    assert answer.gap < 1


def test_an_answer_that_costs_nothing_has_no_gap() -> None:
    answer = AreaAnswer(
        area="A",
        networks=(),
        patients=1,
        cost=100.0,
        lower_bound=90.0,
        proved_optimal=False,
        fits_the_band=True,
    )
    assert answer.gap == pytest.approx(0.1)
    assert replace(answer, cost=0.0).gap == 0.0


def test_a_choice_with_labels_takes_each_present_network_once() -> None:
    practices, near = row(30_000, 30_000, present="XX")
    problem = problem_of(practices, wish(near, keep_today=1.0), networks=2)
    columns = [Column(nodes=(v,), label=1, hub=v, cost=0.0) for v in (0, 1)]
    spare = Column(nodes=(1,), label=0, hub=1, cost=7.0)
    found = choose([*columns, spare], problem, cuts=[], watch=Watch(LIMITS), work=5)
    assert found.cost == 7.0
    none = choose(columns, problem, cuts=[], watch=Watch(LIMITS), work=5)
    assert none.chosen is None
    assert none.is_proved


def test_no_plan_is_found_where_there_is_none_and_that_is_proved() -> None:
    practices, near = row(20_000, 20_000, 20_000)
    problem = problem_of(practices, wish(near), networks=3)
    division = divide(problem, softness=Softness(), limits=LIMITS, seed=0)
    assert (division.chosen, division.is_infeasible) == (None, True)


def test_a_whole_choice_breaks_no_cut() -> None:
    practices, near = row(20_000, 20_000, 20_000)
    columns = Columns(problem=problem_of(practices, wish(near), networks=1), softness=Softness())
    pairs = [columns.price(nodes) for nodes in ((0, 1), (1, 2), (0, 2))]
    assert broken_cuts(pairs, np.array([1.0, 0.0, 0.0]), 3, set()) == []
    (cut,) = broken_cuts(pairs, np.array([0.5, 0.5, 0.5]), 3, set())
    assert cut == frozenset({0, 1, 2})
    assert broken_cuts(pairs, np.array([0.5, 0.5, 0.5]), 3, {cut}) == []


def test_what_time_did_not_settle_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    practices, near = row(20_000, 20_000, 20_000, 20_000)
    calls: list[Softness] = []

    def hurried(problem: Problem, **asked: object) -> Division:
        softness = asked["softness"]
        assert isinstance(softness, Softness)
        calls.append(softness)
        if softness.largest == 0:
            return Division(chosen=None, cost=np.inf, bound=0.0, is_proved=False)
        found = divide(problem, **asked)  # type: ignore[arg-type]
        return found if len(calls) == 2 else replace(found, is_proved=False)

    monkeypatch.setattr(relaxing, "divide", hurried)
    answer = propose_area(practices, wish(near, count=3), limits=LIMITS)
    reasons = [reason for network in answer.networks for reason in network.reasons]
    assert "No plan wholly in 30,000 to 50,000 was found in 60 seconds." in reasons
    assert not answer.is_settled
    assert len(calls) == 4


def test_no_plan_at_all_is_an_answer_with_a_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    practices, near = row(20_000, 20_000)
    nothing = Division(chosen=None, cost=np.inf, bound=0.0, is_proved=False)
    monkeypatch.setattr(relaxing, "divide", lambda problem, **asked: nothing)
    with pytest.raises(NotPossible, match="No plan was found for A in 60 seconds") as caught:
        propose_area(practices, wish(near), limits=LIMITS)
    assert "Allow more seconds" in caught.value.next_step


def test_networks_without_shared_patients_continue_none() -> None:
    assert continued([("a",)], {"a": "X"}, {"a": 0}) == [None]


def test_a_programme_that_the_solver_cannot_solve_ends_the_search() -> None:
    practices, near = row(20_000, 20_000)
    columns = Columns(problem=problem_of(practices, wish(near), networks=1), softness=Softness())
    master = Master(columns, slack_cost=-1.0)
    with pytest.raises(NoOptimum):
        master.solve(Watch(LIMITS))


def test_what_was_found_holds_where_the_solver_stumbles(monkeypatch: pytest.MonkeyPatch) -> None:
    practices, near = row(20_000, 20_000, 20_000, 20_000)

    def stumbles(master: Master) -> None:
        raise NoOptimum

    monkeypatch.setattr(Master, "_run", stumbles)
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert plan(answer) == {"P0+P1", "P2+P3"}
    assert answer.lower_bound <= answer.cost


class StumblesOnce:
    """A solver that says once that it could not solve its programme."""

    def __init__(self, solver: highspy.Highs) -> None:
        self.solver, self.said = solver, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.solver, name)

    def getModelStatus(self) -> highspy.HighsModelStatus:  # noqa: N802
        self.said += 1
        error = highspy.HighsModelStatus.kSolveError
        return error if self.said == 1 else self.solver.getModelStatus()


def test_a_solver_that_stumbles_is_asked_again_from_nothing() -> None:
    practices, near = row(20_000, 20_000)
    columns = Columns(problem=problem_of(practices, wish(near), networks=1), softness=Softness())
    columns.add(columns.price((0, 1)))
    master = Master(columns, slack_cost=1e6)
    master.solver = first = StumblesOnce(master.solver)  # type: ignore[assignment]
    cost, _, share, uncovered = master.solve(Watch(LIMITS))
    assert master.solver is not first
    assert (cost, share.tolist(), uncovered) == (pytest.approx(20.0), [1.0], 0.0)
    columns.add(columns.price((0,)))
    assert master.solve(Watch(LIMITS))[0] == pytest.approx(20.0)


def test_a_solver_that_stumbles_twice_is_asked_in_another_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    practices, near = row(20_000, 20_000)
    columns = Columns(problem=problem_of(practices, wish(near), networks=1), softness=Softness())
    columns.add(columns.price((0, 1)))
    sound = masters.quiet_solver()
    solvers = iter([StumblesOnce(masters.quiet_solver()), StumblesOnce(masters.quiet_solver())])
    monkeypatch.setattr(masters, "quiet_solver", lambda: next(solvers, sound))
    assert Master(columns, slack_cost=1e6).solve(Watch(LIMITS))[0] == pytest.approx(20.0)


def test_few_cuts_are_taken_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    practices, near = row(*[20_000] * 6)
    columns = Columns(problem=problem_of(practices, wish(near), networks=3), softness=Softness())
    threes = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]
    pairs = [columns.price(nodes) for nodes in threes]
    half = np.full(6, 0.5)
    assert len(broken_cuts(pairs, half, 6, set())) == 2
    monkeypatch.setattr(cutting, "MOST_CUTS", 1)
    assert len(broken_cuts(pairs, half, 6, set())) == 1


def test_without_work_left_a_whole_choice_ends_early() -> None:
    practices, near = a_town(3, 24)
    columns = Columns(problem=problem_of(practices, wish(near), networks=8), softness=Softness())
    for nodes in combinations(range(24), 3):
        columns.add(columns.price(nodes))
    watch = Watch(Limits(seconds=60, work=0.0))
    assert not choose(columns.held, columns.problem, cuts=[], watch=watch, work=0.0).is_proved


def test_a_last_search_that_is_too_long_claims_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converging, "LAST_SEARCH", 1)
    practices, near = a_town(5, 30)
    answer = propose_area(practices, wish(near), limits=Limits(seconds=0.0))
    assert answer.lower_bound == 0.0


@pytest.mark.parametrize("answers", [[], [True], [True, False, None]])
def test_what_is_not_known_to_be_the_least_change_is_not_said_to_be(
    answers: list[bool | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    practices, near = row(20_000, 20_000, 20_000)
    problem = problem_of(practices, wish(near), networks=2)
    left = list(answers)

    def divided(problem: Problem, **_asked: object) -> Division:
        said = left.pop(0) if left else None
        column = Column(nodes=(0,), label=0, hub=0, cost=1.0)
        return Division(
            chosen=(column,) if said else None, cost=1.0, bound=0.0, is_proved=False,
            is_infeasible=said is False,
        )  # fmt: skip

    monkeypatch.setattr(helping, "divide", divided)
    limits = Limits(seconds=60.0 if answers else -1.0)
    said = helping.what_would_help(
        problem, wish(near), [40_000, 20_000], alone=0, limits=limits, seed=0,
        progress=lambda cost, bound: None,
    )  # fmt: skip
    assert not any("no smaller change" in one for one in said)


def test_who_is_told_can_stop_a_whole_choice() -> None:
    practices, near = a_town(3, 24)
    columns = Columns(problem=problem_of(practices, wish(near), networks=8), softness=Softness())
    for nodes in combinations(range(24), 3):
        columns.add(columns.price(nodes))

    class Enough(Exception):
        pass

    def stop(cost: float, bound: float) -> None:
        raise Enough

    watch = Watch(LIMITS, stop)
    watch.told_at = -1e9
    with pytest.raises(Enough):
        choose(columns.held, columns.problem, cuts=[], watch=watch, work=5)


def test_who_is_told_can_stop_the_work_within_a_second() -> None:
    practices, near = a_town(4, 60)
    began: list[float] = []

    class Enough(Exception):
        pass

    def stop(cost: float, bound: float) -> None:
        began.append(time.process_time())
        raise Enough

    with pytest.raises(Enough):
        propose_area(practices, wish(near), limits=LIMITS, progress=stop)
    assert len(began) == 1


def test_the_work_is_the_same_each_time_and_the_plan_with_it() -> None:
    practices, near = a_town(6, 60)
    hurried = Limits(seconds=60, work=0.9)
    one, other = (propose_area(practices, wish(near), limits=hurried) for _ in range(2))
    assert one == other


def test_a_practice_without_patients_that_stays_decides_which_network_is_continued() -> None:
    assert compare(random_case(2395), 2395, LIMITS) is None


def test_what_is_left_in_a_solver_that_its_bound_ended_is_not_taken_for_a_plan() -> None:
    assert compare(random_case(286, size=6), 286, LIMITS) is None
