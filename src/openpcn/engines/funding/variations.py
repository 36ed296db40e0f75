"""Local variation agreements laid over a statement: a dated sum in place of national lines.

A network's commissioner may vary the national terms where every practice agrees, the variation is
approved, and the money exceeds what the national terms would have paid. The national lines stay
as they are; what was agreed beyond them is a line of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from openpcn.engines.funding.amounts import PENNY
from openpcn.engines.funding.rules import Count, Paid, Payee
from openpcn.engines.funding.statements import NOTHING, Line, Payment, Statement
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import listed, pounds


@dataclass(frozen=True, kw_only=True)
class Variation:
    """A sum for whole months of one contract year, in place of some lines of the national terms."""

    title: str
    replaces: tuple[str, ...]
    """Codes of the national lines that it stands in place of."""
    pounds: Decimal
    starts_on: date
    ends_on: date
    agreed_by: frozenset[str]
    """Codes of the practices that agree."""
    approved_on: date | None
    known_from: date
    source: str


def reasons_against(
    variation: Variation, statement: Statement, practices: Collection[str]
) -> tuple[str, ...]:
    """Why a variation cannot stand: who does not agree, no approval, or too little money."""
    reasons = []
    missing = sorted(set(practices) - variation.agreed_by)
    if missing:
        reasons.append(f"{listed(missing)} {'has' if len(missing) == 1 else 'have'} not agreed")
    if not practices:
        reasons.append("no practice of the network is held that could agree")
    if variation.approved_on is None:
        reasons.append("it is not approved")
    unknown = sorted(set(variation.replaces) - {line.code for line in statement.lines})
    if unknown:
        reasons.append(f"{listed(unknown)} is no line of {statement.year}")
    months = months_of(variation, statement.year)
    if not months:
        reasons.append(f"it has no month of {statement.year}")
        return tuple(reasons)
    national = national_sum(variation, statement)
    if national is None:
        reasons.append("what the national terms would pay in its place is not known")
    elif variation.pounds <= national:
        reasons.append(
            f"{pounds(variation.pounds)} does not exceed the national {pounds(national)}"
        )
    return tuple(reasons)


def vary(statement: Statement, variations: Iterable[Variation]) -> Statement:
    """A statement with a line for each variation that was known and lies in its year."""
    laid = [
        one
        for one in variations
        if one.known_from <= statement.as_known and months_of(one, statement.year)
    ]
    lines = tuple(line_for(at, one, statement) for at, one in enumerate(laid, 1))
    return replace(
        statement,
        lines=(*statement.lines, *lines),
        varied_by="; ".join(one.title for one in laid),
    )


def line_for(number: int, variation: Variation, statement: Statement) -> Line:
    """What a variation pays beyond the national lines that it stands in place of."""
    national = national_sum(variation, statement)
    beyond = None if national is None else max(variation.pounds - national, NOTHING)
    months = months_of(variation, statement.year)
    return Line(
        code=f"local_variation_{number}",
        title=f"Local variation: {variation.title}",
        amount=beyond,
        working=working_of(variation, statement, national, beyond),
        counts=Count.NETWORK,
        count=None,
        counted_on=None,
        is_stand_in=False,
        payee=Payee.NOMINATED_PAYEE,
        paid=Paid.MONTHLY,
        is_most=False,
        parts=(),
        schedule=equal_payments(beyond, months),
        arrears=NOTHING,
        arrears_words="",
        recorded_source=variation.source,
    )


def working_of(
    variation: Variation,
    statement: Statement,
    national: Decimal | None,
    beyond: Decimal | None,
) -> str:
    """The agreed sum less the national one, with the lines and the days."""
    titles = [line.title for line in statement.lines if line.code in variation.replaces]
    days = f"{in_words(variation.starts_on)} to {in_words(variation.ends_on)}"
    agreed = f"{pounds(variation.pounds)} agreed for {days}"
    if national is None or beyond is None:
        return f"{agreed}, less a national sum that is not known ({listed(titles)})"
    lines = f" ({listed(titles)})" if titles else ""
    if variation.pounds <= national:
        return (
            f"{pounds(beyond)}: {agreed} no longer exceeds the national {pounds(national)}{lines}; "
            "look at the agreement again"
        )
    return f"{pounds(beyond)} = {agreed} less the national {pounds(national)}{lines}"


def national_sum(variation: Variation, statement: Statement) -> Decimal | None:
    """What the national terms pay in its months for the lines it replaces; None: not known."""
    months = months_of(variation, statement.year)
    total = NOTHING
    for line in statement.lines:
        if line.code in variation.replaces:
            if line.amount is None:
                return None
            total += in_months(line, line.amount, months)
    return total


def in_months(line: Line, amount: Decimal, months: tuple[date, ...]) -> Decimal:
    """A line's money of some months: as scheduled, or evenly where it is not paid monthly."""
    if line.schedule:
        return sum((one.pounds for one in line.schedule if one.month in months), NOTHING)
    return (amount * len(months) / 12).quantize(PENNY, ROUND_HALF_UP)


def months_of(variation: Variation, year: ContractYear) -> tuple[date, ...]:
    """The months of a year that a variation covers."""
    return tuple(
        month for month in year.months if variation.starts_on <= month <= variation.ends_on
    )


def equal_payments(amount: Decimal | None, months: tuple[date, ...]) -> tuple[Payment, ...]:
    """An amount in equal months; the pence that are left fall to the last."""
    if amount is None:
        return ()
    each = (amount / len(months)).quantize(PENNY, ROUND_DOWN)
    due = [each] * (len(months) - 1)
    due.append(amount - sum(due, NOTHING))
    return tuple(Payment(month=month, pounds=one) for month, one in zip(months, due, strict=True))
