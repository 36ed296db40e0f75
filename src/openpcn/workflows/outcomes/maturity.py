"""How far an area has come by each framework, what changed, and support money against need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions.ambitions import RECORD
from openpcn.domains.outcomes.queries.maturity import (
    AssessmentAnswer,
    SupportAnswer,
    assessments,
    support,
)
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import When
from openpcn.rulebook.maturity import Domain, Framework, frameworks
from openpcn.workflows.agreements.mine import Scope, may_read, scope_of


@dataclass(frozen=True, kw_only=True)
class DomainStanding:
    """One domain: the newest assessment and the one before it."""

    domain: Domain
    newest: AssessmentAnswer | None
    before: AssessmentAnswer | None

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
class Maturity:
    """An organisation, and what lies in it."""

    scope: Scope
    here: OneMaturity
    inside: tuple[OneMaturity, ...]
    """Others that have assessed themselves, by how far they have to go, the farthest first."""
    may_record: bool


def show_maturity(viewer: Account | None, code: str, *, when: When) -> Maturity:
    """Maturity, for people with a role in the system."""
    scope = scope_of(viewer, code, when=when)
    if not may_read(viewer, scope):
        raise Refused(
            "Maturity is shown to people with a role in this system.",
            next_step="Sign in with an account that has one.",
        )
    held, given = assessments(scope.within, when=when), support(scope.within, when=when)
    ids = {one.organisation_id for one in held} | {one.organisation_id for one in given}
    ids.add(scope.organisation.id)
    named = organisations_by_id(ids, when=when)
    every = {
        number: OneMaturity(
            code=one.code,
            name=one.name,
            kind=one.kind,
            standings=standings([each for each in held if each.organisation_id == number]),
            support=tuple(each for each in given if each.organisation_id == number),
        )
        for number, one in named.items()
    }
    others = [one for number, one in every.items() if number != scope.organisation.id]
    return Maturity(
        scope=scope,
        here=every[scope.organisation.id],
        inside=tuple(sorted(others, key=lambda one: (-need(one), one.code))),
        may_record=may(viewer, RECORD, scope.organisation.id),
    )


def standings(held: Sequence[AssessmentAnswer]) -> tuple[FrameworkStanding, ...]:
    """Every framework, with what is held of it; the newest assessments stand first."""
    found = []
    for framework in frameworks().values():
        domains = []
        for domain in framework.domains:
            own = [e for e in held if (e.framework, e.domain) == (framework.id, domain.code)]
            domains.append(
                DomainStanding(
                    domain=domain,
                    newest=own[0] if own else None,
                    before=own[1] if len(own) > 1 else None,
                )
            )
        found.append(FrameworkStanding(framework=framework, domains=tuple(domains)))
    return tuple(found)


def need(one: OneMaturity) -> int:
    """Steps to go over all frameworks in which it is assessed."""
    return sum(each.to_go or 0 for each in one.standings)
