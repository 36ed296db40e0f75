"""Everything that a claimant's year of claims is worked out from, and the year itself.

It holds pay and amounts of everybody: nothing of it is handed to a door. `sheets` and `years_shown`
take from it what a viewer may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.structure import practices
from openpcn.domains.workforce.permissions import Seat, seat_of
from openpcn.domains.workforce.queries.claims import ClaimAnswer, claims_of, submitted_amounts
from openpcn.domains.workforce.queries.costs import (
    BaselineAnswer,
    CostAnswer,
    LastDayAnswer,
    MaximumAnswer,
    costs_of,
    last_day,
    recorded_baselines,
    recorded_maxima,
)
from openpcn.domains.workforce.queries.staff import StaffAnswer, staff_of
from openpcn.engines.funding.rules import Count
from openpcn.engines.reimbursement.facts import Term
from openpcn.engines.reimbursement.rules import Area, Maximum, ReimbursementRules, Source
from openpcn.engines.reimbursement.years import YearOfClaims, work_out_year
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.reimbursement import reimbursement_rules
from openpcn.rulebook.statuses import Status
from openpcn.workflows.funding.network_statements import NetworkStatement, state_network

NETWORK_POTS = ("arrs", "arrs_gp")
PRACTICE_POT = "practice_level_gp_reimbursement"


@dataclass(frozen=True, kw_only=True)
class SumOfYear:
    """The most of the year from one pot, and how it comes about."""

    pot: str
    title: str
    amount: Decimal | None
    working: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A claimant's year."""

    network: OrganisationAnswer
    claimant: OrganisationAnswer
    year: ContractYear
    rules: ReimbursementRules
    terms: tuple[Term, ...]
    sums: tuple[SumOfYear, ...]
    registered: Decimal | None
    worked: YearOfClaims
    staff: Mapping[int, StaffAnswer]
    """As the viewer may see them, by number of the record."""
    claims: Mapping[date, ClaimAnswer]
    maxima: tuple[MaximumAnswer, ...]
    baselines: tuple[BaselineAnswer, ...]
    """Of the network's own roles; a practice's own scheme began later and has none."""
    last_day: LastDayAnswer | None
    seat: Seat

    @property
    def is_practice(self) -> bool:
        """Whether a practice claims for itself."""
        return self.claimant.id != self.network.id

    @property
    def sees_all(self) -> bool:
        """Whether the viewer may see all amounts."""
        return self.seat.sees_all_of(self.claimant.id)


def gather(
    viewer: Account | None,
    network: OrganisationAnswer,
    year: ContractYear,
    *,
    when: When,
    practice: str = "",
) -> Gathered:
    """The year of a network's own claims, or of a practice's under its own scheme."""
    claimant = the_claimant(network, practice, when=when)
    maxima = recorded_maxima(network.id, as_known=when.as_known)
    rules = with_recorded(reimbursement_rules(year), maxima)
    stated = state_network(network, year, when=when)
    sums = sums_of(stated, claimant)
    told_of_2019 = recorded_baselines(network.id, as_known=when.as_known)
    baselines = told_of_2019 if claimant.id == network.id else ()
    costs = costs_of(network.id, as_known=when.as_known)
    terms = tuple(term_of(one) for one in costs if one.claimant_id == claimant.id)
    registered = counted(stated, Count.REGISTERED)
    worked = work_out_year(
        terms,
        rules,
        {one.pot: one.amount for one in sums},
        registered=registered,
        baselines={one.role: one.fte for one in baselines},
        settled=submitted_amounts(network.id, claimant.id),
    )
    held = staff_of(viewer, network.id, as_known=when.as_known)
    return Gathered(
        network=network,
        claimant=claimant,
        year=year,
        rules=rules,
        terms=terms,
        sums=sums,
        registered=registered,
        worked=worked,
        staff={one.id: one for one in held if one.claimant_id == claimant.id},
        claims=claims_of(viewer, network.id, claimant.id),
        maxima=maxima,
        baselines=baselines,
        last_day=last_day(network.id, str(year), as_known=when.as_known),
        seat=seat_of(viewer, network.id),
    )


