"""What each practice is paid: its own count at the line's rate, whichever network it is in.

Each practice's amount is rounded by itself, so it stays the same when the practice changes
network; together they can differ from the network's line by pence, which is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.engines.funding.amounts import amount_of
from openpcn.engines.funding.facts import Counted
from openpcn.engines.funding.rules import Count
from openpcn.engines.funding.statements import NOTHING, Line
from openpcn.engines.funding.working import times
from openpcn.kernel.wording import plain, pounds


@dataclass(frozen=True, kw_only=True)
class PracticeShare:
    """What one practice is paid of a line that goes to practices."""

    practice: str
    amount: Decimal | None
    """None: its count, or the rate, is not held."""
    working: str
    counted_on: date | None
    is_stand_in: bool


def practice_shares(
    line: Line, count_of: Mapping[str, Counted | None]
) -> tuple[PracticeShare, ...]:
    """Each practice's part of a line, by its own count of the same kind."""
    return tuple(share(line, practice, held) for practice, held in count_of.items())


def share(line: Line, practice: str, held: Counted | None) -> PracticeShare:
    """One practice's part."""
    amount = None if held is None else amount_of(held.number, line.parts)
    return PracticeShare(
        practice=practice,
        amount=amount,
        working=working_of(line, held, amount),
        counted_on=None if held is None else held.on,
        is_stand_in=held is not None and held.is_stand_in,
    )


def working_of(line: Line, held: Counted | None, amount: Decimal | None) -> str:
    """How a practice's amount comes about, or what is missing."""
    rates = " + ".join(times(part) for part in line.parts)
    if held is None or amount is None:
        missing = Count(line.counts).words
        return f"{missing} of the practice not held × {rates}" if held is None else rates
    return f"{pounds(amount)} = {plain(held.number)} {line.counts.value} × {rates}"


def together(shares: tuple[PracticeShare, ...]) -> Decimal | None:
    """The practices' sum; None where one of them is not known."""
    held = [one.amount for one in shares if one.amount is not None]
    return sum(held, NOTHING) if held and len(held) == len(shares) else None
