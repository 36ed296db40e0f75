"""The fairness page of an area: money against need today, and what extra money would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.engines.fairness.concentration import (
    Concentration,
    Following,
    concentrate,
    follow_need,
)
from openpcn.engines.fairness.facts import NOTHING, PENNY, Practice, checked
from openpcn.engines.fairness.floor import Floor, lift_to_floor
from openpcn.engines.fairness.levelling import LevelUp, Plan, level_up
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When, in_words
from openpcn.workflows.facts.subject import KINDS
from openpcn.workflows.fairness.held import Held, PracticeHeld, hold
from openpcn.workflows.fairness.recorded import recorded_beside
from openpcn.workflows.fairness.scenario import START_FLOOR, START_SHARE, Method, Scenario
from openpcn.workflows.fairness.weighing import Weighed, weigh_practices

FAR = 366
"""Days after which lists of another day are worth a caution."""
THOUSAND = Decimal(1000)


@dataclass(frozen=True, kw_only=True)
class Fairness:
    """The answer to one scenario."""

    held: Held
    scenario: Scenario
    weighed: Weighed
    plan: LevelUp
    floor: Floor
    need: Concentration
    today: Concentration
    after: Concentration
    follows_today: Following
    follows_after: Following
    recorded: tuple[str, ...] = ()
    """What networks were told of their weighted population beside the lists that count here."""

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Those that are compared, by code."""
        return self.weighed.practices

    @property
    def about(self) -> Mapping[str, PracticeHeld]:
        """What is held of each practice, by code."""
        return {one.code: one for one in self.held.practices}

    @property
    def patients(self) -> Decimal:
        """Registered patients of those compared."""
        return sum((one.patients for one in self.practices), Decimal(0))

    @property
    def money(self) -> Decimal:
        """Pounds a year of those compared, today."""
        return sum((one.pounds for one in self.practices), NOTHING)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What a reader must know before using the answer."""
        return (
            *self.plan.cautions,
            *far_apart(self.held, self.scenario.method),
            *self.recorded,
        )


def show_fairness(path: str, code: str, *, year: str, scenario: Scenario, when: When) -> Fairness:
    """Money against need of an area's practices by a scenario, in a payment year."""
    held = hold(path, code, year=year, when=when)
    weighed = weigh_practices(held, scenario)
    found = checked(weighed.practices)
    plan = level_up(found, plan_of(scenario, found))
    today = {one.code: one.pounds for one in found}
    after = {one.code: one.after for one in plan.practices}
    return Fairness(
        held=held,
        scenario=scenario,
        weighed=Weighed(practices=found, left_out=weighed.left_out, parts=weighed.parts),
        plan=plan,
        floor=lift_to_floor(found, floor_of(scenario, found)),
        need=concentrate(found, {one.code: one.need for one in found}),
        today=concentrate(found, today),
        after=concentrate(found, after),
        follows_today=follow_need(found, today),
        follows_after=follow_need(found, after),
        recorded=tuple(recorded_beside(held, scenario.method, when)),
    )


def path_of(code: str, *, when: When) -> str:
    """Under which path an area's pages stand; a practice alone has none to compare itself with."""
    kind = get_organisation(code.upper(), when=when).kind
    path = next((path for path, kinds in KINDS.items() if kind in kinds), "")
    if path in ("systems", "places", "networks"):
        return path
    raise NotPossible(
        f"{code.upper()} is one practice, and money is compared among several.",
        next_step="Name its network, place or system.",
    )


def plan_of(scenario: Scenario, practices: tuple[Practice, ...]) -> Plan:
    """The plan that is asked for; without a budget, a hundredth of today's money."""
    budget = scenario.budget
    if budget is None:
        money = sum((one.pounds for one in practices), NOTHING)
        budget = (money * START_SHARE / THOUSAND).quantize(Decimal(1)) * THOUSAND
    return Plan(budget=budget, pace=scenario.pace, years=scenario.years)


def floor_of(scenario: Scenario, practices: tuple[Practice, ...]) -> Decimal:
    """The floor that is asked for; without one, nine tenths of the mean, in whole pounds."""
    if scenario.floor is not None:
        return scenario.floor
    money = sum((one.pounds for one in practices), NOTHING)
    patients = sum((one.patients for one in practices), Decimal(0))
    return (money / patients * START_FLOOR).quantize(Decimal(1)).quantize(PENNY)


def far_apart(held: Held, method: Method) -> list[str]:
    """Lists by age or area that are of a time far from the money's."""
    used: list[tuple[str, date | None]] = []
    if method is not Method.PUBLISHED:
        used.append(("Ages", held.ages_on))
    if method is Method.OPEN:
        used.append(("Homes", held.homes_on))
    ends = held.year.last_on
    far = [
        f"{what} are of {in_words(on)}"
        for what, on in used
        if on is not None and abs((on - ends).days) > FAR
    ]
    if not far:
        return []
    years = f"lists and money are of the year to {in_words(ends)}"
    told = "Only the mix of patients is taken from them, not their number"
    return [f"{'; '.join(far)}; {years}. {told}. Load lists nearer to the year to mend this."]
