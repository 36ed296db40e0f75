"""A person in a post, on the same terms from a day to a day; no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from openpcn.engines.reimbursement.rules import Area

FULL_TIME = Decimal("37.5")
"""Hours a week of one full-time equivalent."""
PENNY = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Term:
    """Somebody holds a post with these hours and this pay."""

    key: str
    """Ours, to find the record again."""
    person: str
    """A key that is the same for the same person; never shown."""
    role: str
    post: str
    """The number of the post."""
    hours: Decimal
    """Contracted hours a week."""
    here: Decimal
    """Hours of these that are worked for, and claimed by, whoever claims."""
    salary: Decimal
    """Pounds a year for the contracted hours, as paid."""
    on_costs: Decimal
    """Employer's national insurance and pension, pounds a year."""
    starts_on: date
    ends_on: date | None = None
    """The last day in post; None: still in post."""
    area: Area = Area.ELSEWHERE

    @property
    def part(self) -> Fraction:
        """The part of the contracted hours that counts here."""
        return Fraction(self.here) / Fraction(self.hours)

    @property
    def fte(self) -> Fraction:
        """Full-time equivalents that count here."""
        return Fraction(self.here) / Fraction(FULL_TIME)

    @property
    def cost(self) -> Fraction:
        """Pounds a year of pay and on-costs that count here."""
        return Fraction(self.salary + self.on_costs) * self.part

    def days_in(self, first: date, last: date) -> int:
        """Days in post between two days, both counted."""
        ends = last if self.ends_on is None else min(self.ends_on, last)
        return max(0, (ends - max(self.starts_on, first)).days + 1)

    def meets(self, other: Term) -> bool:
        """Whether both are in post on some day."""
        return (self.ends_on is None or other.starts_on <= self.ends_on) and (
            other.ends_on is None or self.starts_on <= other.ends_on
        )


def pence(amount: Fraction) -> Decimal:
    """Pounds to the penny, half up; amounts here are never below nought."""
    return Decimal(int(amount * 100 + Fraction(1, 2))) * PENNY
