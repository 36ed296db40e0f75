"""The parts of an evaluation against slow and obvious versions of themselves."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from openpcn.engines.evaluation import Effect, Lever, towards_target
from openpcn.engines.evaluation.balance import balance
from openpcn.engines.evaluation.matching import columns_of, match
from openpcn.engines.evaluation.propensity import log_odds
from openpcn.engines.evaluation.sensitivity import e_value
from openpcn.engines.evaluation.uncertainty import (
    Clusters,
    Pull,
    limits,
    pull_of,
    ratio_limits,
)
from tests.engines.evaluation.interventions import invent
from tests.engines.evaluation.seen import as_seen


def effect(ratio: float | None, lower: float | None, upper: float | None) -> Effect:
    return Effect(
        difference=0,
        difference_lower=-1,
        difference_upper=1,
        ratio=ratio,
        ratio_lower=lower,
        ratio_upper=upper,
        rate_after=1,
        rate_without=1,
        comparison_change=0,
        practices=9,
        level=0.95,
    )


def test_log_odds_are_where_the_likelihood_is_greatest() -> None:
    chance = np.random.default_rng(2)
    columns = chance.normal(size=(800, 2)) * [3, 50] + [10, -4]
    truth = -1 + 0.6 * (columns[:, 0] - 10) / 3 - 0.8 * (columns[:, 1] + 4) / 50
    treated = chance.random(800) < 1 / (1 + np.exp(-truth))
    found = log_odds(columns, treated)
    assert np.corrcoef(found, truth)[0, 1] > 0.97
    # At the greatest likelihood the chances add up to those treated, and so with each column.
    left = treated - 1 / (1 + np.exp(-found))
    assert abs(left.sum()) < 0.01
    assert np.abs(((columns - columns.mean(0)) / columns.std(0)).T @ left).max() < 0.2


def test_log_odds_stay_finite_where_a_column_tells_exactly_who_was_chosen() -> None:
    treated = np.array([True] * 30 + [False] * 30)
    found = log_odds(np.column_stack([treated * 1.0, np.zeros(60)]), treated)
    assert np.isfinite(found).all()
    assert found[0] > 0 > found[-1]


@pytest.fixture(scope="module")
def seen():
    return as_seen(invent(21, true_ratio=1.0, people=3000))


def test_matched_people_are_alike_and_are_used_once(seen) -> None:
    people, outcomes = seen
    found = match(people, outcomes)
    assert len(set(found.place.tolist())) == len(found.place)
    score = log_odds(columns_of(people, outcomes), people.treated)
    reach = 0.2 * score.std()
    for number in range(found.treated_matched):
        inside = found.place[found.set_of == number]
        treated = inside[people.treated[inside]]
        others = inside[~people.treated[inside]]
        assert len(treated) == 1
        assert 1 <= len(others) <= 3
        assert (people.exact["sex"][inside] == people.exact["sex"][treated[0]]).all()
        assert (np.abs(score[others] - score[treated[0]]) <= reach + 1e-12).all()
        assert found.weight[found.set_of == number].sum() == pytest.approx(2)


def test_the_first_turn_takes_the_nearest_as_a_slow_search_does(seen) -> None:
    people, outcomes = seen
    found = match(people, outcomes, ratio=1)
    score = log_odds(columns_of(people, outcomes), people.treated)
    reach = 0.2 * score.std()
    slow: dict[int, int] = {}
    for sex in ("F", "M"):
        same = people.exact["sex"] == sex
        free = set(np.flatnonzero(same & ~people.treated).tolist())
        chosen = np.flatnonzero(same & people.treated)
        for person in chosen[np.argsort(-score[chosen], kind="stable")].tolist():
            near = min(free, key=lambda one: abs(score[one] - score[person]))
            if abs(score[near] - score[person]) <= reach:
                slow[person] = near
                free.remove(near)
    quick = dict(found.place.reshape(-1, 2).tolist())
    assert quick.keys() == slow.keys()
    assert sum(
        abs(abs(score[quick[one]] - score[one]) - abs(score[slow[one]] - score[one])) < 1e-9
        for one in slow
    ) == len(slow)


def test_people_without_any_time_are_not_compared(seen) -> None:
    people, outcomes = seen
    gone = np.where(np.arange(people.treated.size) % 2 == 0, 0.0, people.years_after)
    found = match(replace(people, years_after=gone), outcomes)
    assert (found.place % 2 == 1).all()


def test_matching_brings_the_two_sides_together(seen) -> None:
    people, outcomes = seen
    for line in balance(people, outcomes, match(people, outcomes)):
        assert abs(line.difference) < 0.25
    use = balance(people, outcomes, match(people, outcomes))[-2]
    assert use.difference_unmatched > 0.4
    assert abs(use.difference) < 0.15
    same = replace(people, measured={"height": np.full(people.treated.size, 170.0)})
    assert balance(same, [], match(same, outcomes))[0].difference == pytest.approx(0)


def test_an_error_is_what_clusters_add_up_to() -> None:
    each = np.array([1.0, 2, -3, 4, -1, -3])
    clusters = Clusters(
        practice=np.array([0, 0, 1, 1, 2, 2]), matched_set=np.array([0, 1, 0, 1, 2, 2])
    )
    pull = pull_of(each, clusters)
    practices, sets, both = (
        sum(sum(each[at] for at in group) ** 2 for group in groups)
        for groups in (
            [[0, 1], [2, 3], [4, 5]],
            [[0, 2], [1, 3], [4, 5]],
            [[0], [1], [2], [3], [4, 5]],
        )
    )
    assert pull.error == pytest.approx(math.sqrt(sets + max(1.5 * practices - both, 0)))
    alone = pull_of(each, Clusters(practice=np.zeros(6, int), matched_set=np.arange(6)))
    assert alone.error == pytest.approx(math.sqrt((each**2).sum()))


def test_limits_are_symmetric_without_skewness_and_lean_with_it() -> None:
    even = Pull(practice=np.array([1.0, -1]), matched_set=np.array([1.0, -1]), both=np.zeros(2))
    low, high = limits(5, even, 2)
    assert 5 - low == pytest.approx(high - 5)
    lopsided = Pull(practice=np.zeros(2), matched_set=np.array([3.0] + [-1] * 3), both=np.zeros(2))
    low, high = limits(5, lopsided, 1)
    assert high - 5 > 5 - low


def test_the_interval_of_a_ratio_excludes_one_when_that_of_the_difference_excludes_nought() -> None:
    chance = np.random.default_rng(9)
    agreed = []
    for _ in range(60):
        top, bottom = chance.normal(0, 0.03, 40), chance.normal(0, 0.03, 40)
        clusters = Clusters(practice=np.arange(40) // 4, matched_set=np.arange(40))
        of_top, of_bottom = pull_of(top, clusters), pull_of(bottom, clusters)
        rate, without = 1.0, chance.uniform(0.3, 2.5)
        low, high = limits(rate - without, of_top.less(of_bottom, 1.0), 2)
        ratio_low, ratio_high = ratio_limits(rate, without, of_top, of_bottom, 2)
        excludes_one = (ratio_low or 0) > 1 or (ratio_high or 9) < 1
        agreed.append(excludes_one == (low > 0 or high < 0))
        if ratio_low is not None and ratio_high is not None:
            assert ratio_low < rate / without < ratio_high
    assert all(agreed)


def test_a_ratio_to_what_may_be_nothing_has_no_upper_limit() -> None:
    wide = Pull(practice=np.zeros(2), matched_set=np.array([0.5, -0.5]), both=np.zeros(2))
    none = Pull(practice=np.zeros(2), matched_set=np.zeros(2), both=np.zeros(2))
    low, high = ratio_limits(1.0, 0.6, none, wide, 2)
    assert high is None
    assert low is not None
    assert ratio_limits(0.0, 0.0, none, none, 2) == (None, None)


def test_e_values_are_those_of_the_paper() -> None:
    assert e_value(effect(3.9, 1.8, 8.7)) == (pytest.approx(7.26, abs=0.01), pytest.approx(3.0))
    assert e_value(effect(0.8, 0.71, 0.91))[0] == pytest.approx(1.81, abs=0.01)
    assert e_value(effect(0.8, 0.71, 0.91))[1] == pytest.approx(1.43, abs=0.01)
    assert e_value(effect(0.9, 0.7, 1.2))[1] == 1.0
    assert e_value(effect(0.9, None, None))[1] == 1.0
    assert e_value(effect(None, None, None)) == (None, None)
    assert e_value(effect(0.0, None, 0.5))[0] == math.inf


def test_progress_to_a_target_upwards() -> None:
    more = Lever(words="A tenth more", outcome="checks", change=0.1, source="test")
    found = towards_target(effect(1.2, 1.12, 1.3), more)
    assert found.progress.value == "reached"
    assert found.share == pytest.approx(2.0)
