"""Repair against every change of a few practices, and by examples that can be checked by hand."""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest

from openpcn.engines.formation.measuring import (
    Situation,
    Terrain,
    measure,
    members_of,
    named_as_today,
)
from openpcn.engines.formation.repairing import align, homes_for, mend, mend_in_turn
from openpcn.engines.formation.repairing.leaving import follow_on
from openpcn.engines.formation.repairing.mending import outside_band
from openpcn.engines.formation.repairing.searching import Search
from openpcn.engines.formation.review import Brief, Practice, review
from openpcn.engines.geography.neighbours import neighbours_by_points
from openpcn.kernel.errors import NotRight
from openpcn.kernel.points import Point

BAND = {"smallest": 30_000, "largest": 50_000}


def practice(code: str, patients: int, x: float, y: float, place: str = "P1") -> Practice:
    return Practice(
        code=code,
        name=code,
        registered_patients=patients,
        point=Point(easting=x * 1000, northing=y * 1000),
        place=place,
        system="Q1",
    )


def situation(
    practices: list[Practice],
    today: dict[str, str],
    lives_in: dict[str, dict[str, int]] | None = None,
) -> Situation:
    points = {one.code: one.point for one in practices if one.point}
    return Situation(
        practices=tuple(practices),
        today=today,
        brief=Brief(**BAND, neighbours=neighbours_by_points(points), detour=1.3),  # type: ignore[arg-type]
        lives_in=lives_in or {},
    )


def row(*patients: int) -> list[Practice]:
    """Practices on one line, each a neighbour of the next."""
    return [practice(f"Z9000{n}", size, n, 0) for n, size in enumerate(patients, 1)]


def random_case(seed: int) -> Situation:
    chance = random.Random(seed)
    practices = [
        practice(
            f"Z9{n:04}",
            chance.randrange(4_000, 22_000),
            chance.uniform(0, 9),
            chance.uniform(0, 9),
            chance.choice(["P1", "P1", "P1", "P2"]),
        )
        for n in range(8)
    ]
    order = sorted(practices, key=lambda one: one.point.easting)  # type: ignore[union-attr]
    today = {one.code: f"U9000{at // 3}" for at, one in enumerate(order)}
    return situation(practices, today)


def every_change(case: Situation, target: str, most: int) -> set[tuple[tuple[str, str], ...]]:
    """All changes of at most so many practices, tried one by one."""
    land, today = Terrain(case), dict(case.today)
    search = Search(land, today, targets=())
    networks = sorted(set(today.values()))
    before = members_of(today)
    found = set()
    for count in range(1, most + 1):
        for codes in combinations(sorted(today), count):
            for homes in product(networks, repeat=count):
                moves = tuple(zip(codes, homes, strict=True))
                if any(today[code] == to for code, to in moves):
                    continue
                then = members_of({**today, **dict(moves)})
                faults = {n: search.faults(then.get(n, frozenset())) for n in networks}
                if faults[target][0] or faults[target][1]:
                    continue
                if all(
                    all(a <= b for a, b in zip(faults[n], search.faults(before[n]), strict=True))
                    for n in networks
                ):
                    found.add(moves)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_no_change_of_fewer_practices_or_patients_was_missed(seed: int) -> None:
    case = random_case(seed)
    for target in outside_band(case, case.today):
        tried = every_change(case, target, 2)
        found = {
            moves
            for moves in Search(Terrain(case), case.today, targets=[target]).within(2).changes
            if len(moves) <= 2 and not any(to.startswith("NEW") for _, to in moves)
        }
        assert found <= tried
        if tried:
            fewest = min(map(len, tried))
            assert found
            assert min(map(len, found)) == fewest
            patients = Terrain(case).patients
            moved = {m: patients([code for code, _ in m]) for m in tried}
            assert min(moved[m] for m in found if len(m) == fewest) == min(
                moved[m] for m in tried if len(m) == fewest
            )


