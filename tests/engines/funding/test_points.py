"""The incentive fund: points times their value, and what is said where none were told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import Counted, checked, reckoned
from openpcn.engines.funding.rules import Count
from openpcn.kernel.contract_years import ContractYear
from openpcn.rulebook.funding import funding_rules

FUND = "Investment and Impact Fund"


@pytest.mark.parametrize(
    ("begins", "points", "amount"),
    [(2020, 194, "21534"), (2021, 225, "45000"), (2022, 1153, "230600"), (2025, 58, "11484")],
)
def test_points_are_paid_at_their_value(begins: int, points: int, amount: str) -> None:
    statement = work_out_funding(reckoned(points=points), funding_rules(ContractYear(begins)))
    line = next(line for line in statement.lines if line.title == FUND)
    assert line.amount == Decimal(amount)
    assert f"= {points:,} points × £" in line.working
    assert "Before the adjustments for list size" in line.rates[0].note
    assert not any(words.startswith(FUND) for words in statement.unheld)


def test_without_points_the_most_is_said_and_is_in_no_total() -> None:
    statement = work_out_funding(reckoned(), funding_rules(ContractYear(2025)))
    (words,) = (words for words in statement.unheld if words.startswith(FUND))
    assert "up to 58 points × £198 = £11,484.00 for a network of average size" in words
    assert [one.status for one in statement.not_held] == ["partial"]
    assert statement.total == 0


def test_a_fund_without_a_value_says_only_its_words() -> None:
    statement = work_out_funding(reckoned(points=10), funding_rules(ContractYear(2026)))
    assert f"{FUND}: no rule was found." in statement.unheld


def test_points_of_another_year_stand_for_nothing() -> None:
    told = [
        Counted(counts=Count.POINTS, number=Decimal(n), on=on)
        for n, on in ((40, date(2024, 9, 1)), (50, date(2025, 9, 1)))
    ]
    statement = work_out_funding(checked(told), funding_rules(ContractYear(2025)))
    line = next(line for line in statement.lines if line.title == FUND)
    assert line.count == 50
