"""Sums of money in a report: to the penny where every line is sure, else rounded and provisional.

A sum looks no surer than what it is made of: one line without an amount, or with a rate that is
disputed, recalled or read in part, makes it provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from openpcn.engines.funding.rules import Payee
from openpcn.engines.funding.statements import NOTHING, Line
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import listed, pounds
from openpcn.workflows.funding.network_statements import NetworkStatement
from openpcn.workflows.funding.statement_document import NOT_KNOWN

SURE = {"verified", "derived", "recorded"}
DIGITS = 4
"""Of a provisional sum; what follows is not known."""
PROVISIONAL = "provisional"
TENPENCE = Decimal("0.1")


def lines_to(stated: Iterable[NetworkStatement], payee: Payee | None = None) -> list[Line]:
    """The lines of some statements, all or those of one payee."""
    return [
        line
        for one in stated
        for line in one.statement.lines
        if payee is None or line.payee is payee
    ]


def is_sure(lines: Iterable[Line]) -> bool:
    """Whether every line has an amount by a rate that was read where it is published."""
    return all(line.amount is not None and line.status in SURE for line in lines)


def sum_of(lines: Sequence[Line]) -> str:
    """What is known together: £1,200.50; about £1,285,000 where it is provisional."""
    known = [line.amount for line in lines if line.amount is not None]
    if not known:
        return NOT_KNOWN
    amount = sum(known, NOTHING)
    return pounds(amount) if is_sure(lines) else f"about {rounded(amount)}"


def marked(lines: Sequence[Line]) -> str:
    """The same, saying that it is provisional where it is."""
    told = sum_of(lines)
    return f"{told}, {PROVISIONAL}" if told.startswith("about") else told


def each_of(amount: Decimal | None, lines: Sequence[Line]) -> str:
    """Pounds for each patient."""
    if amount is None:
        return NOT_KNOWN
    if is_sure(lines):
        return pounds(amount)
    return f"about {pounds(amount.quantize(TENPENCE, ROUND_HALF_UP))}"


def rounded(amount: Decimal) -> str:
    """A sum in four figures: £1,285,000; below £10,000 in whole pounds."""
    step = Decimal(10) ** max(0, amount.adjusted() + 1 - DIGITS)
    whole = (amount / step).to_integral_value(ROUND_HALF_UP) * step
    return f"£{whole:,.0f}"


def working(stated: NetworkStatement) -> str:
    """How the sums of one network came about; how sure a rate is, stands with its entitlement."""
    lines = stated.statement.lines
    told = "; ".join(line.working for line in lines)
    return (
        f"{stated.name}, in the order of the entitlements above: {told}. {counted(lines)}".strip()
    )


def counted(lines: Iterable[Line]) -> str:
    """On which days was counted what lines rest on, and which of them stand in for another."""
    held = {
        line.counted_on: line.is_stand_in
        for line in lines
        if line.count is not None and line.counted_on
    }
    words = [
        f"{in_words(day)}{', which stands in for the day of the rule' if stands_in else ''}"
        for day, stands_in in sorted(held.items())
    ]
    return f"Counted on {listed(words)}. " if words else ""
