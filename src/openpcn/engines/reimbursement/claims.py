"""The claim of a month: every line, and what the lines of each pot sum to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from openpcn.engines.reimbursement.facts import Term
from openpcn.engines.reimbursement.lines import NOTHING, Line, line_of
from openpcn.engines.reimbursement.rules import ReimbursementRules
from openpcn.kernel.contract_years import month_end


@dataclass(frozen=True, kw_only=True)
class MonthClaim:
    """What a month's staff in post are claimed with, before the year's sum."""

    month: date
    lines: tuple[Line, ...]

    @property
    def claimed(self) -> Decimal:
        """The sum of what is known."""
        return sum((line.amount for line in self.lines if line.amount is not None), NOTHING)

    @property
    def unknown(self) -> tuple[Line, ...]:
        """Lines without an amount."""
        return tuple(line for line in self.lines if line.amount is None)

    @property
    def by_pot(self) -> dict[str, Decimal]:
        """What is known, by the entitlement that it is paid from."""
        found: dict[str, Decimal] = {}
        for line in self.lines:
            found[line.pot] = found.get(line.pot, NOTHING) + (line.amount or NOTHING)
        return found


def work_out_claim(
    terms: Iterable[Term],
    rules: ReimbursementRules,
    month: date,
    *,
    registered: Decimal | None = None,
    baselines: Mapping[str, Decimal] | None = None,
) -> MonthClaim:
    """The claim of the month that begins on `month`: nobody in post, nothing reimbursed.

    `registered` is the network's list, which decides how many of some roles can be claimed.
    `baselines` are full-time equivalents of a role that were in post on 31 March 2019 and bring
    nothing, for lists that name all staff of the role. The order of the staff does not matter.
    """
    present = sorted(terms, key=lambda term: (term.role, term.post, term.starts_on, term.key))
    allowed = allowed_parts(present, rules, month, registered, baselines or {})
    lines = (
        line_of(term, rules, month, allowed=allowed.get(term.role, Fraction(1))) for term in present
    )
    return MonthClaim(month=month, lines=tuple(line for line in lines if line is not None))


def allowed_parts(
    terms: Iterable[Term],
    rules: ReimbursementRules,
    month: date,
    registered: Decimal | None,
    baselines: Mapping[str, Decimal],
) -> dict[str, Fraction]:
    """The part of each role that can be claimed: above its baseline, and within the most."""
    last = month_end(month)
    held: dict[str, Fraction] = defaultdict(Fraction)
    for term in terms:
        held[term.role] += term.fte * Fraction(term.days_in(month, last), last.day)
    found: dict[str, Fraction] = {}
    for role in rules.roles:
        total = held[role.code]
        if not total:
            continue
        above = max(Fraction(0), total - Fraction(baselines.get(role.code, 0)))
        part = above / total
        if role.most is not None:
            together = above + held.get(role.most.together_with, Fraction(0))
            most = Fraction(role.most.allowed(registered))
            part *= min(Fraction(1), most / together) if together else Fraction(1)
        found[role.code] = part
    return found
