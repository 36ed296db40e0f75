"""Slope and relative index of inequality."""

from __future__ import annotations

import numpy as np
import pytest

from openpcn.engines.indicators import Estimate, byar, inequality_of, rate, sii
from openpcn.kernel.errors import NotPossible, NotRight

VALUES, ERRORS, PEOPLE = (
    [90, 84.5, 80, 77, 70.25],
    [3, 2.5, 2, 2.25, 3],
    [1200, 1000, 900, 1100, 800],
)
CLOSE = 1e-12


def test_the_indices_are_those_of_a_regression_worked_out_elsewhere() -> None:
    found = inequality_of(VALUES, ERRORS, PEOPLE)
    assert found.slope.value == pytest.approx(23.345864661654135, rel=CLOSE)
    assert found.slope.lower == pytest.approx(14.322330519125172, rel=CLOSE)
    assert found.slope.upper == pytest.approx(32.369398804183099, rel=CLOSE)
    assert found.at_least_deprived == pytest.approx(69.407067669172932, rel=CLOSE)
    assert found.at_most_deprived == pytest.approx(92.752932330827068, rel=CLOSE)
    assert found.relative.value == pytest.approx(1.3363614894801725, rel=CLOSE)
    assert found.relative.lower == pytest.approx(1.1947486387055655, rel=CLOSE)
    assert found.relative.upper == pytest.approx(1.4964032767998888, rel=CLOSE)


def test_the_limits_are_what_endless_simulation_comes_to() -> None:
    chance = np.random.default_rng(8)
    drawn = chance.normal(VALUES, ERRORS, size=(200_000, 5))
    share = np.array(PEOPLE) / sum(PEOPLE)
    rank = 1 - (np.cumsum(share) - share / 2)
    root = np.sqrt(share)
    design = np.column_stack([root, rank * root])
    fitted, *_ = np.linalg.lstsq(design, (drawn * root).T, rcond=None)
    found = inequality_of(VALUES, ERRORS, PEOPLE)
    assert np.quantile(fitted[1], [0.025, 0.975]) == pytest.approx(
        [found.slope.lower, found.slope.upper], abs=0.1
    )
    assert np.quantile((fitted[0] + fitted[1]) / fitted[0], [0.025, 0.975]) == pytest.approx(
        [found.relative.lower, found.relative.upper], abs=0.003
    )


def test_more_among_the_deprived_is_above_nought_and_above_one() -> None:
    rising = [rate(900 - 60 * tenth, 100_000) for tenth in range(10)]
    found = sii(rising, [10_000] * 10)
    assert found.slope.value > 0
    assert found.relative.value > 1
    assert found.slope.per == 100_000
    assert found.sentence.startswith("The fitted value runs from 330 among the least deprived to")
    turned = sii(rising[::-1], [10_000] * 10)
    assert turned.slope.value == pytest.approx(-found.slope.value)
    assert turned.relative.value < 1


def test_the_same_everywhere_is_no_inequality() -> None:
    found = inequality_of([50.0] * 5, [2.0] * 5, PEOPLE)
    assert found.slope.value == pytest.approx(0, abs=1e-12)
    assert found.relative.value == pytest.approx(1)


def test_a_ratio_to_almost_nothing_is_not_shown() -> None:
    found = inequality_of([50, 38, 26, 13, 1], [5] * 5, [100] * 5)
    assert found.slope.is_calculable
    assert found.relative.why_not == (
        "the fitted value of the least deprived is not clearly above nought."
    )
    assert not inequality_of([50, 38, 2, 0, 0], [1] * 5, [100] * 5).relative.is_calculable


def test_groups_without_a_value_without_people_or_too_few_groups_are_refused() -> None:
    with pytest.raises(NotPossible, match="1 of the 5 groups have no value"):
        sii([rate(1, 100)] * 4 + [rate(0, 0)], PEOPLE)
    with pytest.raises(NotPossible, match="One of the groups has nobody"):
        inequality_of(VALUES, ERRORS, [0, *PEOPLE[1:]])
    with pytest.raises(NotPossible, match="A slope over 4 groups says little"):
        inequality_of(VALUES[:4], ERRORS[:4], PEOPLE[:4])
    with pytest.raises(NotPossible, match="A slope over 0 groups"):
        sii([], [])
    with pytest.raises(NotRight, match="5 values, 5 standard errors and 4 populations"):
        inequality_of(VALUES, ERRORS, PEOPLE[:4])


def test_a_value_without_limits_has_no_standard_error() -> None:
    known = byar(20)
    bare = Estimate(
        numerator=20,
        denominator=None,
        value=20,
        lower=None,
        upper=None,
        per=1,
        level=0.95,
        method=known.method,
    )
    assert bare.sentence.startswith("20. Limits of the count")
    with pytest.raises(NotRight, match="Each group needs limits"):
        sii([bare] * 5, PEOPLE)
