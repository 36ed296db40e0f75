"""How often people meet services: more with age, illness and need, and some much more than others.

The effect of one more condition is not assumed but worked out for each service, so that people
with two or more conditions have the published share of its contacts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from openpcn.workflows.population.generating.assumptions import (
    WOMEN,
    Setting,
    settings,
)
from openpcn.workflows.population.generating.illness import Illness
from openpcn.workflows.population.generating.people import People
from openpcn.workflows.population.generating.places import TENTHS, Floats, Ints

MOST_CONDITIONS = 8
"""More do not count as more."""
ILL = 2
"""Conditions from which a person is counted as having several."""
STRONGEST = 1.5
ROUNDS = 30
COMMON = 0.7
"""How far high use of one service is high use of all."""
DAYS_A_YEAR = 365


@dataclass(frozen=True, kw_only=True)
class Use:
    """What was worked out for a service: the effect of a condition, and the level."""

    effect: float
    """Contacts are exp(effect) times as many for each condition."""
    level: float


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """Contacts of one setting, one row each."""

    setting: str
    person: Ints
    day: Ints


def work_out_use(people: People, illness: Illness) -> Mapping[str, Use]:
    """Effect and level of every setting, from a sample of the whole system."""
    burden = np.minimum(illness.burden, MOST_CONDITIONS)
    is_ill = illness.burden >= ILL
    here = ~(people.has_left | people.has_died)
    made = {}
    for name, setting in settings().items():
        basis = expected(setting, people) * here
        low, high = 0.0, STRONGEST
        for _ in range(ROUNDS):
            effect = (low + high) / 2
            use = basis * np.exp(effect * burden)
            low, high = (
                (effect, high)
                if use[is_ill].sum() < setting.share_of_ill * use.sum()
                else (low, effect)
            )
        use = basis * np.exp(low * burden)
        made[name] = Use(effect=low, level=setting.a_year * here.sum() / use.sum())
    return made


def expected(setting: Setting, people: People) -> Floats:
    """Relative use by age, sex and deprivation alone."""
    by_age = np.interp(people.age, np.arange(0, 100, 10), setting.ages)
    by_sex = np.where(people.sex == WOMEN, setting.women, 1.0)
    by_tenth = setting.gradient ** (0.5 - (people.tenth + 0.5) / TENTHS)
    return np.asarray(by_age * by_sex * by_tenth)


def draw_contacts(
    people: People,
    illness: Illness,
    use: Mapping[str, Use],
    *,
    years: int,
    chance: np.random.Generator,
) -> tuple[Contacts, ...]:
    """The contacts of so many years up to today, while people were registered."""
    burden = np.minimum(illness.burden, MOST_CONDITIONS)
    everywhere = chance.standard_normal(len(people))
    made = []
    for name, setting in settings().items():
        rate = use[name].level * expected(setting, people) * np.exp(use[name].effect * burden)
        own = COMMON * everywhere + np.sqrt(1 - COMMON**2) * chance.standard_normal(len(people))
        rate = rate * unequal(setting.persists / setting.spread, own)
        yearly = unequal(
            (1 - setting.persists) / setting.spread, chance.standard_normal((years, len(people)))
        )
        counts = chance.poisson(rate * yearly)
        year, person = np.nonzero(counts)
        again = counts[year, person]
        person, year = np.repeat(person, again), np.repeat(year, again)
        back = year * DAYS_A_YEAR + chance.integers(0, DAYS_A_YEAR, len(person))
        day = people.today - back
        kept = (day >= people.registered[person]) & (day <= people.ends[person])
        made.append(Contacts(setting=name, person=person[kept], day=day[kept]))
    return tuple(made)


def unequal(variance: float, normal: Floats) -> Floats:
    """Factors with mean 1 and this variance (log-normal)."""
    log_variance = np.log1p(variance)
    return np.asarray(np.exp(np.sqrt(log_variance) * normal - log_variance / 2))
