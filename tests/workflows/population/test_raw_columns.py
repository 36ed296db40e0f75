"""Rows in order of person and day, by whichever way of sorting."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from openpcn.workflows.population.raw_columns import by_person_and_day, mix_equal


@pytest.mark.parametrize(("people", "days"), [(50, 400), (70_000, 400), (50, 80_000)])
def test_rows_are_sorted_by_person_and_day_however_large_the_numbers(
    people: int, days: int
) -> None:
    chance = np.random.default_rng(7)
    person, day = chance.integers(0, people, 3_000), chance.integers(-9_000, days, 3_000)
    person[:2], day[:2] = (0, people - 1), (-9_000, days - 1)
    order, again = by_person_and_day(person, day)
    assert order.tolist() == sorted(range(3_000), key=lambda at: (person[at], day[at]))
    pairs = list(zip(person[order].tolist(), day[order].tolist(), strict=True))
    assert again.tolist() == [one == other for one, other in pairwise(pairs)]


def test_equal_rows_that_tie_meet() -> None:
    person, day = np.zeros(7, dtype=np.int64), np.array([1, 5, 5, 5, 5, 5, 9])
    mixed = np.array([3, -8, 77, -8, 77, -8, 3]) * 0x1E3779B97F4A7C15
    order, again = by_person_and_day(person, day)
    mix_equal(order, again, mixed)
    assert order[[0, 6]].tolist() == [0, 6]
    assert sorted(map(sorted, ([1, 3, 5], [2, 4]))) in (
        [sorted(order[1:4].tolist()), sorted(order[4:6].tolist())],
        [sorted(order[3:6].tolist()), sorted(order[1:3].tolist())],
    )


def test_no_rows_are_in_order() -> None:
    none = np.zeros(0, dtype=np.int64)
    order, again = by_person_and_day(none, none)
    assert order.size == again.size == 0
