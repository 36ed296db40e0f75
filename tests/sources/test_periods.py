"""Which days a text is about."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.sources.cells import parse_day
from openpcn.sources.periods import (
    FINANCIAL_YEAR_END,
    FINANCIAL_YEAR_PAIR,
    day_in_name,
    parse_period,
    span_in,
    span_of,
)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("epraccur_2022-12.csv", date(2022, 12, 1)),
        ("ePCN_20230131.xlsx", date(2023, 1, 31)),
        ("epraccur 2025.08.18.csv.gz", date(2025, 8, 18)),
        ("gp-reg-pat-prac-map-March-2025.csv", date(2025, 3, 1)),
        ("coords_2022.csv", date(2022, 1, 1)),
        ("table1_2025-11_midlands.csv", date(2025, 11, 1)),
        ("20230231.csv", None),
        ("le.csv.gz", None),
        ("12345678.csv", None),
    ],
)
def test_a_file_name_says_its_day(name: str, day: date | None) -> None:
    assert day_in_name(name) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01JUL2022", date(2022, 7, 1)),
        ("01Jan2022", date(2022, 1, 1)),
        ("20220701", date(2022, 7, 1)),
        ("2022-07-01", date(2022, 7, 1)),
        ("2022-07-01T00:00:00", date(2022, 7, 1)),
        ("1/7/2022", date(2022, 7, 1)),
        ("1 July 2022", date(2022, 7, 1)),
        ("01-Jul-2022", date(2022, 7, 1)),
        ("31/02/2022", None),
        ("01XYZ2022", None),
        ("July", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_every_way_that_publishers_write_one(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_a_person_types_a_period_as_they_like() -> None:
    assert parse_period("2025-03-31") == date(2025, 3, 31)
    assert parse_period("2025-03") == date(2025, 3, 1)
    assert parse_period("31 March 2025") == date(2025, 3, 31)
    assert parse_period("soon") is None


@pytest.mark.parametrize(
    ("length", "first", "last"),
    [
        ("day", date(2024, 2, 10), date(2024, 2, 10)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
        ("financial year", date(2023, 4, 1), date(2024, 3, 31)),
    ],
)
def test_a_period_holds_its_days(length: str, first: date, last: date) -> None:
    assert span_of(length, date(2024, 2, 10)) == (first, last)


@pytest.mark.parametrize("text", ["2021", "20-21", "2020-21", "2020/21", "2020-2021"])
def test_a_financial_year_is_written_as_a_pair(text: str) -> None:
    expected = (date(2020, 4, 1), date(2021, 3, 31))
    assert span_in(text, FINANCIAL_YEAR_PAIR, "financial year") == expected


def test_a_financial_year_is_named_by_its_last_year() -> None:
    assert span_in("2024", FINANCIAL_YEAR_END, "financial year") == (
        date(2023, 4, 1),
        date(2024, 3, 31),
    )


def test_what_is_no_period_gives_none() -> None:
    assert span_in("2020-25", FINANCIAL_YEAR_PAIR, "financial year") is None
    assert span_in("last year", FINANCIAL_YEAR_END, "financial year") is None
    assert span_in("Nov", "%b-%Y", "month") is None
