"""How far an area has come by each framework, what changed, and support money against need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions.ambitions import RECORD
from openpcn.domains.outcomes.queries.ambitions import successors
from openpcn.domains.outcomes.queries.maturity import (
    AssessmentAnswer,
    SupportAnswer,
    assessments,
    support,
)
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import When
from openpcn.rulebook.maturity import Domain, Framework, frameworks
from openpcn.workflows.agreements.mine import Scope, may_read, scope_of


@dataclass(frozen=True, kw_only=True)
class DomainStanding:
    """One domain with its assessments."""

    domain: Domain
    held: tuple[AssessmentAnswer, ...]
    """Every assessment, the newest first."""

    @property
    def newest(self) -> AssessmentAnswer | None:
        """The last one."""
        return self.held[0] if self.held else None

    @property
    def before(self) -> AssessmentAnswer | None:
        """The one before the last."""
        return self.held[1] if len(self.held) > 1 else None

    @property
    def change(self) -> int | None:
        """Steps since the one before; None where there are not two."""
        if self.newest is None or self.before is None:
            return None
        return self.newest.stage - self.before.stage


@dataclass(frozen=True, kw_only=True)
class FrameworkStanding:
    """One framework of one organisation."""

    framework: Framework
    domains: tuple[DomainStanding, ...]

    @property
    def to_go(self) -> int | None:
        """Steps that lie before the last stage, over the domains assessed; None of none."""
        held = [one.newest for one in self.domains if one.newest]
        return sum(len(self.framework.stages) - one.stage for one in held) if held else None

    @property
    def assessed(self) -> int:
        """How many domains are assessed."""
        return sum(one.newest is not None for one in self.domains)

    @property
    def to_go_each(self) -> float | None:
        """Steps to go for each domain assessed, so that many domains are not much need."""
        return None if self.to_go is None else self.to_go / self.assessed

    @property
    def last_on(self) -> date | None:
        """The day of the newest assessment."""
        return max((one.newest.assessed_on for one in self.domains if one.newest), default=None)


@dataclass(frozen=True, kw_only=True)
class OneMaturity:
    """An organisation in every framework, with its support."""

    code: str
    name: str
    kind: str
    standings: tuple[FrameworkStanding, ...]
    support: tuple[SupportAnswer, ...]

    @property
    def is_assessed(self) -> bool:
        """Whether anything is recorded."""
        return any(one.to_go is not None for one in self.standings) or bool(self.support)


@dataclass(frozen=True, kw_only=True)
class SupportAgainstNeed:
    """Organisations side by side in one framework, with the support of one year."""

    framework: Framework
    """The one in which most have assessed themselves; of several, the newest."""
    year: str
    """The newest for which any of them has support; empty where none has."""
    rows: tuple[OneMaturity, ...]
    """Those with the most steps to go for each domain first, those not assessed last."""

    def standing(self, one: OneMaturity) -> FrameworkStanding:
        """How far one of them has come."""
        return next(each for each in one.standings if each.framework.id == self.framework.id)

    def support(self, one: OneMaturity) -> SupportAnswer | None:
        """The support of one of them in the year."""
        return next((each for each in one.support if each.year == self.year), None)


@dataclass(frozen=True, kw_only=True)
class Maturity:
    """An organisation, and what lies in it."""

    scope: Scope
    here: OneMaturity
    before: tuple[OneMaturity, ...]
    """Networks whose place it took, that had assessed themselves."""
    against: SupportAgainstNeed | None
    """The networks that lie in it, and what else in it has recorded something; None of none."""
    may_record: bool

    @property
    def every(self) -> tuple[OneMaturity, ...]:
        """All of them."""
        return (self.here, *self.before, *(self.against.rows if self.against else ()))


def show_maturity(viewer: Account | None, code: str, *, when: When) -> Maturity:
    """Maturity, for people with a role in the system."""
    scope = scope_of(viewer, code, when=when)
    if not may_read(viewer, scope):
        raise Refused(
            "Maturity is shown to people with a role in this system.",
            next_step="Sign in with an account that has one.",
        )
    own = scope.organisation.id
    gone = frozenset(successors([own], when=when))
    asked = scope.within | gone
    held, given = assessments(asked, when=when), support(asked, when=when)
    recorded = {one.organisation_id for one in held} | {one.organisation_id for one in given}
    found = {
        number: one_of(one, held, given)
        for number, one in organisations_by_id(asked, when=when).items()
        if number in recorded | {own} or is_network(one, when.as_at)
    }
    inside = [one for number, one in found.items() if number not in gone | {own}]
    return Maturity(
        scope=scope,
        here=found[own],
        before=tuple(found[number] for number in sorted(gone & recorded)),
        against=side_by_side(inside) if inside else None,
        may_record=may(viewer, RECORD, own),
    )


def is_network(one: OrganisationAnswer, day: date) -> bool:
    """Whether it is a network that had not closed."""
    return one.kind == "network" and (one.closed_on is None or one.closed_on >= day)


def one_of(
    one: OrganisationAnswer, held: Sequence[AssessmentAnswer], given: Sequence[SupportAnswer]
) -> OneMaturity:
    """One organisation with what is its own."""
    return OneMaturity(
        code=one.code,
        name=one.name,
        kind=one.kind,
        standings=standings([each for each in held if each.organisation_id == one.id]),
        support=tuple(each for each in given if each.organisation_id == one.id),
    )


def side_by_side(found: Sequence[OneMaturity]) -> SupportAgainstNeed:
    """Those with the most steps to go first: steps of one framework, for each domain assessed."""
    every = list(frameworks().values())
    used = [sum(one.standings[at].assessed > 0 for one in found) for at in range(len(every))]
    at = used.index(max(used))

    def order(one: OneMaturity) -> tuple[bool, float, str]:
        each = one.standings[at].to_go_each
        return each is None, -(each or 0.0), one.name

    return SupportAgainstNeed(
        framework=every[at],
        year=max((each.year for one in found for each in one.support), default=""),
        rows=tuple(sorted(found, key=order)),
    )


def standings(held: Sequence[AssessmentAnswer]) -> tuple[FrameworkStanding, ...]:
    """Every framework, with what is held of it; the newest assessments stand first."""
    found = []
    for framework in frameworks().values():
        domains = []
        for domain in framework.domains:
            own = [e for e in held if (e.framework, e.domain) == (framework.id, domain.code)]
            domains.append(DomainStanding(domain=domain, held=tuple(own)))
        found.append(FrameworkStanding(framework=framework, domains=tuple(domains)))
    return tuple(found)
