"""A year's amount month by month, in the proportions of another schedule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

PENNY = Decimal("0.01")
NOTHING = Decimal(0)


def spread(amount: Decimal, proportions: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The amount in parts that sum to it; whole pence, rounded down, the rest in the last part.

    Parts are equal where the proportions are all nought; there are none where there are none.
    """
    if not proportions:
        return ()
    whole = sum(proportions, NOTHING)
    shares = [each / whole if whole else Decimal(1) / len(proportions) for each in proportions]
    parts = [(amount * share).quantize(PENNY, ROUND_DOWN) for share in shares]
    parts[-1] += amount - sum(parts, NOTHING)
    return tuple(parts)
