"""Which networks have made which plans their own, checked when, by whom, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.accounts.queries import Account
from openpcn.domains.programme.belonging import reaching
from openpcn.domains.programme.queries.answers import PlanAnswer
from openpcn.domains.programme.queries.matters import plans_of
from openpcn.domains.programme.queries.tracking import CheckAnswer, checks_of
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.kernel.when import When
from openpcn.workflows.programme.around import Around


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a plan stands in a network."""

    plan: PlanAnswer
    network: OrganisationAnswer
    checks: tuple[CheckAnswer, ...]
    """The newest first."""
    due_on: date | None
    """The day of the next check; None where none is to come."""
    is_overdue: bool

    @property
    def last(self) -> CheckAnswer | None:
        """The newest check."""
        return self.checks[0] if self.checks else None


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The register of plans for an organisation, by network."""

    around: Around
    plans: tuple[PlanAnswer, ...]
    standings: dict[tuple[int, int], Standing]
    """By plan and network, where the plan is for the network."""

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """Checks that should have been made by the day, the longest overdue first."""
        held = [one for one in self.standings.values() if one.is_overdue]
        return tuple(sorted(held, key=lambda one: (one.due_on or date.max, one.network.name)))

    @property
    def of_one_network(self) -> dict[int, Standing]:
        """On a page of several networks, the plans in force that one of them made for itself."""
        own = {one.id for one in self.around.networks} - {self.around.organisation.id}
        return {
            number: one
            for (number, _), one in self.standings.items()
            if one.plan.in_force and one.plan.about_id in own
        }

    def embedded(self, plan: int) -> int:
        """In how many networks a plan was found embedded at the last check."""
        return sum(
            one.last is not None and one.last.embedded == "yes"
            for (number, _), one in self.standings.items()
            if number == plan
        )

    def networks_of(self, plan: int) -> int:
        """For how many networks a plan is meant."""
        return sum(
            one.last is None or one.last.embedded != "not_for_us"
            for (number, _), one in self.standings.items()
            if number == plan
        )


def in_force(viewer: Account | None, here: Around) -> InForce:
    """The register, with what every network was found to do."""
    plans = plans_of(here.inside | here.over, when=here.when, viewer=viewer)
    checks = checks_of([one.id for one in plans], when=here.when, viewer=viewer)
    standings = {}
    for network in here.networks:
        reached = reaching(network.id, when=here.when)
        for plan in plans:
            if plan.about_id in reached:
                found = tuple(checks.get((plan.id, network.id), ()))
                standings[plan.id, network.id] = standing(plan, network, found, here.when)
    return InForce(around=here, plans=tuple(plans), standings=standings)


def standing(
    plan: PlanAnswer, network: OrganisationAnswer, checks: tuple[CheckAnswer, ...], when: When
) -> Standing:
    """How a plan stands in a network; a plan that was never checked is due from its first day."""
    last = checks[0] if checks else None
    is_meant = plan.in_force and (last is None or last.embedded != "not_for_us")
    since = last.checked_on if last else plan.raised_on
    due_on = months_after(since, plan.check_every) if is_meant else None
    return Standing(
        plan=plan,
        network=network,
        checks=checks,
        due_on=due_on,
        is_overdue=due_on is not None and due_on < when.as_at,
    )


def months_after(day: date, months: int) -> date:
    """The same day some months later; the 28th at most, so that every month has it."""
    at = day.month - 1 + months
    return date(day.year + at // 12, at % 12 + 1, min(day.day, 28))
