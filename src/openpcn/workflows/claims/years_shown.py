"""A year of claims as a viewer may see it: months, what was paid, what would go unused.

Who may not see all pay sees states and full-time equivalents, and of money only how much of the
sum is used, to the nearest £50,000 and where it is the pay of five people or more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.workforce.queries.claims import (
    ClaimAnswer,
    RemittanceAnswer,
    remittances_of,
)
from openpcn.domains.workforce.queries.costs import BaselineAnswer, LastDayAnswer, MaximumAnswer
from openpcn.engines.reimbursement.odd import Vacancy, odd_in, vacancies
from openpcn.engines.reimbursement.outlook import Outlook, outlook
from openpcn.engines.reimbursement.years import HeldMonth
from openpcn.kernel.contract_years import ContractYear, contract_year, contract_year_of, month_end
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.rulebook.funding import years_held
from openpcn.workflows.claims.gathering import Gathered, SumOfYear, gather
from openpcn.workflows.pages.show_overview import Overview, show_overview

FEWEST = 5
"""People of a year from which its rounded total is shown to everybody."""
STEP = Decimal(50_000)


@dataclass(frozen=True, kw_only=True)
class MonthShown:
    """A month of the year."""

    month: date
    people: int
    fte: Decimal
    claim: ClaimAnswer | None
    amount: Decimal | None
    """Payable as worked out or submitted; None where it is not shown."""
    not_known: int
    """Lines without an amount."""
    has_ended: bool
    changed_by: Decimal | None
    """What the records say now above what was submitted; None where they agree."""


@dataclass(frozen=True, kw_only=True)
class RoleShown:
    """A role on the day: who is in post, and posts that are empty."""

    title: str
    people: int
    fte: Decimal
    amount: Decimal | None
    above: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The year's sum, what it is used for so far, and what would be lost."""

    sum: Decimal | None
    claimed: Decimal | None
    total: Decimal | None
    unused: Decimal | None
    about: Decimal | None
    """What of the sum the year would use, rounded, for those who see no pay."""
    outlook: Outlook | None
    """Between which amounts it may end; None for those who see no pay, and once it has ended."""
    months_left: int
    not_known: int


@dataclass(frozen=True, kw_only=True)
class ClaimsYear:
    """The claims page of a network."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    months: tuple[MonthShown, ...]
    roles: tuple[RoleShown, ...]
    vacancies: tuple[Vacancy, ...]
    findings: tuple[str, ...]
    forecast: Forecast
    sums: tuple[SumOfYear, ...]
    remittances: tuple[RemittanceAnswer, ...]
    maxima: tuple[MaximumAnswer, ...]
    baselines: tuple[BaselineAnswer, ...]
    last_day: LastDayAnswer | None
    sees_all: bool
    claims_here: bool
    approves: bool
    names: bool
    practices: tuple[tuple[str, str], ...]
    """Practices whose own claims the viewer may open."""


def show_claims(viewer: Account | None, code: str, *, year: str, when: When) -> ClaimsYear:
    """The year of a network's claims; that of the day asked about, unless one is named."""
    page = show_overview("networks", code, when=when)
    wanted = contract_year(year) if year else nearest(when.as_at)
    gathered = gather(viewer, page.subject.organisation, wanted, when=when)
    seat, sees = gathered.seat, gathered.sees_all
    own = (
        {one.code for one in organisations_by_id(seat.acts_for, when=when).values()}
        if seat.acts_for
        else set()
    )
    until = min(when.as_at, wanted.last_on)
    empty = vacancies(gathered.terms, gathered.rules, as_at=until)
    return ClaimsYear(
        page=page,
        year=wanted,
        years=years_held(),
        months=tuple(month_shown(gathered, one, when.as_at) for one in gathered.worked.months),
        roles=roles_of(gathered, when.as_at),
        vacancies=empty,
        findings=tuple(f"{one.message} {one.next_step}" for one in odd_in(gathered.terms))
        if seat.names
        else (),
        forecast=forecast_of(gathered, empty, when.as_at),
        sums=gathered.sums,
        remittances=remittances_of(viewer, gathered.network.id),
        maxima=gathered.maxima,
        baselines=gathered.baselines,
        last_day=gathered.last_day,
        sees_all=sees,
        claims_here=seat.claims_for(gathered.network.id),
        approves=seat.approves,
        names=seat.names,
        practices=tuple(
            (one.code, as_written(one.name))
            for one in page.members
            if wanted.begins >= 2026 and (seat.approves or one.code in own)
        ),
    )


def nearest(day: date) -> ContractYear:
    """The year of a day; the nearest that is held, where its own is not."""
    own = contract_year_of(day)
    return min(years_held(), key=lambda year: abs(year.begins - own.begins))


def month_shown(gathered: Gathered, held: HeldMonth, as_at: date) -> MonthShown:
    """A month, with money where the viewer may see all of it."""
    lines = held.claim.lines
    claim = gathered.claims.get(held.claim.month)
    now = held.claim.claimed - held.above
    changed = now - held.payable if held.is_settled else Decimal(0)
    return MonthShown(
        month=held.claim.month,
        people=len({line.term.person for line in lines}),
        fte=sum((line.fte * line.days / line.days_of_month for line in lines), Decimal(0)),
        claim=claim,
        amount=held.payable if gathered.sees_all else None,
        not_known=len(held.claim.unknown),
        has_ended=month_end(held.claim.month) <= as_at,
        changed_by=changed if changed and gathered.sees_all else None,
    )


def roles_of(gathered: Gathered, as_at: date) -> tuple[RoleShown, ...]:
    """The roles of the month that the day lies in, or of the last month of the year."""
    month = min(max(as_at, gathered.year.first_on), gathered.year.last_on).replace(day=1)
    held = next(one for one in gathered.worked.months if one.claim.month == month)
    titles = sorted({line.title for line in held.claim.lines})
    found = []
    for title in titles:
        lines = [line for line in held.claim.lines if line.title == title]
        known = [line.amount for line in lines if line.amount is not None]
        is_shown = gathered.sees_all and len(known) == len(lines)
        found.append(
            RoleShown(
                title=title,
                people=len({line.term.person for line in lines}),
                fte=sum((line.fte * line.days / line.days_of_month for line in lines), Decimal(0)),
                amount=sum(known, Decimal(0)) if is_shown else None,
                above=sum((line.above for line in lines), Decimal(0))
                if gathered.sees_all
                else None,
            )
        )
    return tuple(found)


def forecast_of(gathered: Gathered, empty: tuple[Vacancy, ...], as_at: date) -> Forecast:
    """What the year would use, if nobody comes or goes beyond what is recorded."""
    worked, sees = gathered.worked, gathered.sees_all
    people = {
        line.term.person
        for one in worked.months
        for line in one.claim.lines
        if line.amount is not None
    }
    about = (worked.forecast / STEP).quantize(Decimal(1), ROUND_HALF_UP) * STEP
    return Forecast(
        sum=worked.sum,
        claimed=worked.claimed_by(as_at) if sees else None,
        total=worked.forecast if sees else None,
        unused=worked.unused if sees else None,
        about=about if len(people) >= FEWEST else None,
        outlook=outlook(worked, gathered.terms, empty, as_at=as_at)
        if sees and worked.months_left(as_at)
        else None,
        months_left=worked.months_left(as_at),
        not_known=worked.not_known,
    )
