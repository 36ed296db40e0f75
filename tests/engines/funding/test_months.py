"""Months of 28, 29, 30 and 31 days: a month ends on its last day, and each is paid alike."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import Counted, NetworkFacts, checked, reckoned
from openpcn.engines.funding.rules import Count
from openpcn.kernel.contract_years import ContractYear, contract_year
from openpcn.rulebook.funding import funding_rules, years_held


def corrected(counted_on: date, known: date, *, first: int = 30_000) -> NetworkFacts:
    """A registered list that was put right to 36,000 on a day."""
    was = Counted(counts=Count.REGISTERED, number=Decimal(first), on=counted_on)
    now = Counted(counts=Count.REGISTERED, number=Decimal(36_000), on=counted_on, known_from=known)
    return checked((was, now))


@pytest.mark.parametrize(
    ("year", "february_ends"),
    [("2019/20", "2020-02-29"), ("2022/23", "2023-02-28"), ("2023/24", "2024-02-29")],
)
def test_a_leap_year_has_a_29_february(year: str, february_ends: str) -> None:
    which = contract_year(year)
    assert date.fromisoformat(february_ends) in which.month_ends
    assert len(set(which.month_ends)) == 12
    assert which.month_ends[-1] == which.last_on
    for end, month in zip(which.month_ends, which.months, strict=True):
        assert (end.year, end.month) == (month.year, month.month)
        assert (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize("year", years_held())
def test_the_length_of_a_month_changes_nothing_that_it_is_paid(year: ContractYear) -> None:
    facts = reckoned(registered=30_000, adjusted=31_000, weighted=29_500, beds=200)
    for line in work_out_funding(facts, funding_rules(year)).lines:
        due = [one.pounds for one in line.schedule]
        assert len(set(due[:-1])) <= len(line.rates)
        if due:
            assert due[-1] - due[0] < Decimal("0.13")


@pytest.mark.parametrize(
    ("known", "months"),
    [("2024-02-28", 10), ("2024-02-29", 10), ("2024-03-01", 11), ("2024-03-31", 11)],
)
def test_arrears_are_of_months_that_had_ended(known: str, months: int) -> None:
    day = date.fromisoformat(known)
    facts = corrected(date(2023, 1, 1), day)
    lines = work_out_funding(facts, funding_rules(ContractYear(2023)), as_known=day).lines
    core = next(line for line in lines if line.code == "core")
    assert core.arrears == months * (36_000 - 30_000) * Decimal("1.50") / 12


@settings(max_examples=30)
@given(st.sampled_from(years_held()), st.integers(1, 365), st.integers(0, 90_000))
def test_arrears_are_what_is_due_less_what_was_known_to_be_due_at_each_end_of_a_month(
    year: ContractYear, after: int, first: int
) -> None:
    known = year.first_on + timedelta(days=after)
    facts, rules = corrected(date(year.begins, 1, 1), known, first=first), funding_rules(year)
    ended = [
        (month, end) for month, end in zip(year.months, year.month_ends, strict=True) if end < known
    ]
    paid: dict[str, Decimal] = defaultdict(Decimal)
    for month, end in ended:
        for line in work_out_funding(facts, rules, as_known=end).lines:
            paid[line.code] += sum(one.pounds for one in line.schedule if one.month == month)
    for line in work_out_funding(facts, rules, as_known=known).lines:
        if line.counts is Count.REGISTERED and line.schedule:
            due = sum(one.pounds for one in line.schedule if one.month in dict(ended))
            assert line.arrears == due - paid[line.code]
