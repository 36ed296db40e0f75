"""How much heavier a list is than its number: by age and sex, and by where patients live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpcn.engines.fairness.facts import HUNDREDTH
from openpcn.kernel.errors import NotPossible, NotRight


@dataclass(frozen=True, kw_only=True)
class AgeSexWeights:
    """The weight of one patient by age and sex."""

    first_ages: tuple[int, ...]
    male: tuple[Decimal, ...]
    female: tuple[Decimal, ...]

    def place_of(self, age: int) -> int:
        """Which band an age lies in."""
        return max(at for at, first in enumerate(self.first_ages) if first <= age)

    def last_age(self, place: int) -> int | None:
        """The last age of a band; None of the open one."""
        after = self.first_ages[place + 1 : place + 2]
        return after[0] - 1 if after else None

    def of(self, sex: str, age: int) -> Decimal:
        """The weight of a patient; sex not known takes the mean of both."""
        at = self.place_of(age)
        both = (self.male[at] + self.female[at]) / 2
        return {"M": self.male[at], "F": self.female[at]}.get(sex, both)


@dataclass(frozen=True, kw_only=True)
class OfAge:
    """Some patients of one sex whose ages begin at a year; none straddles a band."""

    sex: str
    age_from: int
    patients: int


@dataclass(frozen=True, kw_only=True)
class Home:
    """Some patients who live in an area, and the area's score of deprivation."""

    score: Decimal
    """Higher is more deprived."""
    patients: int


def mean_by_age(ages: Sequence[OfAge], weights: AgeSexWeights) -> Decimal:
    """The mean weight of a list by age and sex."""
    return mean([(weights.of(one.sex, one.age_from), one.patients) for one in ages], "age")


def mean_by_home(homes: Sequence[Home], per_point: Decimal) -> Decimal:
    """The mean over patients of `per_point` to the power of the score where they live."""
    if per_point <= 0:
        raise NotRight(
            f"The weight of a point of deprivation is {per_point}.",
            next_step="Enter a number above nought; 1 leaves deprivation out.",
        )
    power = {one.score: per_point**one.score for one in homes}
    return mean([(power[one.score], one.patients) for one in homes], "deprivation")


def mean(weighed: Sequence[tuple[Decimal, int]], what: str) -> Decimal:
    """The mean weight of some patients."""
    patients = sum(number for _, number in weighed)
    if not patients:
        raise NotPossible(
            f"No patient's {what} is held.",
            next_step="Load registrations by age and by area, or choose the published weights.",
        )
    return sum((weight * number for weight, number in weighed), Decimal(0)) / patients


def indices(
    raw_of: Mapping[str, Decimal], patients_of: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Each practice against the mean over all patients, which is 1."""
    whole = sum((raw * patients_of[code] for code, raw in raw_of.items()), Decimal(0))
    everyone = sum((patients_of[code] for code in raw_of), Decimal(0))
    return {code: raw * everyone / whole for code, raw in raw_of.items()}


def weigh(
    patients_of: Mapping[str, Decimal], parts: Sequence[Mapping[str, Decimal]]
) -> dict[str, Decimal]:
    """Weighted patients: each list times its indices, scaled so that all come to the lists' sum."""
    raw = dict(patients_of)
    for part in parts:
        raw = {code: number * part[code] for code, number in raw.items()}
    everyone, whole = sum(patients_of.values(), Decimal(0)), sum(raw.values(), Decimal(0))
    return {code: (number * everyone / whole).quantize(HUNDREDTH) for code, number in raw.items()}
