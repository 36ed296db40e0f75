"""Practices that the tests of fairness are about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from openpcn.engines.fairness.facts import Practice

DAY = date(2023, 3, 31)


def practice(code: str, patients: object, need: object, pounds: object) -> Practice:
    return Practice(
        code=code,
        patients=Decimal(str(patients)),
        need=Decimal(str(need)),
        pounds=Decimal(str(pounds)),
        counted_on=DAY,
    )


def hundredths(least: int, most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(least, most).map(lambda number: Decimal(number).scaleb(-2))


practices = st.lists(
    st.tuples(hundredths(1, 900_00), hundredths(1, 900_00), hundredths(0, 90_000_00)),
    min_size=1,
    max_size=7,
).map(lambda rows: tuple(practice(f"P{at}", *row) for at, row in enumerate(rows)))
