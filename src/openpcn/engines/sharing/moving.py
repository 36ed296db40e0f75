"""Money that follows activity out of hospital: what should, what did, and how far the aim is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What should have followed activity that moved, and what did."""

    moved: int
    months: int
    """Months of which the activity is counted."""
    should: int
    """Pence: activity moved × unit price × the share that was agreed to follow."""
    did: int
    share_of_baseline: Fraction | None
    """Activity moved ÷ the baseline of as many months; None where no month is counted."""
    aim: Fraction | None
    """Which part of the baseline is to move; None where no aim is published."""
    aimed: Fraction | None
    """Activity that would have moved in these months, had the aim been reached."""

    @property
    def gap(self) -> int:
        """Pence that should have followed and did not."""
        return self.should - self.did


def follow(
    *,
    baseline: int,
    moved: int,
    months: int,
    unit_price: Decimal,
    share_per_cent: Decimal,
    did: int,
    aim: Fraction | None,
) -> Followed:
    """Measure a move; the aim is compared with and never taken as reached."""
    expected = Fraction(baseline) * months / MONTHS
    return Followed(
        moved=moved,
        months=months,
        should=pence_for(moved, unit_price, share_per_cent),
        did=did,
        share_of_baseline=moved / expected if expected else None,
        aim=aim,
        aimed=None if aim is None else expected * aim,
    )


def pence_for(moved: int, unit_price: Decimal, share_per_cent: Decimal) -> int:
    """Pence that follow activity, rounded once, half up."""
    exact = moved * unit_price * share_per_cent
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
