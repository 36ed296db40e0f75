"""Directly standardised rates: the arithmetic, the limits and when there is none."""

from __future__ import annotations

import numpy as np
import pytest

from openpcn.engines.indicators import band_of, dsr, dsr_many, esp_2013, rate
from openpcn.kernel.errors import NotRight

EVENTS, PEOPLE, WEIGHTS = [4, 11, 30], [1200, 900, 310], [50, 35, 15]
CLOSE = 1e-12


def test_a_standardised_rate_has_dobsons_limits() -> None:
    found = dsr(EVENTS, PEOPLE, weights=WEIGHTS)
    assert found.value == pytest.approx(2046.0573476702509, rel=CLOSE)
    assert found.lower == pytest.approx(1489.9242569758771, rel=CLOSE)
    assert found.upper == pytest.approx(2740.7798248742119, rel=CLOSE)
    assert (found.numerator, found.denominator) == (45, 2410)


def test_events_that_repeat_in_one_person_widen_the_limits() -> None:
    found = dsr(EVENTS, PEOPLE, weights=WEIGHTS, squares=[8, 31, 120])
    assert found.value == pytest.approx(2046.0573476702509, rel=CLOSE)
    assert found.lower == pytest.approx(984.67252534643092, rel=CLOSE)
    assert found.upper == pytest.approx(3371.9412149848738, rel=CLOSE)
    assert "several events of one person" in found.sentence


def test_an_area_with_the_standard_ages_keeps_its_own_rate() -> None:
    people = [10 * weight for weight in esp_2013().weights]
    events = list(range(1, 20))
    assert dsr(events, people).value == pytest.approx(rate(sum(events), sum(people)).value)


def test_age_alone_does_not_make_an_area_worse() -> None:
    risk = np.linspace(0.001, 0.05, 19)
    young = np.array([3000] * 8 + [500] * 11)
    old = young[::-1]
    both = dsr_many([young * risk, old * risk], [young, old])
    assert both.value[0] == pytest.approx(both.value[1])
    crude = [(people * risk).sum() / people.sum() for people in (young, old)]
    assert crude[1] > 1.5 * crude[0]


def test_fewer_than_ten_events_are_not_standardised() -> None:
    assert dsr([2, 3, 4], PEOPLE, weights=WEIGHTS).why_not == "there are 9 events, fewer than ten."
    assert dsr([3, 3, 4], PEOPLE, weights=WEIGHTS).is_calculable
    nothing = dsr([0, 0, 0], PEOPLE, weights=WEIGHTS)
    assert (nothing.value, nothing.lower, nothing.upper) == (None, None, None)


def test_a_band_without_people_is_not_calculable_and_says_what_to_do() -> None:
    found = dsr([4, 11, 0], [1200, 900, 0], weights=WEIGHTS)
    assert found.sentence == (
        "Not calculable: nobody lives in one of the age bands; use wider bands."
    )
    many = dsr_many([EVENTS, [4, 11, 0]], [PEOPLE, [1200, 900, 0]], weights=WEIGHTS)
    assert np.isnan(many.lower[1])
    assert not np.isnan(many.lower[0])


def test_bands_that_do_not_match_are_refused() -> None:
    with pytest.raises(NotRight, match="Counts have 3 age bands, people 2 and the standard"):
        dsr([1, 2, 3], [4, 5], weights=WEIGHTS)
    with pytest.raises(NotRight, match="population 19"):
        dsr(EVENTS, PEOPLE)
    with pytest.raises(NotRight, match="has nobody in it"):
        dsr(EVENTS, PEOPLE, weights=[0, 0, 0])


def test_the_european_standard_population_has_19_bands_of_100000_people() -> None:
    standard = esp_2013()
    assert sum(standard.weights) == 100_000
    assert len(standard.bands) == 19
    assert standard.people["0-4"] == 5000
    assert standard.people["90+"] == 1000
    assert "Eurostat" in standard.source


@pytest.mark.parametrize(
    ("age", "band"), [(0, "0-4"), (4, "0-4"), (5, "5-9"), (89, "85-89"), (90, "90+"), (104, "90+")]
)
def test_every_age_is_in_one_band(age: int, band: str) -> None:
    assert band_of(age) == band
    assert band in esp_2013().bands


def test_limits_of_standardised_rates_cover_the_truth() -> None:
    chance = np.random.default_rng(3)
    people = np.tile(np.array([400, 900, 700, 150]), (3000, 1))
    risk = np.array([0.002, 0.01, 0.03, 0.12])
    weights = [40, 30, 20, 10]
    truth = risk @ np.array(weights) / 100 * 1000
    found = dsr_many(chance.poisson(people * risk), people, weights=weights, per=1000)
    assert 0.94 <= np.mean((found.lower <= truth) & (truth <= found.upper)) <= 0.975
