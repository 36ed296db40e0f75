"""A year of claims held against the year's sum, and what would go unused by its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.engines.reimbursement.claims import MonthClaim, work_out_claim
from openpcn.engines.reimbursement.facts import Term
from openpcn.engines.reimbursement.lines import NOTHING
from openpcn.engines.reimbursement.rules import ReimbursementRules
from openpcn.kernel.contract_years import ContractYear, month_end

Sums = Mapping[str, Decimal | None]
"""By pot: the most of the year; None where it is not known."""


@dataclass(frozen=True, kw_only=True)
class HeldMonth:
    """A month's claim held against what earlier months left of the sums."""

    claim: MonthClaim
    payable: Decimal
    """What can be reimbursed; where a sum is not known, what is claimed from it."""
    above: Decimal
    """What is claimed above the year's sum, and not reimbursed."""
    is_settled: bool
    """Whether the amount is what was submitted, not what is worked out now."""


@dataclass(frozen=True, kw_only=True)
class YearOfClaims:
    """Twelve months, the sum, and what would be left of it."""

    year: ContractYear
    months: tuple[HeldMonth, ...]
    sum: Decimal | None
    """All pots together; None where one of them is not known."""

    def claimed_by(self, day: date) -> Decimal:
        """What the months that had ended by a day come to."""
        ended = (one for one in self.months if month_end(one.claim.month) <= day)
        return sum((one.payable for one in ended), NOTHING)

    @property
    def forecast(self) -> Decimal:
        """The whole year, if nobody comes or goes beyond what is recorded."""
        return sum((one.payable for one in self.months), NOTHING)

    @property
    def unused(self) -> Decimal | None:
        """What would be lost at the end of the year: nothing is carried forward."""
        return None if self.sum is None else self.sum - self.forecast

    @property
    def not_known(self) -> int:
        """Lines of the year without an amount."""
        return sum(len(one.claim.unknown) for one in self.months)

    def months_left(self, day: date) -> int:
        """Whole months that are still to come."""
        return sum(1 for month in self.year.months if month > day)


def work_out_year(
    terms: Iterable[Term],
    rules: ReimbursementRules,
    sums: Sums,
    *,
    registered: Decimal | None = None,
    baselines: Mapping[str, Decimal] | None = None,
    settled: Mapping[date, Decimal] | None = None,
) -> YearOfClaims:
    """Every month of the year against its sums, April first.

    Only roles of the pots in `sums` count. `settled` are amounts that were submitted for a month:
    they stand whatever the records say since.
    """
    counted = [term for term in terms if pot_of(term, rules) in sums]
    left = dict(sums)
    months = []
    for month in rules.year.months:
        claim = work_out_claim(counted, rules, month, registered=registered, baselines=baselines)
        months.append(held(claim, left, (settled or {}).get(month)))
    known = [one for one in sums.values() if one is not None]
    total = sum(known, NOTHING) if len(known) == len(sums) else None
    return YearOfClaims(year=rules.year, months=tuple(months), sum=total)


def held(claim: MonthClaim, left: dict[str, Decimal | None], settled: Decimal | None) -> HeldMonth:
    """A month against what is left of each pot, which it lessens."""
    payable = NOTHING
    for pot, claimed in claim.by_pot.items():
        available = left[pot]
        paid = claimed if available is None else min(claimed, available)
        if available is not None:
            left[pot] = available - paid
        payable += paid
    if settled is not None:
        lessen(left, settled - payable)
    return HeldMonth(
        claim=claim,
        payable=payable if settled is None else settled,
        above=claim.claimed - payable,
        is_settled=settled is not None,
    )


def lessen(left: dict[str, Decimal | None], more: Decimal) -> None:
    """Take what a settled month has above its working from the first pots that have it."""
    for pot, available in left.items():
        if available is not None:
            taken = min(more, available)
            left[pot] = available - taken
            more -= taken


def pot_of(term: Term, rules: ReimbursementRules) -> str:
    """What a term is paid from; roles that nobody reimburses stand with the additional roles."""
    role = rules.find_role(term.role)
    return role.pot if role else "arrs"
