"""Limits of shares, counts, rates and ratios, against values worked out to 40 digits elsewhere.

The expected numbers were found by halving the interval of each definition, not by its formula.
"""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from openpcn.engines.indicators import (
    byar,
    byar_many,
    expected_events,
    rate,
    rate_many,
    ratio,
    ratio_many,
    wilson,
    wilson_many,
)
from openpcn.kernel.errors import NotRight

CLOSE = {"rel": 1e-12, "abs": 1e-18}


@pytest.mark.parametrize(
    ("part", "whole", "level", "lower", "upper"),
    [
        (37, 1234, 0.95, 0.021830557376379046, 0.04105427998789423),
        (0, 10, 0.95, 0.0, 0.27753279986288925),
        (10, 10, 0.95, 0.72246720013711075, 1.0),
        (1, 2_000_000, 0.95, 8.8262282920130412e-8, 2.8324615175068296e-6),
        (65, 100, 0.998, 0.49549465740704473, 0.77835406140896857),
    ],
)
def test_wilsons_limits_are_the_roots_of_their_definition(
    part: int, whole: int, level: float, lower: float, upper: float
) -> None:
    found = wilson(part, whole, level=level)
    assert found.value == part / whole
    assert found.lower == pytest.approx(lower, **CLOSE)
    assert found.upper == pytest.approx(upper, **CLOSE)


@pytest.mark.parametrize(
    ("count", "level", "lower", "upper"),
    [
        (0, 0.95, 0.0, 3.6888794541139363),
        (1, 0.95, 0.025317807984289875, 5.5716433909388986),
        (9, 0.95, 4.1153730973783324, 17.08480345141917),
        (9, 0.998, 2.4524244043637749, 22.657373309062931),
        (10, 0.95, 4.7874499139675618, 18.391458605756476),
        (25, 0.95, 16.174265921657206, 36.906450692185356),
        (25, 0.998, 12.304459286405249, 44.674780177578089),
        (4321, 0.95, 4193.1126247687228, 4451.7965400457586),
    ],
)
def test_counts_have_exact_limits_below_ten_and_byars_from_ten(
    count: int, level: float, lower: float, upper: float
) -> None:
    found = byar(count, level=level)
    assert (found.lower, found.upper) == (
        pytest.approx(lower, **CLOSE),
        pytest.approx(upper, **CLOSE),
    )
    per_rate, per_ratio = rate(count, 5000, per=1000, level=level), ratio(count, 8, level=level)
    assert per_rate.upper == pytest.approx(upper / 5, **CLOSE)
    assert per_ratio.lower == pytest.approx(lower / 8, **CLOSE)


def exact_by_summing(count: int, level: float) -> tuple[float, float]:
    """The exact limits of a Poisson count, by adding up probabilities and halving an interval."""
    tail = (1 - level) / 2

    def at_most(k: int, mean: float) -> float:
        return sum(math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(k + 1))

    def halve(f) -> float:  # type: ignore[no-untyped-def]
        low, high = 1e-9, 400.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if f(middle) else (low, middle)
        return low

    lower = halve(lambda mean: 1 - at_most(count - 1, mean) < tail) if count else 0.0
    return lower, halve(lambda mean: at_most(count, mean) > tail)


def test_byars_limits_stay_close_to_the_exact_ones() -> None:
    for count in (3, 10, 17, 80):
        exact = exact_by_summing(count, 0.95)
        found = byar(count)
        assert (found.lower, found.upper) == pytest.approx(exact, rel=0.01 if count >= 10 else 1e-9)


def test_many_areas_at_once_are_answered_as_each_alone() -> None:
    chance = random.Random(5)
    wholes = [chance.randint(1, 5000) for _ in range(200)]
    parts = [chance.randint(0, whole) for whole in wholes]
    for many, alone in ((wilson_many, wilson), (rate_many, rate), (ratio_many, ratio)):
        together = many(parts, wholes)
        for at, (part, whole) in enumerate(zip(parts, wholes, strict=True)):
            one = alone(part, whole)
            assert (one.value, one.lower, one.upper) == (
                together.value[at],
                together.lower[at],
                together.upper[at],
            )
            assert one.lower <= one.value <= one.upper
    assert byar_many(parts).upper[7] == byar(parts[7]).upper


