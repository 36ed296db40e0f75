"""Which days a window holds."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.engines.population.windows import Last, Since, days_of
from openpcn.kernel.errors import NotRight

AS_AT = date(2026, 3, 31)


def test_a_year_before_does_not_hold_the_same_day_of_last_year() -> None:
    assert days_of(Last(months=12), AS_AT) == (date(2025, 4, 1), AS_AT)


def test_a_day_that_a_month_does_not_have_is_its_last_day() -> None:
    assert days_of(Last(months=1), AS_AT) == (date(2026, 3, 1), AS_AT)
    assert days_of(Last(months=25), AS_AT) == (date(2024, 3, 1), AS_AT)


def test_the_year_before_the_last_ends_where_the_last_begins() -> None:
    before = days_of(Last(months=12, skipping_months=12), AS_AT)
    assert before == (date(2024, 4, 1), date(2025, 3, 31))


def test_ninety_days_end_with_the_day_asked_about() -> None:
    assert days_of(Last(days=90), AS_AT) == (date(2026, 1, 1), AS_AT)


def test_a_window_since_a_day_holds_it() -> None:
    assert days_of(Since(on=date(2003, 4, 1)), AS_AT) == (date(2003, 4, 1), AS_AT)
    assert days_of(None, AS_AT) == (None, AS_AT)


@pytest.mark.parametrize(
    ("months", "days", "skipping"), [(0, 0, 0), (1, 1, 0), (-1, 0, 0), (1, 0, -1), (0, 30, 1)]
)
def test_a_window_that_is_none_or_two_is_refused(months: int, days: int, skipping: int) -> None:
    with pytest.raises(NotRight):
        Last(months=months, days=days, skipping_months=skipping)
