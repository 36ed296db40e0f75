"""How likely each condition is for a person, so that published shares come out on average.

A shape says how likelihood goes with age and sex. Within each tenth of deprivation it is scaled so
that the people of the system together have the published share; tenths are moved together so that
the share of the chosen region is met. What comes out is the threshold of a normal variable.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.special import ndtri

from openpcn.workflows.population.generating.assumptions import (
    MEN,
    Condition,
    Published,
    conditions,
    published,
    table,
)
from openpcn.workflows.population.generating.places import AGES, TENTHS, Floats, Places

MOST = 0.95
ROUNDS = 12


def thresholds(places: Places, region: str) -> Mapping[str, Floats]:
    """By condition: the threshold by tenth, sex and age; minus infinity where nobody has it."""
    return {
        name: ndtri(likelihood(condition, places, region))
        for name, condition in conditions().items()
        if not condition.part_of
    }


def likelihood(condition: Condition, places: Places, region: str) -> Floats:
    """The share who have a condition by tenth, sex and single age."""
    pattern = np.tile(by_age(condition.shape), (2, 1))
    pattern[MEN] *= condition.men
    first, last = condition.ages
    ages = np.arange(AGES)
    counted = (ages >= first) & (ages <= last)
    if not condition.younger:
        pattern *= counted
    people = places.people * counted
    if condition.qof:
        shares = published_shares(published()[condition.qof], people, region)
    else:
        shares = graded_shares(condition, people)
    return scaled(pattern, people, shares)


def by_age(shape: str) -> Floats:
    """A shape at every single age."""
    told = table("conditions")
    return np.asarray(np.interp(np.arange(AGES) + 0.5, told["ages"]["at"], told["shapes"][shape]))


def published_shares(figures: Published, people: Floats, region: str) -> Floats:
    """By tenth: England's figures, moved together so that the region's share is met."""
    tenths = np.array(figures.by_tenth)
    of_tenth = people.sum(axis=(1, 2))
    whole = float((tenths * of_tenth).sum() / of_tenth.sum())
    return np.asarray(tenths * figures.by_region[region] / whole)


def graded_shares(condition: Condition, people: Floats) -> Floats:
    """By tenth: even steps on a log scale from most to least deprived, around the share given."""
    steps = condition.gradient ** (0.5 - (np.arange(TENTHS) + 0.5) / TENTHS)
    of_tenth = people.sum(axis=(1, 2))
    return np.asarray(condition.percent / 100 * steps * of_tenth.sum() / (steps * of_tenth).sum())


def scaled(pattern: Floats, people: Floats, shares: Floats) -> Floats:
    """The pattern scaled within each tenth to its share, and nowhere above the most possible."""
    wanted = shares * people.sum(axis=(1, 2))
    scale = np.ones(TENTHS)
    for _ in range(ROUNDS):
        likely = np.minimum(MOST, scale[:, None, None] * pattern)
        scale *= wanted / (likely * people).sum(axis=(1, 2))
    return np.minimum(MOST, scale[:, None, None] * pattern)
