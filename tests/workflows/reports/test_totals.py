"""Sums of money look no surer than their lines."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from openpcn.workflows.funding.statements import ready_reckoner
from openpcn.workflows.reports.totals import counted, each_of, is_sure, marked, rounded, sum_of


def line(amount: str | None, status: str = "verified") -> Any:
    return SimpleNamespace(amount=None if amount is None else Decimal(amount), status=status)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([line("1200.50"), line("0.50", "derived")], "£1,201.00"),
        ([line("1234567.89"), line("1", "conflict")], "about £1,235,000, provisional"),
        ([line("55149814.34", "recalled")], "about £55,150,000, provisional"),
        ([line("85887.97"), line(None)], "about £85,890, provisional"),
        ([line("812.40", "not_found")], "about £812, provisional"),
        ([line("0.00", "conflict")], "about £0, provisional"),
        ([line(None)], "not known"),
        ([], "not known"),
    ],
)
def test_a_sum_is_to_the_penny_only_where_every_line_is_sure(lines: list[Any], told: str) -> None:
    assert marked(lines) == told
    assert sum_of(lines) == told.removesuffix(", provisional")


def test_what_comes_to_each_patient_is_as_sure_as_its_lines() -> None:
    assert each_of(Decimal("45.08"), [line("1")]) == "£45.08"
    assert each_of(Decimal("45.08"), [line("1", "conflict")]) == "about £45.10"
    assert each_of(None, []) == "not known"


def test_a_sum_is_told_in_four_figures() -> None:
    assert [rounded(Decimal(one)) for one in ("9999.6", "99996", "123456.78")] == [
        "£10,000",
        "£100,000",
        "£123,500",
    ]


def test_the_lines_of_a_year_with_disputed_rates_are_not_sure() -> None:
    lines = ready_reckoner("2026/27", registered=Decimal(40_000)).lines
    assert not is_sure(lines)
    assert counted([one for one in lines if one.count is None]) == ""
