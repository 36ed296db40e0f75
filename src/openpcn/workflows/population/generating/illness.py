"""Who has which condition, and since when: drawn together, so that illness comes with illness.

Each person has one hidden amount of frailty and one for each kind of condition (heart, breath,
mind). A condition is there where a normal variable that goes along with them passes the threshold
of the person's age, sex and tenth of deprivation; so each share stays as it is wanted, and the
same people have several (a Gaussian copula with factors).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from openpcn.workflows.population.generating.assumptions import Condition, conditions, table
from openpcn.workflows.population.generating.people import YEAR, Bools, People, days, in_care_home
from openpcn.workflows.population.generating.places import Floats, Ints

LIVED = 0.98
"""A condition begins after this share, at most, of a life counted backwards."""
SECTOR = 0.5
"""How strongly a condition goes along with others of its kind."""
EVERYONE = "everyone"


@dataclass(frozen=True, kw_only=True)
class Illness:
    """By condition or trait: who has it, and the day since when."""

    has: Mapping[str, Bools]
    since: Mapping[str, Ints]
    frailty: Floats
    """The hidden amount; 0 is average."""
    deficits: Ints
    burden: Ints
    """Conditions that contacts with services depend on."""


def draw_illness(
    people: People, thresholds: Mapping[str, Floats], chance: np.random.Generator
) -> Illness:
    """Everyone's conditions."""
    many, told = len(people), table("conditions")
    frailty = chance.standard_normal(many)
    sectors: dict[str, Floats] = {}
    has: dict[str, Bools] = {}
    since: dict[str, Ints] = {}
    for name, condition in conditions().items():
        if condition.part_of:
            there = has[condition.part_of] & (chance.random(many) < condition.share)
            since[name] = since[condition.part_of]
        else:
            if condition.sector and condition.sector not in sectors:
                sectors[condition.sector] = chance.standard_normal(many)
            threshold = thresholds[name][people.tenth, people.sex, people.age]
            there = drawn(condition, threshold, frailty, sectors.get(condition.sector), chance)
            since[name] = draw_onset(condition, people, chance)
        for other in condition.besides:
            there = there & ~has[other]
        has[name] = there
    join(has, since, told["joined"])
    deficits = np.sum([has[name] for name in told["frailty"]["deficits"]], axis=0)
    for name, (fewest, most) in told["frailty"]["bands"].items():
        old = people.age >= told["frailty"]["from_age"]
        has[name], since[name] = old & (deficits >= fewest) & (deficits <= most), people.ends
    add_traits(has, since, people, chance)
    burden = np.sum([has[name] for name in told["joined"][told["burden"]["of"]]], axis=0)
    return Illness(has=has, since=since, frailty=frailty, deficits=deficits, burden=burden)


def drawn(
    condition: Condition,
    threshold: Floats,
    frailty: Floats,
    sector: Floats | None,
    chance: np.random.Generator,
) -> Bools:
    """Who has a condition, given the hidden amounts."""
    loading = 0.0 if sector is None else SECTOR
    hidden = condition.shared * frailty
    if sector is not None:
        hidden = hidden + loading * sector
    own = np.sqrt(1 - condition.shared**2 - loading**2)
    return np.asarray(chance.random(len(frailty)) < ndtr((hidden + threshold) / own))


def draw_onset(condition: Condition, people: People, chance: np.random.Generator) -> Ints:
    """The day since when: shorter ago is likelier, never before birth, arrival or the first day."""
    lived = (people.today - people.born) / YEAR
    longest = np.minimum(lived * LIVED, condition.longest_years)
    longest = np.minimum(longest, (people.today - days(condition.not_before)) / YEAR)
    mean = condition.onset_years
    share = chance.random(len(people)) * -np.expm1(-longest / mean)
    ago = (-mean * np.log1p(-share) * YEAR).astype(np.int64)
    return np.maximum(people.today - ago, people.arrived)


def join(has: dict[str, Bools], since: dict[str, Ints], joined: Mapping[str, list[str]]) -> None:
    """Add the conditions that are any of several, since the first of them."""
    for name, parts in joined.items():
        has[name], since[name] = any_of(has, since, tuple(parts))


def any_of(
    has: Mapping[str, Bools], since: Mapping[str, Ints], names: tuple[str, ...]
) -> tuple[Bools, Ints]:
    """Who has any of these, and since when the first of theirs."""
    there, first = has[names[0]], since[names[0]]
    for name in names[1:]:
        earlier = has[name] & (~there | (since[name] < first))
        first = np.where(earlier, since[name], first)
        there = there | has[name]
    return there, first


def add_traits(
    has: dict[str, Bools], since: dict[str, Ints], people: People, chance: np.random.Generator
) -> None:
    """Add what people are, so that rules can name it like a condition."""
    home = in_care_home(people, has["DEM"], has["MODERATE_FRAIL"] | has["SEVERE_FRAIL"], chance)
    traits = {
        EVERYONE: np.ones(len(people), dtype=np.bool_),
        "care_home": home,
        "interpreter": people.interpreter,
        "other_language": people.other_language,
    }
    for name, there in traits.items():
        has[name], since[name] = there, people.registered
