"""A year's amount in months that sum to it, to the penny."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.calendar.spreading import spread

MONEY = st.decimals(min_value=0, max_value=10**7, places=2)


def test_equal_where_there_is_nothing_to_go_by() -> None:
    assert spread(Decimal("10.00"), [Decimal(0)] * 3) == (
        Decimal("3.33"), Decimal("3.33"), Decimal("3.34"),
    )  # fmt: skip
    assert spread(Decimal("10.00"), []) == ()


def test_in_the_proportions_of_another_schedule() -> None:
    assert spread(Decimal("9.00"), [Decimal(1), Decimal(2)]) == (Decimal("3.00"), Decimal("6.00"))


@settings(max_examples=40, deadline=None)
@given(MONEY, st.lists(MONEY, min_size=1, max_size=12))
def test_the_parts_sum_to_the_amount(amount: Decimal, proportions: list[Decimal]) -> None:
    assert sum(spread(amount, proportions)) == amount
