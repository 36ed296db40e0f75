"""Bids ranked by their points: shared places, and what nobody has scored."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.premises.ranking import rank

PRIORITIES = ("a", "b", "c")


def test_bids_with_the_same_points_share_a_place_and_the_next_follows_after_them() -> None:
    found = rank({1: {"a": 1}, 2: {"a": 3}, 3: {"b": 3}, 4: {}}, PRIORITIES, 3)
    assert [(one.bid, one.rank, one.points) for one in found] == [
        (2, 1, 3), (3, 1, 3), (1, 3, 1), (4, 4, 0),
    ]  # fmt: skip
    assert {one.most for one in found} == {9}


def test_what_is_not_scored_is_named_and_other_priorities_do_not_count() -> None:
    (one,) = rank({1: {"a": 2, "b": 0, "c": 3, "old": 3}}, PRIORITIES, 3)
    assert (one.points, one.unscored, one.is_complete) == (5, (), True)
    (other,) = rank({1: {"b": 1}}, PRIORITIES, 3)
    assert (other.unscored, other.is_complete) == (("a", "c"), False)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.integers(1, 20), st.dictionaries(st.sampled_from(PRIORITIES), st.integers(0, 3))
    )
)
def test_more_points_never_come_later(scores: dict[int, dict[str, int]]) -> None:
    found = rank(scores, PRIORITIES, 3)
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    assert {one.bid for one in found} == set(scores)
