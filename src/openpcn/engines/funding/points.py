"""What is paid by points: so many pounds for each, before adjustments that are not held."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpcn.engines.funding.choosing import earned
from openpcn.engines.funding.facts import NetworkFacts
from openpcn.engines.funding.rules import Count, Entitlement, Paid, Payee, Per, Rate, Unheld
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.wording import pounds

CODE = "investment_and_impact_fund"
NOT_ADJUSTED = "Before the adjustments for list size and prevalence, whose averages are not held."


def has_points(facts: NetworkFacts, year: ContractYear, known: date) -> bool:
    """Whether points earned in the year were told."""
    return earned(facts, year, known) is not None


def by_points(fund: Unheld, year: ContractYear) -> Entitlement:
    """A fund as an entitlement: each point at its pounds, whoever earned how many."""
    rate = Rate(
        pounds=fund.pounds_per_point,
        per=Per.PERIOD,
        starts_on=year.first_on,
        ends_on=year.last_on,
        known_from=fund.known_from,
        status=fund.status,
        sources=fund.sources,
        checked_on=fund.checked_on,
        note=" ".join(part for part in (NOT_ADJUSTED, fund.indicators) if part),
    )
    return Entitlement(
        code=CODE,
        title=fund.title,
        counts=Count.POINTS,
        counted_on=None,
        payee=Payee.NOMINATED_PAYEE,
        paid=Paid.ON_DECLARATION,
        is_most=False,
        rates=(rate,),
    )


def not_worked_out(fund: Unheld) -> str:
    """What is held of something that has no amount here, in a sentence."""
    if not fund.points or fund.pounds_per_point is None:
        return f"{fund.title}: {fund.words}"
    most = pounds(Decimal(fund.points) * fund.pounds_per_point)
    return (
        f"{fund.title}: up to {fund.points:,} points × £{fund.pounds_per_point:,} = {most} for a "
        f"network of average size and prevalence. {fund.words}"
    )
