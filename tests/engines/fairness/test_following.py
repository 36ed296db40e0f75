"""Facts are checked, money is compared with need, and a floor says who is below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from openpcn.engines.fairness.concentration import concentrate, follow_need
from openpcn.engines.fairness.facts import Practice, checked
from openpcn.engines.fairness.floor import lift_to_floor
from openpcn.kernel.errors import NotPossible, NotRight
from tests.engines.fairness.lists import practice, practices

quick = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
TWO = (practice("A", 100, 150, "15000.00"), practice("B", 300, 150, "15000.00"))


def money(found: tuple[Practice, ...]) -> dict[str, Decimal]:
    return {one.code: one.pounds for one in found}


def test_the_curve_begins_with_the_greatest_need() -> None:
    found = concentrate(TWO, money(TWO))
    assert [(str(one.patients), str(one.amount)) for one in found.points] == [
        ("0.0000", "0.0000"),
        ("0.2500", "0.5000"),
        ("1.0000", "1.0000"),
    ]
    assert found.working == "0.2500 = 2 × 0.6250 under the curve − 1, 2 steps"


def test_money_that_is_the_same_for_each_patient_has_an_index_of_nought() -> None:
    assert concentrate(TWO, {"A": Decimal(100), "B": Decimal(300)}).index == 0


def test_practices_of_equal_need_count_as_one() -> None:
    same = (practice("A", 100, 100, 900), practice("B", 100, 100, 100))
    assert concentrate(same, money(same)).index == 0


def test_money_that_is_nought_everywhere_has_no_curve() -> None:
    with pytest.raises(NotPossible, match="every amount is nought"):
        concentrate(TWO, {"A": Decimal(0), "B": Decimal(0)})


def test_what_stands_beyond_the_share_of_need_would_have_to_move() -> None:
    found = (practice("A", 100, 100, "7000.00"), practice("B", 100, 100, "3000.00"))
    answer = follow_need(found, money(found))
    assert (answer.share, answer.to_move) == (Decimal("0.8000"), Decimal("2000.00"))
    assert answer.working == "0.8000 = 1 − £2,000.00 beyond the share of need ÷ £10,000.00"
    assert follow_need(TWO, money(TWO)).share == 1
    assert follow_need(found, {"A": Decimal(0), "B": Decimal(0)}).share == 1


@quick
@given(practices)
def test_shares_and_indices_stay_in_their_range(found: tuple[Practice, ...]) -> None:
    assert 0 <= follow_need(found, money(found)).share <= 1
    need = {one.code: one.need for one in found}
    assert follow_need(found, need).share == 1
    assert 0 <= concentrate(found, need).index <= 1
    assert concentrate(found[::-1], need) == concentrate(found, need)


def test_a_floor_says_who_is_below_it_and_what_lifting_them_costs() -> None:
    found = (
        practice("A", "100.5", 100, "9000.00"),
        practice("B", 100, 100, "9900.00"),
        practice("C", 100, 100, "12000.00"),
    )
    answer = lift_to_floor(found, Decimal("99.99"))
    assert [one.code for one in answer.below] == ["A", "B"]
    assert answer.cost == Decimal("1148.00") == sum(one.cost for one in answer.below)
    assert answer.below[0].working == "£1,049.00 = 100.5 registered × £99.99 − £9,000.00"
    assert lift_to_floor(found, Decimal(0)).cost == 0


@pytest.mark.parametrize("floor", ["-1", "99.999"])
def test_a_floor_below_nought_or_with_part_of_a_penny_is_refused(floor: str) -> None:
    with pytest.raises(NotRight, match=f"The floor is £{floor} for each patient"):
        lift_to_floor(TWO, Decimal(floor))


@quick
@given(practices)
def test_after_lifting_nobody_is_below_the_floor(found: tuple[Practice, ...]) -> None:
    floor = Decimal("123.45")
    cost_of = {one.code: one.cost for one in lift_to_floor(found, floor).below}
    for one in found:
        lifted = one.pounds + cost_of.get(one.code, Decimal(0))
        assert lifted >= floor * one.patients
        assert one.code not in cost_of or lifted - floor * one.patients < Decimal("0.01")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"patients": Decimal(0)}, "A has a list of 0. Leave it out, or enter its list"),
        ({"need": Decimal(0)}, "A has 0 weighted patients. Enter a number above nought"),
        ({"need": Decimal("1.234")}, "A has 1.234 weighted patients."),
        ({"pounds": Decimal("-1")}, "A has £-1 a year. Enter pounds and whole pence"),
        ({"pounds": Decimal("1.001")}, "A has £1.001 a year."),
        ({"code": "B"}, "B is there twice. Give each practice once."),
        (
            {"counted_on": date(2022, 3, 31)},
            (
                "Populations of different days are mixed: 1 practice of 31 March 2023; 1 practice "
                "of 31 March 2022. Choose one year for all, or leave out those of the other days."
            ),
        ),
    ],
)
def test_figures_that_say_nothing_are_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(NotRight) as refused:
        checked((replace(TWO[0], **changes), TWO[1]))  # type: ignore[arg-type]
    assert str(refused.value).startswith(words)


def test_no_practice_at_all_is_refused() -> None:
    with pytest.raises(NotPossible, match="no practice whose patients, need and money"):
        checked(())
