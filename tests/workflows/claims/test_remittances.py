"""Which month an amount pays, in the words of payers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openpcn.workflows.claims.months import month_of
from openpcn.workflows.claims.remittances import month_in, read_remittance


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-09", date(2026, 9, 1)),
        ("ROLES U12345 202609 A", date(2026, 9, 1)),
        ("Sept 2026", date(2026, 9, 1)),
        ("ARRS SEP-26", date(2026, 9, 1)),
        ("roles march 2027, second run", date(2027, 3, 1)),
        ("invoice 12345678", None),
        ("2026-13", None),
        ("adjustment", None),
        ("", None),
    ],
)
def test_a_month_is_read_where_one_is_named(text: str, month: date | None) -> None:
    assert month_in(text) == month


def test_amounts_are_read_as_payers_write_them() -> None:
    text = "\ufeffPayment date,Description,Net amount\n"
    text += '28/11/2026,Oct 2026,"£1,234.50"\n,,\n,x,(7)\n'
    first, second = read_remittance(text.encode(), name="a.csv")
    assert (first.row, first.amount, first.month) == (2, Decimal("1234.50"), date(2026, 10, 1))
    assert first.paid_on == date(2026, 11, 28)
    assert (second.row, second.amount, second.month) == (4, Decimal("-7.00"), None)


def test_a_month_is_typed_with_its_year() -> None:
    assert month_of(" 2026-10 ") == date(2026, 10, 1)
