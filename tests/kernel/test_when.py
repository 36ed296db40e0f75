"""Spans of days include both ends."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.kernel.when import Span, day_before

DAY = date(2025, 3, 1)
spans = st.builds(
    lambda start, length: Span(
        starts_on=DAY + timedelta(days=start),
        ends_on=None if length is None else DAY + timedelta(days=start + length),
    ),
    st.integers(0, 12),
    st.none() | st.integers(0, 6),
)


def test_a_span_holds_its_first_and_its_last_day() -> None:
    span = Span(starts_on=DAY, ends_on=date(2025, 3, 31))
    assert span.holds(DAY)
    assert span.holds(date(2025, 3, 31))
    assert not span.holds(date(2025, 4, 1))
    assert not span.holds(day_before(DAY))
    assert Span(starts_on=DAY).holds(date(2099, 1, 1))


@settings(deadline=None)
@given(spans, spans)
def test_two_spans_overlap_when_they_share_a_day(one: Span, other: Span) -> None:
    days = [DAY + timedelta(days=n) for n in range(40)]
    assert one.overlaps(other) == any(one.holds(day) and other.holds(day) for day in days)
