"""A proposal for one area: bands, locks, counts and reasons, against trying every plan."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from openpcn.engines.formation.proposing.facts import AreaAnswer, Candidate, Limits, Wish
from openpcn.engines.formation.proposing.matching import continued, patients_moved
from openpcn.engines.formation.proposing.planning import propose_area
from openpcn.engines.formation.proposing.problem import problem_of
from openpcn.engines.formation.proposing.reasons import no_home
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.points import Point
from tests.engines.formation.proposing.test_against_brute_force import cost, partitions

LIMITS = Limits(seconds=60)


def row(*sizes: int, present: str = "") -> tuple[list[Candidate], dict[str, frozenset[str]]]:
    """Practices a kilometre apart in a row, each a neighbour of the next."""
    codes = [f"P{i}" for i in range(len(sizes))]
    practices = [
        Candidate(
            code=code,
            registered_patients=patients,
            point=Point(easting=1000.0 * i, northing=0),
            area="A",
            current_network=present[i] if present and present[i] != "-" else None,
        )
        for i, (code, patients) in enumerate(zip(codes, sizes, strict=True))
    ]
    near = {
        code: frozenset(codes[j] for j in (i - 1, i + 1) if 0 <= j < len(codes))
        for i, code in enumerate(codes)
    }
    return practices, near


def wish(near: dict[str, frozenset[str]], **changes: object) -> Wish:
    return replace(Wish(smallest=30_000, largest=50_000, neighbours=near), **changes)


def plan(answer: AreaAnswer) -> set[str]:
    return {"+".join(network.practices) for network in answer.networks}


def reasons(answer: AreaAnswer) -> list[str]:
    return [reason for network in answer.networks for reason in network.reasons]


def test_a_plan_in_band_is_proved_best() -> None:
    practices, near = row(20_000, 20_000, 20_000, 20_000)
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert plan(answer) == {"P0+P1", "P2+P3"}
    assert (answer.proved_optimal, answer.fits_the_band, answer.gap) == (True, True, 0.0)
    assert answer.cost == pytest.approx(40_000)
    assert answer.lower_bound == pytest.approx(40_000)
    assert answer.cost == pytest.approx(sum(network.patient_km for network in answer.networks))
    assert reasons(answer) == []


def test_a_practice_above_the_band_stands_alone_and_says_so() -> None:
    practices, near = row(20_000, 80_000, 20_000, 20_000)
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert plan(answer) == {"P0", "P1", "P2+P3"}
    assert "P1 has 80,000 patients, more than 50,000" in "".join(reasons(answer))
    assert (
        "No connected set of practices through P0 has 30,000 to 50,000 patients (checked)."
        in reasons(answer)
    )


def test_an_area_of_one_large_practice_is_done() -> None:
    practices, near = row(80_000)
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert (plan(answer), answer.cost, answer.gap) == ({"P0"}, 0.0, 0.0)


def test_an_area_too_small_for_a_network_is_one_with_a_reason() -> None:
    practices, near = row(9_000, 8_000)
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert plan(answer) == {"P0+P1"}
    assert not answer.fits_the_band
    assert len(reasons(answer)) == 2


def test_an_area_of_one_small_practice_is_a_network_with_a_reason() -> None:
    practices, near = row(9_000)
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert (plan(answer), len(reasons(answer)), answer.proved_optimal) == ({"P0"}, 1, True)


def test_a_list_of_nought_still_has_a_network() -> None:
    practices, near = row(0, 30_000)
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert plan(answer) == {"P0+P1"}


def test_an_island_is_a_network_of_its_own() -> None:
    practices, near = row(30_000, 5_000)
    near = dict.fromkeys(near, frozenset())
    answer = propose_area(practices, wish(near), limits=LIMITS)
    assert plan(answer) == {"P0", "P1"}


def test_locks_hold() -> None:
    practices, near = row(20_000, 20_000, 20_000, 20_000)
    locked = wish(near, together=(frozenset({"P1", "P2"}),))
    answer = propose_area(practices, locked, limits=LIMITS)
    assert any("P1+P2" in network for network in plan(answer))
    apart = wish(near, apart=(frozenset({"P0", "P1"}),))
    answer = propose_area(practices, apart, limits=LIMITS)
    assert not any("P0+P1" in network for network in plan(answer))


def test_locks_that_force_a_network_out_of_band_are_the_reason() -> None:
    practices, near = row(20_000, 20_000)
    answer = propose_area(
        practices, wish(near, apart=(frozenset({"P0", "P1"}),), count=2), limits=LIMITS
    )
    assert "The locks leave no connected set of practices through P0" in reasons(answer)[0]
    large, near = row(30_000, 30_000, 30_000)
    answer = propose_area(large, wish(near, together=(frozenset({"P0", "P1"}),)), limits=LIMITS)
    assert "These practices are locked together and have 60,000 patients" in reasons(answer)[0]


def test_contradictory_locks_are_refused() -> None:
    practices, near = row(20_000, 20_000)
    pair = frozenset({"P0", "P1"})
    with pytest.raises(NotPossible, match="together and never together"):
        propose_area(practices, wish(near, together=(pair,), apart=(pair,)), limits=LIMITS)


def test_the_number_of_networks_can_be_given_or_free() -> None:
    practices, near = row(30_000, 10_000, 10_000, 30_000, 80_000)
    assert len(propose_area(practices, wish(near, count=3), limits=LIMITS).networks) == 3
    free = propose_area(practices, wish(near, count_is_free=True), limits=LIMITS)
    assert "drifts towards many small networks" in free.notes[0]
    with pytest.raises(NotPossible, match="cannot make 9 networks") as caught:
        propose_area(practices, wish(near, count=9), limits=LIMITS)
    assert caught.value.next_step == "Ask for 2 to 5."


@pytest.mark.parametrize(
    ("count", "note"),
    [
        (3, "80,000 registered patients cannot make 3 networks of at least 30,000. Ask for 2 or"),
        (1, "80,000 registered patients cannot make 1 network of at most 50,000. Ask for 2 or"),
    ],
)
def test_a_count_that_cannot_be_in_band_is_answered_with_what_can(count: int, note: str) -> None:
    practices, near = row(20_000, 20_000, 20_000, 20_000)
    answer = propose_area(practices, wish(near, count=count), limits=LIMITS)
    assert answer.notes[0].startswith(note)
    assert len(answer.networks) == count
    assert "No division of these 4 practices" in reasons(answer)[0]


def test_keeping_todays_networks_is_worth_what_is_asked() -> None:
    practices, near = row(20_000, 15_000, 15_000, 20_000, present="XYYX")
    moved = propose_area(practices, wish(near), limits=LIMITS)
    assert plan(moved) == {"P0+P1", "P2+P3"}
    today = wish(near | {"P0": {"P1", "P3"}, "P3": {"P0", "P2"}}, keep_today=9.0)
    kept = propose_area(practices, today, limits=LIMITS)
    assert plan(kept) == {"P0+P3", "P1+P2"}
    assert {network.continues for network in kept.networks} == {"X", "Y"}


def test_patients_move_unless_their_network_continues() -> None:
    present = {"a": "X", "b": "X", "c": "Y", "d": "Y"}
    patients = {"a": 10, "b": 5, "c": 20, "d": 1, "e": 7}
    networks = [("a", "c"), ("b", "e"), ("d",)]
    assert continued(networks, present, patients) == ["Y", "X", None]
    assert patients_moved(networks, present, patients) == 10 + 1
    assert patients_moved([], {}, {}) == 0


def test_a_practice_for_which_some_set_is_in_band_has_no_such_reason() -> None:
    practices, near = row(20_000, 20_000, 40_000, 45_000)
    problem = problem_of(practices, wish(near), networks=None)
    assert [no_home(problem, v) for v in range(4)] == [False, False, False, False]
    small = problem_of(practices[:1], wish(near), networks=None)
    assert no_home(small, 0)


@pytest.mark.parametrize("seed", range(15))
def test_out_of_band_plans_miss_it_by_least_then_few_then_near(seed: int) -> None:
    chance = Random(seed)
    sizes = [chance.choice([4_000, 12_000, 26_000, 34_000, 45_000]) for _ in range(7)]
    practices, near = row(*sizes)
    codes = [practice.code for practice in practices]
    for _ in range(3):
        one, two = chance.sample(codes, 2)
        near[one] |= {two}
        near[two] |= {one}
    networks = max(1, round(sum(sizes) / 40_000))
    answer = propose_area(practices, wish(near), limits=LIMITS, seed=seed)
    best = min(
        measured(groups)
        for groups in partitions(practices)
        if len(groups) == networks and all(is_connected(group, near) for group in groups)
    )
    by_code = {practice.code: practice for practice in practices}
    mine = measured([[by_code[c] for c in network.practices] for network in answer.networks])
    assert mine[:2] == best[:2]
    assert mine[2] == pytest.approx(best[2], abs=0.01)
    assert answer.lower_bound <= best[2] * 1000 + 1


def measured(groups: list[list[Candidate]]) -> tuple[int, int, float]:
    sizes = [sum(practice.registered_patients for practice in group) for group in groups]
    amiss = [max(30_000 - size, size - 50_000, 0) for size in sizes]
    return sum(amiss), sum(map(bool, amiss)), round(sum(map(cost, groups)), 6)


def is_connected(group: list[Candidate], near: dict[str, frozenset[str]]) -> bool:
    codes = {practice.code for practice in group}
    met, queue = {group[0].code}, [group[0].code]
    while queue:
        new = near[queue.pop()] & codes - met
        met |= new
        queue += new
    return met == codes


def test_the_order_of_the_practices_does_not_matter() -> None:
    practices, near = row(20_000, 13_000, 18_000, 22_000, 31_000, 9_000)
    one = propose_area(practices, wish(near), limits=LIMITS, seed=3)
    assert propose_area(practices[::-1], wish(near), limits=LIMITS, seed=3) == one


def test_a_soft_largest_size_comes_before_a_network_that_is_too_small() -> None:
    practices, near = row(28_000, 28_000)
    answer = propose_area(practices, wish(near, soft_largest=60_000, count=1), limits=LIMITS)
    assert [one.registered_patients for one in answer.networks] == [56_000]
    stays = wish(near, soft_largest=60_000, count=2)
    assert len(propose_area(practices, stays, limits=LIMITS).networks) == 2


def test_too_few_patients_for_any_network_need_a_lower_smallest_size() -> None:
    practices, near = row(9_000, 8_000)
    answer = propose_area(practices, wish(near, count=2), limits=LIMITS)
    assert answer.notes[0].endswith("at least 30,000. Lower the smallest size.")


def test_a_practice_that_stays_can_be_what_is_in_the_way() -> None:
    practices, near = row(20_000, 20_000, 20_000, 20_000, present="XYXY")
    answer = propose_area(practices, wish(near, stays=frozenset({"P0", "P2"})), limits=LIMITS)
    assert any("P0 staying where it is" in note for note in answer.notes)
    few, near = row(20_000, 20_000, 20_000, present="XYX")
    answer = propose_area(few, wish(near, stays=frozenset({"P0"}), count=3), limits=LIMITS)
    assert not any("staying" in note for note in answer.notes)
