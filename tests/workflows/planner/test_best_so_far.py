"""What somebody who watches a proposal is told of the best so far and its bound."""

from __future__ import annotations

import math

import pytest

from openpcn.workflows.planner.propose import best_so_far


@pytest.mark.parametrize(
    ("best", "bound", "said"),
    [
        (math.inf, 0.0, "no plan yet."),
        (6_408_525.14, 0.0, "the best so far still misses a size; looking on."),
        (2.59, 0.0, "the best so far is 2.59 km (per patient); no bound is proved yet."),
        (
            2.5,
            2.0,
            (
                "the best so far is 2.50 km and none can be below 2.00 km (per patient): "
                "at most 20.0% is left to gain."
            ),
        ),
    ],
)
def test_the_best_so_far_is_told_with_what_is_known_of_its_bound(
    best: float, bound: float, said: str
) -> None:
    assert best_so_far(best, bound, counts_change=False) == said


def test_a_dial_for_change_is_named_beside_the_distance() -> None:
    said = best_so_far(2.5, 2.0, counts_change=True)
    assert "(each change of network counted as well)" in said
