"""The need and the money of each practice by a scenario, and who cannot be compared and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.engines.fairness.carr_hill import ForCarrHill, PartUsed, rebuild_carr_hill
from openpcn.engines.fairness.facts import Practice
from openpcn.engines.fairness.weights import indices, mean_by_age, mean_by_home, weigh
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import percent, pounds
from openpcn.rulebook.need import Money, carr_hill_rules, moneys
from openpcn.workflows.fairness.held import Held, PracticeHeld
from openpcn.workflows.fairness.scenario import Method, Scenario

TOLD = "told in this scenario"


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A practice that cannot be compared."""

    code: str
    name: str
    why: str
    next_step: str


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """Everybody who can be compared, and everybody who cannot."""

    practices: tuple[Practice, ...]
    left_out: tuple[LeftOut, ...]
    parts: tuple[PartUsed, ...] = ()
    """Of the global sum formula, where it is rebuilt."""


def weigh_practices(held: Held, scenario: Scenario) -> Weighed:
    """Patients, need and money of each practice; those that lack one are named."""
    known = {one.code for one in held.practices}
    if unknown := sorted(set(scenario.told) - known):
        raise NotRight(
            f"{', '.join(unknown)} is no practice here on this day.",
            next_step="Take the line out, or look at another area or day.",
        )
    left_out, able = [], []
    for one in held.practices:
        found = with_told(one, scenario.told.get(one.code, {}))
        why = lacks(found, scenario)
        if why is None:
            able.append(found)
        else:
            left_out.append(LeftOut(code=one.code, name=one.name, why=why[0], next_step=why[1]))
    left_out += [since_gone(one, held) for one in held.gone]
    need, parts = need_of(able, scenario)
    practices = [
        Practice(
            code=one.code,
            patients=one.patients or Decimal(0),
            need=need[one.code],
            pounds=money_of(one, scenario) or Decimal(0),
            counted_on=held.year.last_on,
        )
        for one in able
    ]
    return Weighed(practices=tuple(practices), left_out=tuple(left_out), parts=parts)


def since_gone(one: PracticeAnswer, held: Held) -> LeftOut:
    """A practice that was here when the year ended, and is not on the day of the page."""
    return LeftOut(
        code=one.code,
        name=one.name,
        why=f"It was here on {in_words(held.year.last_on)} and has closed or moved since.",
        next_step="Look at the day on which the payment year ended to see it.",
    )


def with_told(one: PracticeHeld, told: Mapping[str, Decimal]) -> PracticeHeld:
    """A practice with what people were told of it in place of what is held."""
    return replace(
        one,
        patients=told.get("list", one.patients),
        weighted=told.get("weighted", one.weighted),
        paid={**one.paid, TOLD: told["money"]} if "money" in told else one.paid,
    )


def money_of(one: PracticeHeld, scenario: Scenario) -> Decimal | None:
    """What a practice has a year: as told, else by its payments; None where one is missing."""
    return sum_paid(one.paid, scenario.money)


def sum_paid(paid: Mapping[str, Decimal], money: Money) -> Decimal | None:
    """The payments that count, added and taken off."""
    if TOLD in paid:
        return paid[TOLD]
    if any(name not in paid for name in money.measures):
        return None
    plus = sum((paid[name] for name in money.plus), Decimal(0))
    return plus - sum((paid[name] for name in money.minus), Decimal(0))


def lacks(one: PracticeHeld, scenario: Scenario) -> tuple[str, str] | None:
    """What keeps a practice from being compared, and what to do about it."""
    tell = f"Tell its figures in the form: {one.code} list=… weighted=… money=…"
    if one.patients is None and one.weighted is None and not one.paid:
        return "It has no row in the payments file of the year.", tell
    if not one.patients:
        return "Its list is nought or not given.", tell
    money = money_of(one, scenario)
    if money is None:
        return "The payments file has no sum of its money.", tell
    if money <= 0:
        return f"Its {scenario.money.title.lower()} comes to {pounds(money)}.", tell
    return elsewhere(one, scenario, money) or lacks_need(one, scenario)


def elsewhere(one: PracticeHeld, scenario: Scenario, money: Decimal) -> tuple[str, str] | None:
    """Whether the file has most of a practice's money under headings that do not count."""
    wider = share_of(scenario.money)
    whole = under_other_headings(one.paid, scenario.money)
    if wider is None or whole is None:
        return None
    share = f"{percent(float(money / whole))} of its payments of {pounds(whole)}"
    return (
        f"Its {scenario.money.title.lower()} is {share}: the rest is under other headings.",
        f"Choose “{wider.title}”, or tell its money in the form: {one.code} money=…",
    )


def share_of(money: Money) -> Money | None:
    """The wider sum that a sum has to be a fair share of; None where there is none."""
    return next((each for each in moneys() if each.code == money.share_of), None)


def under_other_headings(paid: Mapping[str, Decimal], money: Money) -> Decimal | None:
    """All that was paid, where what counts is too small a share of it; None where it is not."""
    wider = share_of(money)
    counts, whole = sum_paid(paid, money), sum_paid(paid, wider) if wider else None
    if TOLD in paid or counts is None or not whole or counts >= money.least_share * whole:
        return None
    return whole


def lacks_need(one: PracticeHeld, scenario: Scenario) -> tuple[str, str] | None:
    """What keeps a practice's need from being known by the method."""
    other = "Load them, or choose another way to measure need."
    if scenario.method is Method.PUBLISHED and not one.weighted:
        return (
            "No weighted list of it was published.",
            f"Tell it in the form: {one.code} weighted=…",
        )
    if scenario.method is not Method.PUBLISHED and not sum(each.patients for each in one.ages):
        return "Its patients by age and sex are not held.", other
    if scenario.method is Method.OPEN and not one.homes:
        return "Where its patients live is not held, so neither is their deprivation.", other
    return None


def need_of(
    practices: list[PracticeHeld], scenario: Scenario
) -> tuple[Mapping[str, Decimal], tuple[PartUsed, ...]]:
    """Weighted patients of each practice by the method."""
    if not practices:
        return {}, ()
    match scenario.method:
        case Method.PUBLISHED:
            return {one.code: one.weighted or Decimal(0) for one in practices}, ()
        case Method.CARR_HILL:
            return by_carr_hill(practices, scenario)
        case Method.OPEN:
            return by_open_weight(practices, scenario), ()


def by_carr_hill(
    practices: list[PracticeHeld], scenario: Scenario
) -> tuple[Mapping[str, Decimal], tuple[PartUsed, ...]]:
    """The global sum formula as far as its parts are held for every practice."""
    facts = []
    for one in practices:
        told = scenario.told.get(one.code, {})
        facts.append(
            ForCarrHill(
                code=one.code,
                patients=one.patients or Decimal(0),
                ages=one.ages,
                new=told.get("new"),
                in_homes=told.get("homes"),
                illness=told.get("illness"),
                deaths=told.get("deaths"),
            )
        )
    found = rebuild_carr_hill(facts, replace(carr_hill_rules(), age_sex=scenario.weights))
    return found.weighted_of, found.parts


def by_open_weight(practices: list[PracticeHeld], scenario: Scenario) -> dict[str, Decimal]:
    """Lists by age and sex, times where their patients live."""
    patients = {one.code: one.patients or Decimal(0) for one in practices}
    ages = {one.code: mean_by_age(one.ages, scenario.weights) for one in practices}
    homes = {one.code: mean_by_home(one.homes, scenario.per_point) for one in practices}
    return weigh(patients, [indices(ages, patients), indices(homes, patients)])
