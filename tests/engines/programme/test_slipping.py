"""Milestones that are expected before what they need."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.programme.slipping import Expected, slips

MARCH, APRIL, MAY = date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 1)


def test_a_milestone_before_what_it_needs_is_told_with_the_need_that_comes_last() -> None:
    found = slips(
        [
            Expected(id=1, on=MARCH, needs=(2, 3)),
            Expected(id=2, on=APRIL),
            Expected(id=3, on=MAY),
        ]
    )
    assert [(one.id, one.needs, one.not_before, one.days) for one in found] == [(1, 3, MAY, 61)]


def test_a_delay_is_handed_on_along_the_needs() -> None:
    found = slips(
        [
            Expected(id=1, on=MAY, needs=(2,)),
            Expected(id=2, on=MARCH, needs=(3,)),
            Expected(id=3, on=date(2027, 6, 1)),
        ]
    )
    assert [(one.id, one.not_before) for one in found] == [
        (2, date(2027, 6, 1)), (1, date(2027, 6, 1)),
    ]  # fmt: skip


def test_what_was_reached_waits_for_nothing_and_an_unknown_need_is_taken_as_met() -> None:
    reached = Expected(id=1, on=MARCH, is_reached=True, needs=(2,))
    assert slips([reached, Expected(id=2, on=MAY), Expected(id=3, on=MARCH, needs=(9,))]) == ()


def test_a_circle_in_what_was_once_known_comes_to_an_end() -> None:
    found = slips([Expected(id=1, on=MARCH, needs=(2,)), Expected(id=2, on=APRIL, needs=(1,))])
    assert [(one.id, one.not_before) for one in found] == [(1, APRIL)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.booleans(), st.sets(st.integers(0, 7))), max_size=8)
)
def test_nothing_told_is_earlier_than_what_it_needs(rows: list) -> None:
    held = [
        Expected(id=at, on=date.fromordinal(739_000 + n), is_reached=done, needs=tuple(needs))
        for at, (n, done, needs) in enumerate(rows)
    ]
    by_id = {one.id: one for one in held}
    for slip in slips(held):
        assert slip.not_before > slip.on
        assert slip.not_before >= by_id[slip.needs].on
        assert not by_id[slip.id].is_reached