@pytest.mark.parametrize("seed", range(20))
def test_the_review_finds_no_more_after_a_mend_than_before(seed: int) -> None:
    case = random_case(seed)
    targets = outside_band(case, case.today)
    before = review(case.practices, case.today, case.brief)
    for option in mend(case, case.today, targets=targets).options:
        now = review(case.practices, option.network_of, case.brief)
        assert {f.network for f in now if f.code in ("below_smallest", "above_largest")} <= {
            f.network for f in before
        } - set(targets)
        assert option.measures.patients_moved == sum(move.patients for move in option.moves)


def test_a_network_below_takes_the_one_practice_that_its_neighbour_can_spare() -> None:
    case = situation(
        row(12_000, 14_000, 6_000, 20_000, 19_000),
        {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2", "Z90004": "U2", "Z90005": "U2"},
    )
    first = mend(case, case.today, targets=["U1"]).options[0]
    assert first.title == "Fewest practices change"
    assert [(move.practice, move.to_network) for move in first.moves] == [("Z90003", "U1")]
    assert first.findings == ()
    assert first.measures.inside == 2


def test_options_are_different_and_at_most_three() -> None:
    case = situation(
        row(20_000, 11_000, 9_000, 8_000, 12_000, 30_000),
        {
            "Z90001": "U1",
            "Z90002": "U2",
            "Z90003": "U2",
            "Z90004": "U2",
            "Z90005": "U2",
            "Z90006": "U3",
        },
    )
    options = mend(case, case.today, targets=["U1"]).options
    assert len(options) == len({option.moves for option in options})
    assert len({option.title for option in options}) == len(options) <= 3


def test_a_network_above_can_be_divided_in_two() -> None:
    case = situation(
        row(18_000, 17_000, 16_000, 18_000),
        dict.fromkeys(("Z90001", "Z90002", "Z90003", "Z90004"), "U1"),
    )
    first = mend(case, case.today, targets=["U1"]).options[0]
    assert set(first.network_of.values()) == {"U1", "NEW-1"}
    assert first.measures.inside == 2


def test_two_networks_below_are_joined_where_nothing_else_helps() -> None:
    case = situation(row(20_000, 18_000), {"Z90001": "U1", "Z90002": "U2"})
    first = mend(case, case.today, targets=["U1", "U2"]).options[0]
    assert set(first.network_of.values()) <= {"U1", "U2"}
    assert first.measures.inside == 1


def test_where_nothing_mends_there_is_no_option() -> None:
    case = situation(row(9_000, 8_000), {"Z90001": "U1", "Z90002": "U1"})
    found = mend(case, case.today, targets=["U1"])
    assert found.options == ()
    assert found.is_complete


def test_a_practice_above_the_largest_size_is_no_misfit_that_a_move_could_mend() -> None:
    case = situation(row(80_000), {"Z90001": "U1"})
    assert outside_band(case, case.today) == ()
    assert mend(case, case.today, targets=["U1"]).options == ()


def test_a_practice_that_stays_is_not_moved() -> None:
    case = situation(
        row(12_000, 14_000, 6_000, 20_000, 19_000),
        {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2", "Z90004": "U2", "Z90005": "U2"},
    )
    for option in mend(case, case.today, targets=["U1"], stays=["Z90003"]).options:
        assert "Z90003" not in {move.practice for move in option.moves}


def test_the_order_of_the_practices_does_not_matter() -> None:
    case = random_case(3)
    turned = situation(list(reversed(case.practices)), dict(reversed(list(case.today.items()))))
    targets = outside_band(case, case.today)
    one, other = (mend(each, each.today, targets=targets) for each in (case, turned))
    assert [o.moves for o in one.options] == [o.moves for o in other.options]


def test_a_practice_that_wants_to_leave_is_told_who_can_take_it() -> None:
    case = situation(
        row(16_000, 15_000, 15_500, 20_000, 12_000),
        {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2", "Z90004": "U2", "Z90005": "U2"},
    )
    (only,) = homes_for(case, case.today, "Z90002")
    assert only.moves[0].to_network == "U2"
    assert {f.code for f in only.findings} == {"below_smallest", "above_largest"}
    further = follow_on(case, case.today, "Z90002", "U2")
    assert further == () or "Z90002" not in {code for code, _ in further}


def test_a_large_practice_could_stand_alone() -> None:
    case = situation(row(35_000, 31_000), {"Z90001": "U1", "Z90002": "U1"})
    assert [o.title for o in homes_for(case, case.today, "Z90001")] == ["A network of its own"]


def test_a_practice_that_is_not_here_cannot_leave() -> None:
    case = situation(row(35_000), {"Z90001": "U1"})
    with pytest.raises(NotRight, match="Z99999 is not among the practices"):
        homes_for(case, case.today, "Z99999")


def test_aligning_moves_the_practice_whose_patients_live_with_the_others() -> None:
    lives = {
        "Z90001": {"N1": 16_000},
        "Z90002": {"N1": 15_000},
        "Z90003": {"N1": 10_000, "N2": 500},
        "Z90004": {"N2": 20_000},
        "Z90005": {"N2": 19_000},
    }
    case = situation(
        row(16_000, 15_000, 10_500, 20_000, 19_000),
        {"Z90001": "U1", "Z90002": "U1", "Z90003": "U2", "Z90004": "U2", "Z90005": "U2"},
        lives,
    )
    first = align(case, case.today)[0]
    assert [(move.practice, move.to_network) for move in first.moves] == [("Z90003", "U1")]
    before = measure(case, case.today).neighbourhood_share
    assert before is not None
    assert first.measures.neighbourhood_share is not None
    assert first.measures.neighbourhood_share > before
    assert first.measures.inside == 2


@pytest.mark.parametrize("seed", range(10))
def test_the_best_single_change_for_neighbourhoods_is_found(seed: int) -> None:
    case = random_case(seed)
    chance = random.Random(seed)
    lives = {
        one.code: {"N1": chance.randrange(5_000), "N2": chance.randrange(5_000)}
        for one in case.practices
    }
    case = situation(list(case.practices), dict(case.today), lives)
    options = align(case, case.today)
    shares = [measure(case, case.today).neighbourhood_share or 0.0]
    shares += [option.measures.neighbourhood_share or 0.0 for option in options]
    assert shares == sorted(shares)


def test_the_centre_is_the_practice_that_minimises_the_distance() -> None:
    case = situation(row(1_000, 10_000, 1_000), dict.fromkeys(("Z90001", "Z90002", "Z90003"), "U1"))
    (only,) = measure(case, case.today).networks
    assert only.central_practice == "Z90002"
    assert only.km == pytest.approx(2_000 * 1.3 / 12_000)
    assert only.below == 18_000


def test_groups_bear_the_names_of_what_they_continue() -> None:
    today = {"Z1": "U1", "Z2": "U1", "Z3": "U2"}
    named = named_as_today([{"Z1"}, {"Z2", "Z3"}], today, {"Z1": 10, "Z2": 9, "Z3": 8})
    assert named == {"Z1": "U1", "Z2": "U2", "Z3": "U2"}
    assert named_as_today([{"Z1"}, {"Z2"}, {"Z3"}], today, {"Z1": 10})["Z2"] == "NEW-1"


def test_a_practice_in_no_network_that_finds_one_is_not_counted_as_moved() -> None:
    case = situation(row(16_000, 15_000), {"Z90001": "U1"})
    assert measure(case, {"Z90001": "U1", "Z90002": "U1"}).patients_moved == 0
    assert measure(case, case.today).unplaced == ("Z90002",)


@pytest.mark.parametrize("seed", range(15))
def test_many_misfits_are_mended_one_after_the_other_and_none_is_made(seed: int) -> None:
    case = random_case(seed)
    targets = outside_band(case, case.today)
    before = measure(case, case.today)
    for option in mend_in_turn(case, case.today, targets=targets).options:
        assert option.measures.inside >= before.inside
        outside = {one.network for one in option.measures.networks if not one.is_inside}
        assert outside <= set(targets)
