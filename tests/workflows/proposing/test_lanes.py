"""Who is worked on next: shares of the work, and another turn for what is not good enough yet."""

from __future__ import annotations

from openpcn.workflows.proposing.lanes import AGAIN_SECONDS, AIM, LEAST_SECONDS, Lane, Turn


def went(lane: Lane, area: str, *, work: float = 1.0, gap: float = 0.0) -> None:
    lane.take(area, work=work, gap=gap, is_settled=True)


def turn(lane: Lane, seconds_left: float = 60.0) -> Turn:
    found = lane.next_turn(seconds_left)
    assert found is not None
    return found


def test_small_areas_come_first_and_leave_what_they_do_not_need() -> None:
    lane = Lane({"large": 60, "small": 20}, work=100.0)
    first = turn(lane)
    assert (first.area, first.work) == ("small", 0.25 * 65)
    went(lane, "small", work=1.0)
    assert turn(lane) == Turn(area="large", seconds=60.0, work=64.0)


def test_on_a_busy_machine_the_last_areas_have_time_too() -> None:
    lane = Lane({"a": 10, "b": 90}, work=100.0)
    assert turn(lane, 40.0).seconds == 1.5 * 0.1 * 40.0
    assert turn(lane, 0.0).seconds == LEAST_SECONDS


def test_an_area_whose_share_ended_with_its_first_plan_has_another_turn() -> None:
    lane = Lane({"hard": 79, "b": 300}, work=60.0)
    assert turn(lane).area == "hard"
    went(lane, "hard", work=4.0, gap=0.176)
    assert turn(lane).area == "b"
    went(lane, "b", work=10.0)
    assert turn(lane) == Turn(area="hard", seconds=60.0, work=46.0, good_enough=AIM)
    went(lane, "hard", work=5.0, gap=0.008)
    assert turn(lane) == Turn(area="hard", seconds=60.0, work=41.0)
    went(lane, "hard", work=9.0)
    assert lane.next_turn(60.0) is None


def test_the_widest_gap_comes_first_and_nobody_has_turns_without_end() -> None:
    lane = Lane({"a": 1, "b": 1, "c": 1}, work=40.0)
    for gap in (0.01, 0.05, 0.02):
        went(lane, turn(lane).area, work=4.0, gap=gap)
    assert [turn(lane).area, lane.is_waiting("b"), lane.is_waiting("c")] == ["b", False, True]
    went(lane, "b", work=3.0, gap=0.03)
    assert turn(lane).area == "b"
    went(lane, "b", work=3.0, gap=0.03)
    assert turn(lane).area == "c"
    went(lane, "c", work=21.5)
    assert lane.next_turn(60.0) is None


def test_without_time_nothing_is_tried_again_but_what_has_no_plan_in_band() -> None:
    lane = Lane({"a": 1, "b": 1}, work=100.0)
    went(lane, turn(lane).area, gap=0.05)
    assert turn(lane).area == "b"
    lane.take("b", work=99.0, gap=1.0, is_settled=False)
    assert turn(lane, 0.0) == Turn(area="b", seconds=AGAIN_SECONDS, work=AGAIN_SECONDS)
    lane.take("b", work=10.0, gap=1.0, is_settled=False)
    assert lane.next_turn(0.0) is None


def test_areas_that_are_near_enough_share_what_is_left() -> None:
    lane = Lane({"a": 1, "b": 1}, work=40.0)
    for gap in (0.005, 0.008):
        went(lane, turn(lane).area, work=5.0, gap=gap)
    assert turn(lane) == Turn(area="b", seconds=60.0, work=15.0)
    went(lane, "b", work=3.0)
    assert turn(lane) == Turn(area="a", seconds=60.0, work=27.0)