def test_wilsons_limits_are_right_for_the_other_people_too() -> None:
    for part, whole in ((0, 1), (3, 17), (1, 9_000_000), (40, 41)):
        with_it, without = wilson(part, whole), wilson(whole - part, whole)
        assert with_it.lower == pytest.approx(1 - without.upper, abs=1e-15)
        assert with_it.upper == pytest.approx(1 - without.lower, abs=1e-15)


def test_limits_cover_what_they_are_to_cover() -> None:
    chance = np.random.default_rng(11)
    shares = wilson_many(chance.binomial(400, 0.07, 4000), np.full(4000, 400))
    rates = rate_many(chance.poisson(12, 4000), np.full(4000, 1.0), per=1)
    for found, truth in ((shares, 0.07), (rates, 12)):
        covered = np.mean((found.lower <= truth) & (truth <= found.upper))
        assert 0.94 <= covered <= 0.975


def test_a_denominator_of_nought_is_not_calculable_and_does_not_spoil_the_others() -> None:
    assert wilson(0, 0).sentence == "Not calculable: there is nobody in the denominator."
    assert not rate(0, 0).is_calculable
    assert rate(3, 0).why_not == "nobody was there to whom it could happen."
    assert ratio(3, 0).why_not == "no events are expected."
    many = wilson_many([0, 5], [0, 10])
    assert np.isnan(many.value[0])
    assert np.isnan(many.upper[0])
    assert many.value[1] == 0.5


def test_more_people_with_it_than_people_are_refused() -> None:
    with pytest.raises(NotRight, match="11 people out of 10 cannot be"):
        wilson(11, 10)
    with pytest.raises(NotRight, match="6 people out of 5 cannot be"):
        wilson_many([1, 6], [10, 5])


@pytest.mark.parametrize("wrong", [-1, math.nan, math.inf])
def test_numbers_that_cannot_be_are_refused(wrong: float) -> None:
    for asked in (lambda: wilson(wrong, 10), lambda: byar(wrong), lambda: rate(1, wrong)):
        with pytest.raises(NotRight, match="are nought or more, and known"):
            asked()


def test_words_lists_of_unlike_length_and_levels_without_sense_are_refused() -> None:
    with pytest.raises(NotRight, match="Counts are numbers"):
        byar("many")  # type: ignore[arg-type]
    with pytest.raises(NotRight, match="There are 2 counts and 1 denominators"):
        rate_many([1, 2], [3])
    with pytest.raises(NotRight, match="A level is between 0 and 1"):
        wilson(1, 2, level=95)


def test_an_estimate_says_what_it_is() -> None:
    assert rate(7, 51234).sentence == (
        "13.66 per 100,000 (95% interval 5.493 to 28.15). Limits of the count by Byar's method; "
        "exact (Poisson) where there are fewer than ten."
    )
    assert "99.8% interval" in wilson(5, 10, level=0.998).sentence
    assert "Wilson 1927" in wilson(1, 2).method.source
    assert byar(4321).sentence.startswith("4,321 (95% interval 4,193 to 4,452).")


def test_expected_events_are_the_rates_of_the_reference_on_our_people() -> None:
    expected = expected_events([100, 50], reference_counts=[10, 30], reference_people=[1000, 600])
    assert expected == pytest.approx(100 * 0.01 + 50 * 0.05)
    with pytest.raises(NotRight, match="Nobody of the reference population"):
        expected_events([1, 1], reference_counts=[0, 1], reference_people=[0, 9])
    with pytest.raises(NotRight, match="1 age bands here and 2"):
        expected_events([1], reference_counts=[0, 1], reference_people=[5, 9])
