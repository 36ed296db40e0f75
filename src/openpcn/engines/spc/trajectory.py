"""What should be reached by now: a straight way from the baseline over milestones to a target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise


def expected_on(way: Sequence[tuple[date, Decimal]], day: date) -> Decimal | None:
    """The value on a day along a way of days in order; None before it begins.

    After its end the last value is expected.
    """
    if not way or day < way[0][0]:
        return None
    for (start, before), (end, after) in pairwise(way):
        if day <= end:
            share = Decimal((day - start).days) / Decimal((end - start).days)
            return before + (after - before) * share
    return way[-1][1]
