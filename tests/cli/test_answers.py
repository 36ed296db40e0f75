"""How days are typed, and how an answer is printed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from openpcn.cli.answers import moment, read_moment, show_json, show_table
from openpcn.kernel.errors import NotRight


def test_a_day_is_typed_as_it_is_written() -> None:
    assert moment("2025-03-31").as_at == date(2025, 3, 31)
    assert moment("2025-03-31").as_known is None


@pytest.mark.parametrize("typed", ["31/03/2025", "2025-02-30", "today", ""])
def test_another_text_is_not_a_day(typed: str) -> None:
    if typed:
        with pytest.raises(NotRight, match="Write it as 2025-03-31"):
            moment(typed)
    else:
        assert moment(typed).as_at >= date(2026, 1, 1)


def test_known_on_a_day_means_by_its_end_in_london() -> None:
    assert read_moment("2025-07-01") == datetime(2025, 7, 1, 22, 59, 59, 999999, UTC)
    assert read_moment("2025-01-01T12:00") == datetime(2025, 1, 1, 12, 0, tzinfo=UTC)
    with pytest.raises(NotRight):
        read_moment("yesterday")


@dataclass(frozen=True, kw_only=True)
class Thing:
    day: date
    parts: frozenset[int]
    price: Decimal


def test_an_answer_is_json_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    show_json([Thing(day=date(2025, 3, 31), parts=frozenset({1}), price=Decimal("1.50"))])
    assert json.loads(capsys.readouterr().out) == [
        {"day": "2025-03-31", "parts": [1], "price": "1.50"}
    ]


def test_a_table_puts_numbers_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["Network", "Patients"], [["Alder", 41000], ["Birch and Beech", None]])
    assert capsys.readouterr().out == (
        "Network          Patients\nAlder              41,000\nBirch and Beech\n"
    )


def test_a_table_without_rows_is_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["Network"], [])
    assert capsys.readouterr().out == "Network\n"
