"""Every page obeys two dates, keeps them on its links, and answers bad ones kindly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from openpcn.kernel.errors import NotRight
from openpcn.web.dates import Dates, dates_of
from openpcn.web.presenters.change_dates import filled_in, on_dates


def asked(query: str) -> Dates:
    return dates_of(RequestFactory().get(f"/networks/U1/{query}"))


def test_without_dates_a_page_is_about_today_with_all_we_know() -> None:
    dates = asked("")
    assert dates.when.as_known is None
    assert dates.asked == {}
    assert dates.link("/find/") == "/find/"


def test_a_day_of_knowledge_lasts_to_its_end_in_london() -> None:
    summer = asked("?as_known=2025-07-01").when.as_known
    assert summer == datetime(2025, 7, 1, 22, 59, 59, 999999, UTC)
    winter = asked("?as_known=2025-01-01").when.as_known
    assert winter == datetime(2025, 1, 1, 23, 59, 59, 999999, UTC)


def test_both_dates_stay_on_every_link() -> None:
    dates = asked("?as_at=2025-03-31&as_known=2025-06-01")
    link = dates.link("/map/?kind=ward#table", size="1")
    assert link == "/map/?kind=ward&as_at=2025-03-31&as_known=2025-06-01&size=1#table"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?as_at=2025-02-30", "“2025-02-30” is not a day that “as at” can be."),
        ("?as_at=31/03/2025", "“31/03/2025” is not a day that “as at” can be."),
        ("?as_known=soon", "“soon” is not a day that “what we knew” can be."),
        ("?as_at=1066-10-14", "14 October 1066 lies outside 1900 to 2100."),
    ],
)
def test_a_day_that_does_not_exist_is_answered_kindly(query: str, said: str) -> None:
    with pytest.raises(NotRight) as caught:
        asked(query)
    assert caught.value.message == said
    assert "2025-03-31" in caught.value.next_step


def test_nobody_is_told_what_we_will_know() -> None:
    with pytest.raises(NotRight, match="Nobody knows yet what we will know on 1 January 2099"):
        asked("?as_known=2099-01-01")


def test_a_day_ahead_can_be_asked_about_within_two_years() -> None:
    ahead = timezone.localdate() + timedelta(days=700)
    assert asked(f"?as_at={ahead.isoformat()}").as_at == ahead
    with pytest.raises(NotRight, match="1 January 2099 is more than two years from now: nobody"):
        asked("?as_at=2099-01-01")


def form(**typed: str) -> object:
    today = Dates(as_at=date(2025, 3, 31), known_on=date(2026, 11, 21))
    query = {f"as_at-{part}": typed.get(part, "") for part in ("day", "month", "year")}
    return filled_in({"change": "1", **query}, today, "/networks/U1/?as_at=2020-01-01&of=a")


def test_a_filled_in_form_leads_back_to_the_page_on_its_new_date() -> None:
    answer = form(day="1", month="7", year="2022")
    assert answer.problems == []  # type: ignore[attr-defined]
    assert answer.answer() == "/networks/U1/?of=a&as_at=2022-07-01"  # type: ignore[attr-defined]


def test_what_was_typed_wrongly_is_kept_with_the_reason_beside_it() -> None:
    answer = form(day="30", month="2", year="2025")
    assert answer.problems == [  # type: ignore[attr-defined]
        {
            "text": "There is no such day. Write it as numbers, for example 31 3 2025.",
            "href": "#as_at-day",
        }
    ]
    assert answer.fields[0].typed == {"day": "30", "month": "2", "year": "2025"}  # type: ignore[attr-defined]


def test_an_empty_day_is_asked_for() -> None:
    assert form().problems[0]["text"] == "Enter the day you ask about."  # type: ignore[attr-defined]


def test_today_takes_both_dates_away() -> None:
    assert on_dates("/map/?as_at=2020-01-01&as_known=2020-02-02&of=x", {}) == "/map/?of=x"
