"""One line of a claim: a person's terms in a month, worked out, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from openpcn.engines.reimbursement import working
from openpcn.engines.reimbursement.facts import Term, pence
from openpcn.engines.reimbursement.rules import JobRole, Maximum, ReimbursementRules, Source
from openpcn.kernel.contract_years import month_end

NOTHING = Decimal("0.00")
DOUBTS = ("not_found", "conflict", "recalled", "partial", "verified-code", "derived")
"""Statuses from the least certain on; `verified` is what is left."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is claimed for a person's terms in a month."""

    term: Term
    title: str
    pot: str
    month: date
    days: int
    days_of_month: int
    amount: Decimal | None
    """None: not known, because the maximum of the role is not held."""
    above: Decimal
    """What the month costs above the amount, and stays with the employer."""
    working: str
    why: str
    """Why nothing, or nothing known, is reimbursed; empty otherwise."""
    status: str
    sources: tuple[Source, ...]
    note: str
    condition: str

    @property
    def fte(self) -> Decimal:
        """Full-time equivalents, to two decimals, for reading."""
        return Decimal(round(self.term.fte * 100)) / 100

    @property
    def sentence(self) -> str:
        """The whole line, as it is said everywhere."""
        return f"{self.title}, post {self.term.post}: {self.working}"


def line_of(
    term: Term, rules: ReimbursementRules, month: date, *, allowed: Fraction = Fraction(1)
) -> Line | None:
    """The line of a month that begins on `month`; None where nobody is in post.

    `allowed` is the part of the role's full-time equivalents that the network can claim.
    """
    last = month_end(month)
    days = term.days_in(month, last)
    if not days:
        return None
    role = rules.find_role(term.role)
    time = Fraction(days, last.day)
    cost = pence(term.cost * time / 12)
    if role is None or not role.reimbursed_from <= month <= role.reimbursed_until:
        why = working.not_reimbursed(term.role, role, rules.year)
        return made(term, role, None, month, days, NOTHING, cost, f"£0.00: {why}", why)
    maximum = role.maximum_on(month)
    most = None if maximum is None else maximum.for_area(term.area)
    if most is None:
        why = working.maximum_not_held(role, term.area, month)
        return made(term, role, maximum, month, days, None, NOTHING, f"not known: {why}", why)
    by_cost, by_most = term.cost * Fraction(role.share), Fraction(most) * term.fte
    amount = pence(min(by_cost, by_most) * time / 12 * allowed)
    told = working.known(
        term, role, most, amount=amount, days=days, month=month, allowed=allowed,
        is_capped=by_most < by_cost,
    )  # fmt: skip
    return made(term, role, maximum, month, days, amount, max(NOTHING, cost - amount), told, "")


def made(
    term: Term,
    role: JobRole | None,
    maximum: Maximum | None,
    month: date,
    days: int,
    amount: Decimal | None,
    above: Decimal,
    told: str,
    why: str,
) -> Line:
    """A line with what it rests on."""
    rests = [one for one in (role, maximum, role.most if role else None) if one is not None]
    held = {one.status for one in rests}
    return Line(
        term=term,
        title=working.title_of(term.role, role),
        pot=role.pot if role else "arrs",
        month=month,
        days=days,
        days_of_month=month_end(month).day,
        amount=amount,
        above=above,
        working=told,
        why=why,
        status=next((doubt for doubt in DOUBTS if doubt in held), "verified")
        if rests
        else "not_found",
        sources=tuple(dict.fromkeys(source for one in rests for source in one.sources)),
        note=" ".join(one.note for one in rests if one.note),
        condition=role.condition if role else "",
    )
