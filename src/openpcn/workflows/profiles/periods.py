"""Periods as people write them."""

from __future__ import annotations

from datetime import date, timedelta

from openpcn.kernel.when import in_words


def period(starts_on: date, ends_on: date) -> str:
    """2020/21, November 2025, 2024, or the two days."""
    if ends_on == date.max:
        return f"since {in_words(starts_on)}"
    if starts_on == ends_on:
        return in_words(starts_on)
    one_year = (ends_on - starts_on).days < 370
    days = (starts_on.month, starts_on.day, ends_on.month, ends_on.day)
    if days == (4, 1, 3, 31) and one_year:
        return f"{starts_on.year}/{ends_on.year % 100:02d}"
    if days == (1, 1, 12, 31) and one_year:
        return str(starts_on.year)
    if (
        starts_on.day == 1
        and (ends_on + timedelta(days=1)).day == 1
        and starts_on.month == (ends_on.month)
    ):
        return f"{starts_on:%B %Y}"
    return f"{in_words(starts_on)} to {in_words(ends_on)}"
