"""Minutes owed, planned, delivered and not covered."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.calendar.access import Session, required_minutes, week_return, weeks_of
from openpcn.rulebook.access import access_rules

EXTENDED, ENHANCED = (one.scheme for one in access_rules())
MONDAY = date(2026, 10, 5)


def session(
    day: int, start: str, end: str, clinicians: int = 1, done: int | None = None
) -> Session:
    return Session(
        on=date(2026, 10, day),
        starts_at=time.fromisoformat(start),
        ends_at=time.fromisoformat(end),
        clinicians=clinicians,
        delivered_minutes=done,
    )


def test_fifty_thousand_patients_are_twenty_five_hours_a_week() -> None:
    assert required_minutes(EXTENDED, Decimal(50_000)) == 25 * 60
    assert required_minutes(EXTENDED, Decimal(41_200)) == 1_230  # 1,236 to the quarter hour
    assert required_minutes(EXTENDED, Decimal(41_250)) == 1_245  # half up
    assert required_minutes(ENHANCED, Decimal("30100.5")) == 1_807


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 400_000), st.integers(0, 400_000))
def test_more_patients_never_owe_fewer_minutes(one: int, other: int) -> None:
    few, many = sorted((one, other))
    for scheme in (EXTENDED, ENHANCED):
        assert required_minutes(scheme, Decimal(few)) <= required_minutes(scheme, Decimal(many))


def test_weeks_begin_on_mondays() -> None:
    assert weeks_of(date(2026, 10, 1), date(2026, 10, 31)) == [
        date(2026, 10, each) for each in (5, 12, 19, 26)
    ]
    assert weeks_of(date(2027, 2, 1), date(2027, 2, 28))[0] == date(2027, 2, 1)


def test_a_week_says_what_is_short() -> None:
    held = [
        session(5, "18:30", "20:00", 4, 360),
        session(10, "09:00", "13:00", 2, 480),
        session(10, "12:00", "17:30", 1, 300),
        session(12, "18:30", "20:00"),
    ]
    week = week_return(MONDAY, held, (ENHANCED,), {"enhanced_access": Decimal(20_000)})
    assert (week.required, week.sessions, week.planned, week.delivered) == (1_200, 3, 1_170, 1_140)
    assert (week.short_of_plan, week.shortfall, week.unrecorded) == (30, 60, 0)
    assert week.uncovered == 4 * 90


def test_nothing_is_said_of_a_shortfall_while_sessions_are_unrecorded() -> None:
    held = [session(5, "18:00", "19:00")]
    week = week_return(MONDAY, held, (ENHANCED,), {"enhanced_access": Decimal(1_000)})
    assert (week.shortfall, week.unrecorded, week.short_of_plan) == (None, 1, 0)
    assert week.uncovered == 60 + 4 * 90 + 480


def test_without_a_population_nothing_is_known() -> None:
    week = week_return(MONDAY, [], (ENHANCED,), {})
    assert (week.required, week.short_of_plan, week.shortfall) == (None, None, None)
    before = week_return(date(2015, 1, 5), [], (EXTENDED, ENHANCED), {})
    assert before.required is None


def test_a_week_in_which_the_scheme_changed_owes_both_by_their_days() -> None:
    monday = date(2022, 9, 26)
    populations = {"extended_hours": Decimal(28_000), "enhanced_access": Decimal(28_000)}
    week = week_return(monday, [], (EXTENDED, ENHANCED), populations)
    assert week.required == 840 * 5 / 7 + 1_680 * 2 / 7
    assert week.uncovered == 480
    one_missing = week_return(monday, [], (EXTENDED, ENHANCED), {"extended_hours": Decimal(1)})
    assert one_missing.required is None


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [("18:30", "20:00", 0), ("18:45", "19:45", 30), ("17:00", "18:00", 90), ("19:00", "21:00", 30)],
)
def test_a_gap_is_what_no_session_covers(start: str, end: str, left: int) -> None:
    week = week_return(MONDAY, [session(5, start, end)], (ENHANCED,), {})
    assert week.uncovered == left + 4 * 90 + 480