def the_claimant(network: OrganisationAnswer, practice: str, *, when: When) -> OrganisationAnswer:
    """The network itself, or one of its practices."""
    if not practice:
        return network
    members = {one.code for one in practices(when=when, within=network.code)}
    if practice.upper() not in members:
        raise NotFound(
            f"{practice.upper()[:20]} is not a practice of {network.code} on "
            f"{in_words(when.as_at)}.",
            next_step="Choose one of the network's members.",
        )
    return get_organisation(practice, when=when, kind="practice")


def with_recorded(
    rules: ReimbursementRules, maxima: tuple[MaximumAnswer, ...]
) -> ReimbursementRules:
    """The rules with maxima that the commissioner told laid over those of the rulebook."""
    by_role: dict[str, list[Maximum]] = {}
    for one in maxima:
        by_role.setdefault(one.role, []).append(told(one))
    return replace(
        rules,
        roles=tuple(
            replace(role, maxima=(*role.maxima, *by_role.get(role.code, ())))
            for role in rules.roles
        ),
    )


def told(one: MaximumAnswer) -> Maximum:
    """A recorded maximum for the engine; it is to be checked, however good its source."""
    by_area = {
        "pounds": one.pounds if one.area == Area.ELSEWHERE else None,
        "outer_london": one.pounds if one.area == Area.OUTER_LONDON else None,
        "inner_london": one.pounds if one.area == Area.INNER_LONDON else None,
    }
    return Maximum(
        **by_area,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        status=Status.PARTIAL,
        sources=(Source(code="", title=one.source, url=""),),
        checked_on=one.known_from.date(),
        note="Recorded here as it was told.",
    )


def sums_of(stated: NetworkStatement, claimant: OrganisationAnswer) -> tuple[SumOfYear, ...]:
    """What the statement of the year says can be claimed, pot by pot."""
    lines = {line.code: line for line in stated.statement.lines}
    if claimant.id != stated.network.id:
        return (sum_of_practice(stated, claimant),)
    found = tuple(
        SumOfYear(
            pot=pot,
            title=lines[pot].title,
            amount=lines[pot].amount,
            working=lines[pot].working,
            status=lines[pot].status,
        )
        for pot in NETWORK_POTS
        if pot in lines
    )
    return found or (missing("arrs"),)


def sum_of_practice(stated: NetworkStatement, practice: OrganisationAnswer) -> SumOfYear:
    """A practice's own part of the sum for practices; not known where its count is not held."""
    line = next((one for one in stated.statement.lines if one.code == PRACTICE_POT), None)
    parts = stated.shares.get(PRACTICE_POT, ())
    own = next((one for one in parts if one.practice == practice.code), None)
    if line is None or own is None:
        return missing(PRACTICE_POT)
    return SumOfYear(
        pot=PRACTICE_POT, title=line.title, amount=own.amount, working=own.working,
        status=line.status,
    )  # fmt: skip


def missing(pot: str) -> SumOfYear:
    """A pot of which the year's statement says nothing."""
    return SumOfYear(
        pot=pot,
        title="Additional roles" if pot != PRACTICE_POT else "Practice-level GP reimbursement",
        amount=None,
        working="the contract of this year has no such sum, or what it is counted by is not held",
        status=Status.NOT_FOUND,
    )


def counted(stated: NetworkStatement, counts: Count) -> Decimal | None:
    """A count that the statement uses."""
    lines = (line for line in stated.statement.lines if line.counts is counts)
    return next((line.count for line in lines if line.count is not None), None)


def term_of(cost: CostAnswer) -> Term:
    """A record for the engine."""
    return Term(
        key=str(cost.id),
        person=cost.person,
        role=cost.role,
        post=cost.post,
        hours=cost.hours,
        here=cost.here,
        salary=cost.salary,
        on_costs=cost.on_costs,
        starts_on=cost.starts_on,
        ends_on=cost.ends_on,
        area=Area(cost.area),
    )
