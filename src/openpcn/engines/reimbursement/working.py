"""The sentence that shows how a line of a claim comes about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from openpcn.engines.reimbursement.facts import FULL_TIME, Term
from openpcn.engines.reimbursement.rules import Area, JobRole
from openpcn.kernel.contract_years import ContractYear, month_end
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import pounds

AREAS = {Area.OUTER_LONDON: " in outer London", Area.INNER_LONDON: " in inner London"}


def in_decimals(number: Fraction | Decimal) -> str:
    """A number with up to four decimals and no needless noughts: 0.8, 15."""
    return f"{float(number):,.4f}".rstrip("0").rstrip(".")


def fte_of(term: Term) -> str:
    """Full-time equivalents, exactly: 0.8, or 20/37.5 where decimals never end."""
    hundredths = term.fte * 100
    if hundredths.denominator == 1:
        return in_decimals(term.fte)
    return f"{in_decimals(term.here)}/{in_decimals(FULL_TIME)}"


def title_of(code: str, role: JobRole | None) -> str:
    """What a role is called; its code in words where the year does not know it."""
    return role.title if role else code.replace("_", " ").capitalize() or "No role"


def known(
    term: Term,
    role: JobRole,
    most: Decimal,
    *,
    amount: Decimal,
    days: int,
    month: date,
    allowed: Fraction,
    is_capped: bool,
) -> str:
    """The working of a known amount: the lower of cost and maximum, by time, by what is allowed."""
    ceiling = f"£{most:,} × {fte_of(term)} FTE"
    paid = f"{pounds(term.salary + term.on_costs)} pay and on-costs"
    if term.here != term.hours:
        paid += f" × {in_decimals(term.here)}/{in_decimals(term.hours)} hours"
    if role.share != 1:
        paid += f" × {in_decimals(role.share * 100)}%"
    told = f"{ceiling} (the maximum{AREAS.get(term.area, '')})" if is_capped else paid
    other = f"{paid} are above it" if is_capped else f"the maximum would be {ceiling}"
    last = month_end(month).day
    time = " ÷ 12" if days == last else f" ÷ 12 × {days}/{last} days"
    within = (
        "" if allowed == 1 else f" × {in_decimals(allowed * 100)}% of the role’s FTE can be claimed"
    )
    return f"{pounds(amount)} = {told}{time}{within}; {other}"


def not_reimbursed(code: str, role: JobRole | None, year: ContractYear) -> str:
    """Why a role is not reimbursed at all."""
    if role is None:
        return f"{title_of(code, None)} is not a role that is reimbursed in {year}"
    return (
        f"{role.title} is reimbursed from {in_words(role.reimbursed_from)} "
        f"to {in_words(role.reimbursed_until)} only"
    )


def maximum_not_held(role: JobRole, area: Area, month: date) -> str:
    """Why an amount is not known."""
    where = AREAS.get(area, "")
    return f"the maximum of {role.title.lower()}{where} in {month:%B %Y} is not held"
