"""Projection: balances, intervals, held-out years, and bad input by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.workforce.demand import DemandBand, demand_after, needed
from openpcn.engines.workforce.flows import (
    Rate,
    StaffYear,
    flow_between,
    flows_of,
    for_smaller,
    rates_of,
)
from openpcn.engines.workforce.heldout import held_out, scores
from openpcn.engines.workforce.projection import Assumptions, project
from openpcn.kernel.errors import NotRight


def rate(middle: float, spread: float = 0.0) -> Rate:
    return Rate(middle=middle, spread=spread, years=5)


def assumed(**more: object) -> Assumptions:
    base = Assumptions(
        start_year=2025, start=100.0, joining=rate(0.05, 0.01), leaving=rate(0.04, 0.01),
        retiring=rate(0.02),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def year(at: int, *fte: float | None) -> StaffYear:
    codes = "ABCDEF"
    return StaffYear(
        year=at,
        fte={codes[n]: each for n, each in enumerate(fte)},
        patients={codes[n]: 1_000.0 for n in range(len(fte))},
    )


def test_each_year_balances() -> None:
    before = 100.0
    for one in project(assumed(hours=-0.01, trained=2, stay=0.5, fte_each=0.6), years=5):
        moved = one.joined + one.trained - one.left - one.retired + one.hours
        assert one.stock == pytest.approx(before + moved)
        assert one.low <= one.stock <= one.high
        assert one.trained == pytest.approx(0.6)
        before = one.stock


def test_the_same_seed_gives_the_same_answer_and_another_seed_another_interval() -> None:
    assert project(assumed(), years=3, seed=1) == project(assumed(), years=3, seed=1)
    assert project(assumed(), years=3, seed=1) != project(assumed(), years=3, seed=2)


def test_rates_without_spread_have_no_interval() -> None:
    (one,) = project(assumed(joining=rate(0.05), leaving=rate(0.04)), years=1)
    assert one.high - one.low == pytest.approx(0)
    assert one.stock == pytest.approx(99.0)


def test_the_interval_widens_with_the_years() -> None:
    told = project(assumed(), years=10)
    widths = [one.high - one.low for one in told]
    assert widths[9] > widths[4] > widths[0] > 0


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 0.2), st.floats(0, 0.2), st.floats(0, 0.3))
def test_more_leavers_never_means_more_staff(leaving: float, more: float, joining: float) -> None:
    def last(of: float) -> float:
        told = assumed(joining=rate(joining), leaving=rate(of))
        return project(told, years=6, runs=20)[-1].stock

    assert last(leaving + more) <= last(leaving) + 1e-9


@pytest.mark.parametrize(
    ("more", "years", "words"),
    [
        ({}, 0, "0 years are not 1 to 20"),
        ({}, 21, "21 years are not 1 to 20"),
        ({"leaving": rate(0.9), "retiring": rate(0.2)}, 5, "more leave and retire than there are"),
        ({"joining": rate(-0.1)}, 5, "joining is below zero"),
        ({"stay": 1.4}, 5, "the share who stay is not 0% to 100%"),
        ({"hours": -0.7}, 5, "hours change by more than half a year"),
        ({"trained": -1.0}, 5, "trained is below zero"),
    ],
)
def test_what_cannot_be_is_refused_by_name(more: dict[str, object], years: int, words: str) -> None:
    with pytest.raises(NotRight, match=words):
        project(assumed(**more), years=years)


def test_flows_are_told_practice_by_practice() -> None:
    found = flow_between(year(2020, 10, 5, None, 5), year(2021, 12, 4, 9, None))
    assert found is not None
    assert found.joining == pytest.approx(2 / 15)
    assert found.leaving == pytest.approx(1 / 15)


def test_a_practice_that_opens_or_closes_counts_with_all_its_staff() -> None:
    before = StaffYear(year=2020, fte={"A": 8.0, "B": 2.0}, patients={})
    after = StaffYear(year=2021, fte={"A": 8.0, "C": 3.0}, patients={})
    found = flow_between(before, after)
    assert found is not None
    assert (found.joining, found.leaving) == (0.3, 0.2)
    assert after.cover == 1.0


def test_no_staff_and_missing_years_tell_no_flow() -> None:
    assert flow_between(year(2020, 0.0), year(2021, 0.0)) is None
    assert flows_of([year(2018, 1.0), year(2020, 1.0), year(2021, 2.0)])[0].year == 2021
    assert rates_of(flows_of([year(2020, 1.0), year(2021, 2.0)])) is None


def test_what_is_not_reported_is_made_up_by_patients() -> None:
    assert year(2020, 6.0, None, 4.0).cover == pytest.approx(2 / 3)
    assert year(2020, 6.0, None, 4.0).stock == pytest.approx(15.0)


def test_steady_growth_is_told_better_than_no_change() -> None:
    years = [year(2010 + n, 10 * 1.05**n, 20 * 1.05**n) for n in range(9)]
    told = held_out(years)
    assert {one.origin for one in told} == {2013, 2014, 2015, 2016, 2017}
    found = scores(told)
    assert [one.ahead for one in found] == [1, 2, 3, 4, 5]
    assert [one.years for one in found] == [5, 4, 3, 2, 1]
    assert all(one.is_better for one in found)
    assert all(one.error < 0.04 for one in found)


def test_no_change_wins_where_nothing_changes_and_that_is_said() -> None:
    years = [year(2010 + n, 10 + (n % 2) * (n < 4), 20) for n in range(8)]
    found = scores(held_out(years))
    assert not found[0].is_better


def test_no_years_are_held_out_where_nothing_can_be_told() -> None:
    assert held_out([year(2010 + n, 0.0) for n in range(6)]) == ()
    assert held_out([year(2010 + 2 * n, 5.0) for n in range(6)]) == ()
    assert held_out([year(2010, 1.0)]) == ()
    gap = [year(at, 5.0 + at % 3) for at in (2010, 2011, 2012, 2013, 2015)]
    assert [(one.origin, one.year) for one in held_out(gap)] == [(2013, 2015)]


def test_a_part_takes_the_rates_of_its_whole_and_differs_more() -> None:
    part = [year(2010 + n, 4.0) for n in range(6)]
    whole = [year(2010 + n, 4.0, 50 * (1.02 + 0.01 * (n % 2)) ** n) for n in range(6)]
    alone, within = held_out(part), held_out(part, whole)
    assert alone[0].high - alone[0].low == 0
    assert within[0].told > alone[0].told
    assert within[0].high - within[0].low > 0
    rates = rates_of(flows_of(whole))
    assert rates is not None
    assert for_smaller(rates, 100, 25).joining.spread == pytest.approx(2 * rates.joining.spread)
    assert for_smaller(rates, 100, 0) == rates


def test_demand_grows_with_those_who_make_work() -> None:
    bands = [
        DemandBand(age_from=0, age_to=64, patients=8_000, weight=1.0, growth=0.0),
        DemandBand(age_from=65, age_to=None, patients=2_000, weight=4.0, growth=0.10),
    ]
    assert demand_after(bands, 0) == 1.0
    assert demand_after(bands, 1) == pytest.approx(1.05)
    assert needed(100, bands, 2) == pytest.approx(110.5)
    assert [one.words for one in bands] == ["0 to 64", "65 and over"]
    assert demand_after([], 5) == 1.0
