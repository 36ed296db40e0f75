"""Invents interventions whose true effect is known; shares no code with what estimates it.

People have a need of their own that nobody sees, practices have habits and good and bad years,
counts vary more than by chance alone, and the people chosen are those who were seen most often
in the year before: their use falls back by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, kw_only=True)
class Invented:
    """One simulated intervention: what an analyst sees, and the truth."""

    treated: np.ndarray
    practice: np.ndarray
    sex: np.ndarray
    age: np.ndarray
    conditions: np.ndarray
    deprivation: np.ndarray
    earlier: np.ndarray
    before: np.ndarray
    after: np.ndarray
    unrelated_before: np.ndarray
    unrelated_after: np.ndarray
    years_after: np.ndarray
    true_ratio: float
    expected_with: np.ndarray
    expected_without: np.ndarray


def invent(
    seed: int,
    *,
    true_ratio: float,
    people: int = 6000,
    practices: int = 40,
    whole_practices: bool = False,
    dispersion: float = 1.5,
) -> Invented:
    """People of some practices, of whom those with high use are likely to be chosen.

    With `whole_practices` half of the practices take part and choose among their own people;
    otherwise every practice does, and those not chosen are there to compare with.
    """
    chance = np.random.default_rng([seed, int(true_ratio * 1000), whole_practices])
    practice = chance.integers(0, practices, people)
    age = chance.uniform(18, 95, people)
    sex = chance.choice(["F", "M"], people)
    conditions = chance.poisson(0.02 * age)
    deprivation = chance.integers(1, 11, people)
    habit = chance.normal(0, 0.25, practices)
    need = (
        -1.6
        + 0.012 * age
        + 0.22 * np.minimum(conditions, 6)
        - 0.02 * deprivation
        + np.log(chance.gamma(1.2, 1 / 1.2, people))
        + habit[practice]
    )

    def year(base: np.ndarray, effect: np.ndarray, years: np.ndarray) -> np.ndarray:
        weather = chance.normal(0, 0.06, practices)[practice]
        rate = np.exp(base + weather) * effect * years
        return chance.poisson(rate * chance.gamma(dispersion, 1 / dispersion, people))

    ones = np.ones(people)
    earlier, before = year(need, ones, ones), year(need, ones, ones)
    liking = -4.2 + 0.55 * np.minimum(before, 8) + 0.015 * (age - 60) + 0.15 * conditions
    may_be = practice < practices // 2 if whole_practices else np.ones(people, dtype=bool)
    push = 1.0 if whole_practices else 0.0
    treated = may_be & (chance.random(people) < 1 / (1 + np.exp(-liking - push)))
    years_after = np.where(chance.random(people) < 0.06, chance.uniform(0.05, 1, people), 1.0)
    drift = need + 0.05
    effect = np.where(treated, true_ratio, 1.0)
    after = year(drift, effect, years_after)
    other = need * 0.6 - 0.8
    return Invented(
        treated=treated,
        practice=practice,
        sex=sex,
        age=age,
        conditions=conditions.astype(float),
        deprivation=deprivation.astype(float),
        earlier=earlier.astype(float),
        before=before.astype(float),
        after=after.astype(float),
        unrelated_before=year(other, ones, ones).astype(float),
        unrelated_after=year(other, ones, years_after).astype(float),
        years_after=years_after,
        true_ratio=true_ratio,
        expected_with=np.exp(drift) * true_ratio,
        expected_without=np.exp(drift),
    )
