"""XmR charts against published values, and every rule with a case that breaks it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from openpcn.engines.spc import (
    Assurance,
    Better,
    Chart,
    Limits,
    Reading,
    Recalculation,
    Side,
    Signal,
    Variation,
    assurance_of,
    expected_on,
    limits_of,
    xmr,
)
from openpcn.engines.spc.signals import signals_of
from openpcn.kernel.errors import NotPossible, NotRight

FIRST = date(2024, 1, 31)
NIST = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
"""Flow rates of ten batches, NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2."""
PLOT_THE_DOTS = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
"""The data of NHSRplotthedots, "Deviations from Excel defaults", 1."""
FLAT = (10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11)


def read(*values: float) -> list[Reading]:
    return [
        Reading(on=FIRST + timedelta(days=30 * at), value=value) for at, value in enumerate(values)
    ]


def drawn(*values: float, better: Better = Better.HIGHER, **more: object) -> Chart:
    return xmr(read(*values), better=better, **more)  # type: ignore[arg-type]


def signalled(chart: Chart, signal: Signal) -> list[int]:
    return [at for at, one in enumerate(chart.points) if signal in one.signals]


def test_limits_are_those_of_the_engineering_handbook() -> None:
    found = limits_of(NIST)
    assert found is not None
    assert found.mean == pytest.approx(50.81, abs=1e-9)
    assert found.mean_range == pytest.approx(1.8778, abs=5e-5)
    # The handbook divides by 1.128, which is 2.6596 to a limit where the NHS has 2.66.
    assert found.high == pytest.approx(55.8041, abs=1e-3)
    assert found.low == pytest.approx(45.8159, abs=1e-3)
    assert drawn(*NIST).variation is Variation.ORDINARY


def test_no_value_is_screened_out_as_in_the_published_spreadsheets() -> None:
    found = limits_of(PLOT_THE_DOTS)
    assert found is not None
    assert found.mean == pytest.approx(35 / 18)
    assert found.mean_range == pytest.approx(32 / 17)
    assert found.high == pytest.approx(6.9516, abs=1e-4)
    assert found.low == pytest.approx(-3.0627, abs=1e-4)
    assert found.range_limit == pytest.approx(3.267 * 32 / 17)
    assert signalled(drawn(*PLOT_THE_DOTS), Signal.OUTSIDE) == [4]


def test_a_value_on_its_limit_is_inside() -> None:
    assert signals_of([12.66, 7.34], Limits(values=12, mean=10, mean_range=1)) == [{}, {}]
    beyond = signals_of([12.67, 7.33], Limits(values=12, mean=10, mean_range=1))
    assert beyond == [{Signal.OUTSIDE: Side.HIGH}, {Signal.OUTSIDE: Side.LOW}]


AROUND_10 = Limits(values=20, mean=10, mean_range=3)
"""Limits at 2.02 and 17.98; the outer thirds begin at 4.68 and 15.32."""


def places(signal: Signal, *values: float) -> dict[int, Side]:
    found = signals_of(values, AROUND_10)
    return {at: one[signal] for at, one in enumerate(found) if signal in one}


@pytest.mark.parametrize(("way", "side"), [(1, Side.HIGH), (-1, Side.LOW)])
def test_seven_on_one_side_are_a_shift_and_six_are_not(way: int, side: Side) -> None:
    row = [10 + way * one for one in (1, 2, 1, 3, 1, 2, 1)]
    other = 10 - way
    assert places(Signal.SHIFT, other, *row, other) == dict.fromkeys(range(1, 8), side)
    assert places(Signal.SHIFT, other, *row, 10 + way) == dict.fromkeys(range(1, 9), side)
    assert places(Signal.SHIFT, other, *row[:6], other) == {}


def test_a_value_on_the_mean_ends_a_shift() -> None:
    assert places(Signal.SHIFT, 11, 12, 11, 10, 11, 12, 11, 13) == {}


@pytest.mark.parametrize(("steps", "found"), [(6, 7), (5, 0), (8, 9)])
def test_six_steps_in_one_direction_are_a_trend(steps: int, found: int) -> None:
    climb = [6 + at for at in range(steps + 1)]
    assert places(Signal.TREND, 9, *climb, 3) == dict.fromkeys(range(1, found + 1), Side.HIGH)
    fall = climb[::-1]
    assert places(Signal.TREND, 3, *fall, 9) == dict.fromkeys(range(1, found + 1), Side.LOW)


def test_two_equal_values_end_a_trend() -> None:
    assert places(Signal.TREND, 5, 6, 7, 8, 8, 9, 10, 11) == {}


def test_two_of_three_close_to_a_limit_are_marked_and_the_third_is_not() -> None:
    assert places(Signal.NEAR, 9, 16, 11, 16, 9) == {1: Side.HIGH, 3: Side.HIGH}
    assert places(Signal.NEAR, 11, 4, 3, 9, 11) == {1: Side.LOW, 2: Side.LOW}
    assert places(Signal.NEAR, 11, 16, 9, 16, 11) == {}
    assert places(Signal.NEAR, 11, 16, 11, 11, 16, 11) == {}
    assert places(Signal.NEAR, 11, 16, 18, 11, 11) == {}


@pytest.mark.parametrize(
    ("better", "last", "variation"),
    [
        (Better.HIGHER, 40, Variation.IMPROVING_HIGHER),
        (Better.HIGHER, -40, Variation.CONCERN_LOWER),
        (Better.LOWER, 40, Variation.CONCERN_HIGHER),
        (Better.LOWER, -40, Variation.IMPROVING_LOWER),
        (Better.NEITHER, 40, Variation.NEUTRAL_HIGHER),
        (Better.NEITHER, -40, Variation.NEUTRAL_LOWER),
        (Better.NEITHER, 10, Variation.ORDINARY),
    ],
)
def test_the_newest_value_says_how_it_varies(
    better: Better, last: float, variation: Variation
) -> None:
    found = drawn(*FLAT, last, better=better).variation
    assert found is variation
    assert found.is_improving == ("improving" in found)
    assert found.is_of_concern == ("concern" in found)


def test_a_trend_speaks_by_its_direction_and_a_shift_before_it() -> None:
    up = drawn(14, 6, 14, 6, 14, 6, 14, 6, 7, 8, 9, 10, 11, 12)
    assert up.points[-1].signals == (Signal.TREND,)
    assert up.variation is Variation.IMPROVING_HIGHER
    below = drawn(40, 18, 41, 17, 40, 18, 41, 17, 18, 19, 20, 21, 22, 22.5)
    assert below.points[-1].signals == (Signal.SHIFT, Signal.TREND)
    assert below.variation is Variation.CONCERN_LOWER


@pytest.mark.parametrize(
    ("better", "target", "assurance"),
    [
        (Better.HIGHER, 7, Assurance.PASSING),
        (Better.HIGHER, 13, Assurance.FAILING),
        (Better.LOWER, 13, Assurance.PASSING),
        (Better.LOWER, 7, Assurance.FAILING),
        (Better.LOWER, 12.66, Assurance.HIT_AND_MISS),
        (Better.HIGHER, 10, Assurance.HIT_AND_MISS),
        (Better.NEITHER, 10, Assurance.NO_TARGET),
        (Better.HIGHER, None, Assurance.NO_TARGET),
    ],
)
def test_a_target_is_passed_failed_or_hit_and_missed(
    better: Better, target: float | None, assurance: Assurance
) -> None:
    limits = Limits(values=12, mean=10, mean_range=1)
    assert assurance_of(limits, target, better) is assurance


def test_fewer_than_five_readings_have_no_limits_and_say_nothing() -> None:
    chart = drawn(1, 50, 1, 50, target=20)
    assert chart.limits is None
    assert chart.variation is Variation.NOT_KNOWN
    assert chart.assurance is Assurance.NOT_KNOWN
    assert "five readings or more" in chart.caution


def test_limits_of_fewer_than_twelve_are_on_trial() -> None:
    assert "Trial limits from 10 readings" in drawn(*NIST).caution
    assert drawn(*FLAT).caution == ""


def test_limits_begin_anew_from_a_recorded_step_with_its_reason() -> None:
    values = (*FLAT, *(one + 20 for one in FLAT))
    readings = read(*values)
    step = Recalculation(on=readings[12].on, reason="A new clinic opened")
    chart = xmr(readings, better=Better.HIGHER, target=20, recalculated=[step])
    before, after = chart.periods
    assert (before.reason, after.reason) == ("", "A new clinic opened")
    assert before.limits is not None
    assert after.limits is not None
    assert after.limits.mean == pytest.approx(before.limits.mean + 20)
    assert after.limits.mean_range == pytest.approx(before.limits.mean_range)
    assert chart.points[12].moving_range is None
    assert chart.points[13].moving_range == 2
    assert all(not one.signals for one in chart.points)
    assert chart.assurance is Assurance.PASSING
    whole = xmr(readings, better=Better.HIGHER, target=20)
    assert len(signalled(whole, Signal.SHIFT)) == 24


def test_a_step_before_all_or_after_all_readings_or_followed_by_none_changes_nothing() -> None:
    readings = read(*FLAT)
    plain = xmr(readings)
    for days in (-10, 30 * 12):
        step = Recalculation(on=FIRST + timedelta(days=days), reason="x")
        assert xmr(readings, recalculated=[step]) == plain
    two = [
        Recalculation(on=FIRST + timedelta(days=151), reason="first"),
        Recalculation(on=FIRST + timedelta(days=160), reason="second"),
    ]
    assert [one.reason for one in xmr(readings, recalculated=two).periods] == ["", "second"]


def test_values_that_never_change_have_limits_on_their_mean() -> None:
    chart = drawn(*([3.0] * 12), 3.5)
    assert signalled(drawn(*([3.0] * 13)), Signal.OUTSIDE) == []
    assert chart.points[-1].signals == (Signal.OUTSIDE,)


def test_readings_that_cannot_be_drawn_are_refused() -> None:
    with pytest.raises(NotPossible, match="no reading"):
        xmr([])
    with pytest.raises(NotRight, match="wrong order"):
        xmr(read(1, 2)[::-1])
    with pytest.raises(NotRight, match="wrong order"):
        xmr([*read(1), *read(2)])
    with pytest.raises(NotRight, match="no number"):
        xmr(read(1, float("nan")))


def test_a_way_is_straight_from_baseline_over_milestones_to_target() -> None:
    way = [
        (date(2024, 1, 1), Decimal(10)),
        (date(2024, 1, 11), Decimal(20)),
        (date(2024, 1, 31), Decimal(40)),
    ]
    assert expected_on([], date(2024, 1, 1)) is None
    assert expected_on(way, date(2023, 12, 31)) is None
    assert expected_on(way, date(2024, 1, 1)) == 10
    assert expected_on(way, date(2024, 1, 6)) == 15
    assert expected_on(way, date(2024, 1, 21)) == 30
    assert expected_on(way, date(2025, 1, 1)) == 40
