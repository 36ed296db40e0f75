"""Commas part thousands and nothing else."""

from __future__ import annotations

import pytest

from openpcn.kernel.typed_numbers import bare_number


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("40,000", "40000"),
        ("£1,234,567.50", "1234567.50"),
        (" 40 000 ", "40000"),
        ("(1,250.00)", "(1250.00)"),
        ("-1,250", "-1250"),
        ("37.5", "37.5"),
        ("1,5", "1,5"),
        ("40.000,50", "40.000,50"),
        ("40,00", "40,00"),
        ("1,2345", "1,2345"),
        ("", ""),
    ],
)
def test_a_comma_that_parts_no_thousands_is_kept(typed: str, bare: str) -> None:
    assert bare_number(typed) == bare
