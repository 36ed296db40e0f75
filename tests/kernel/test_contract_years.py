"""A contract year runs from 1 April to 31 March and is never a plain number."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.kernel.contract_years import (
    ContractYear,
    contract_year,
    contract_year_of,
    month_end,
)
from openpcn.kernel.errors import NotRight


def test_a_year_is_written_and_read_alike() -> None:
    for text in ("2019/20", "2099/00", "1999/00"):
        assert str(contract_year(text)) == text
    assert contract_year(" 2026/27 ") == ContractYear(2026)


@pytest.mark.parametrize("text", ["2026", "2026/28", "2026-27", "26/27", "", "2026/2027"])
def test_what_is_no_contract_year_is_refused(text: str) -> None:
    with pytest.raises(NotRight, match="Write the two years"):
        contract_year(text)


def test_its_days_and_months() -> None:
    year = ContractYear(2023)
    assert (year.first_on, year.last_on) == (date(2023, 4, 1), date(2024, 3, 31))
    assert year.months[0] == date(2023, 4, 1)
    assert [month.month for month in year.months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert date(2024, 3, 31) in year
    assert date(2024, 4, 1) not in year
    assert (year.before, year.next) == (ContractYear(2022), ContractYear(2024))


def test_a_day_lies_in_one_year() -> None:
    assert contract_year_of(date(2024, 3, 31)) == ContractYear(2023)
    assert contract_year_of(date(2024, 4, 1)) == ContractYear(2024)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 1), date(2023, 2, 28)),
        (date(2023, 4, 1), date(2023, 4, 30)),
        (date(2023, 12, 1), date(2023, 12, 31)),
    ],
)
def test_the_last_day_of_a_month(first: date, last: date) -> None:
    assert month_end(first) == last
