"""A level-up takes from nobody, spends its budget to the penny and goes to the greatest need."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openpcn.engines.fairness.facts import Practice
from openpcn.engines.fairness.levelling import LevelUp, Plan, level_up
from openpcn.kernel.errors import NotRight
from tests.engines.fairness.lists import hundredths, practice, practices

quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
plans = st.builds(
    Plan,
    budget=hundredths(0, 50_000_00),
    pace=st.integers(0, 100).map(lambda number: Decimal(number) / 100),
    years=st.integers(1, 4),
)


def plan(budget: object, *, pace: object = 1, years: int = 1) -> Plan:
    return Plan(budget=Decimal(str(budget)), pace=Decimal(str(pace)), years=years)


def after(found: LevelUp) -> dict[str, Decimal]:
    return {one.code: one.after for one in found.practices}


THREE = (
    practice("A", 100, 100, "10000.00"),
    practice("B", 100, 120, "10000.00"),
    practice("C", 100, 80, "10000.00"),
)


def test_money_goes_first_to_those_with_the_least_for_each_weighted_patient() -> None:
    found = level_up(THREE, plan(1000))
    assert after(found) == {
        "A": Decimal("10000.00"),
        "B": Decimal("11000.00"),
        "C": Decimal("10000.00"),
    }
    assert found.level == Decimal("91.67")
    assert [one.code for one in found.gainers] == ["B"]
    assert found.practices[1].working == (
        "£10,000.00 + £1,000.00 = £11,000.00, £91.67 for each of 120 weighted patients"
    )


def test_those_raised_stand_at_one_level() -> None:
    found = level_up(THREE, plan(4000))
    each = {one.code: one.after / one.need for one in found.practices}
    assert abs(each["A"] - each["B"]) < Decimal("0.001")
    assert after(found)["C"] == Decimal("10000.00")


def test_the_pace_holds_back_and_years_catch_up() -> None:
    found = level_up(THREE, plan(1000, pace="0.05", years=3))
    first = next(one for one in found.practices if one.code == "B")
    assert first.by_year == (Decimal("10500.00"), Decimal("11000.00"), Decimal("11000.00"))
    assert found.spent_by_year == (Decimal("500.00"), Decimal("1000.00"), Decimal("1000.00"))
    assert not first.is_held_by_pace


def test_what_the_pace_keeps_from_one_goes_to_the_next_in_need() -> None:
    found = level_up(THREE, plan(1000, pace="0.05"))
    assert after(found)["B"] == Decimal("10500.00")
    assert after(found)["A"] == Decimal("10500.00")
    held = {one.code: one.is_held_by_pace for one in found.practices}
    assert held == {"A": False, "B": True, "C": False}
    assert found.practices[1].working.endswith("; held by the pace")


def test_a_budget_beyond_the_pace_is_left_and_said() -> None:
    found = level_up(THREE, plan(9000, pace="0.05"))
    assert found.spent_by_year == (Decimal("1500.00"),)
    assert found.unspent == Decimal("7500.00")
    assert found.level is None
    assert found.cautions == (
        (
            "£7,500.00 of the budget cannot be paid within the pace. "
            "Choose more years, or a faster pace."
        ),
    )


def test_a_budget_of_fewer_pence_than_practices_goes_penny_by_penny() -> None:
    found = level_up(THREE, plan("0.02"))
    assert after(found)["B"] == Decimal("10000.02")
    assert "fewer pence than the 3 practices" in found.cautions[0]


@quick
@given(practices, plans)
def test_nobody_has_less_than_today_and_the_sum_is_the_budget(
    found: tuple[Practice, ...], asked: Plan
) -> None:
    answer = level_up(found, asked)
    for one in answer.practices:
        steps = (one.today, *one.by_year)
        assert list(steps) == sorted(steps)
        for before, now in pairwise(steps):
            assert now <= before * (1 + asked.pace)
    assert answer.spent_by_year[-1] + answer.unspent == asked.budget
    assert answer.unspent == 0 or all(one.is_held_by_pace for one in answer.practices)


@quick
@given(practices, plans, st.randoms(use_true_random=False))
def test_the_order_of_practices_does_not_matter(
    found: tuple[Practice, ...], asked: Plan, chance: object
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert level_up(shuffled, asked) == level_up(found, asked)


@quick
@given(practices, plans, st.integers(0, 6), hundredths(0, 500_00))
def test_more_need_never_means_less_money(
    found: tuple[Practice, ...], asked: Plan, at: int, more: Decimal
) -> None:
    at %= len(found)
    needier = replace(found[at], need=found[at].need + more)
    changed = (*found[:at], needier, *found[at + 1 :])
    code = found[at].code
    assert after(level_up(changed, asked))[code] >= after(level_up(found, asked))[code]


@quick
@given(practices, plans, hundredths(0, 9_000_00))
def test_a_larger_budget_never_means_less_for_anybody(
    found: tuple[Practice, ...], asked: Plan, more: Decimal
) -> None:
    less, larger = (
        after(level_up(found, each)) for each in (asked, replace(asked, budget=asked.budget + more))
    )
    assert all(larger[code] >= less[code] for code in less)


@quick
@given(practices, plans)
def test_a_budget_of_nought_changes_nothing(found: tuple[Practice, ...], asked: Plan) -> None:
    answer = level_up(found, replace(asked, budget=Decimal(0)))
    assert all(one.by_year == (one.today,) * asked.years for one in answer.practices)
    assert answer.gainers == answer.cautions == ()


@quick
@given(practices, hundredths(0, 3_00))
def test_it_is_what_handing_out_pennies_one_by_one_gives(
    found: tuple[Practice, ...], budget: Decimal
) -> None:
    asked = plan(budget, pace="0.5", years=2)
    money = {one.code: int(one.pounds * 100) for one in found}
    most = {code: int(int(have * 1.5) * 1.5) for code, have in money.items()}
    need = {one.code: one.need for one in found}
    for _ in range(int(budget * 100)):
        open_to = [code for code in money if money[code] < most[code]]
        if not open_to:
            break
        money[min(open_to, key=lambda code: ((money[code] + 1) / need[code], code))] += 1
    assert after(level_up(found, asked)) == {
        code: Decimal(have).scaleb(-2) for code, have in money.items()
    }


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (plan(-1), "The budget is −£1.00: a level-up takes from nobody. Enter the extra money"),
        (plan("0.005"), "The budget is £0.005, with part of a penny."),
        (plan(1, pace="1.01"), "The pace is 101.00% a year. Enter 0 to 100"),
        (plan(1, pace="-0.1"), "The pace is -10.0% a year."),
        (plan(1, years=0), "The plan is of 0 years. Enter 1 to 20 years."),
        (plan(1, years=21), "The plan is of 21 years."),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(asked: Plan, words: str) -> None:
    with pytest.raises(NotRight) as refused:
        level_up(THREE, asked)
    assert str(refused.value).startswith(words)
