"""The global sum formula (Carr-Hill) as far as its parts are held: illustrative, and says so.

A part counts where every practice has what it needs; otherwise it is left out for all and named,
because a practice without it would look needier or less needy than it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpcn.engines.fairness.weights import AgeSexWeights, OfAge, indices, mean_by_age, weigh
from openpcn.kernel.errors import NotRight


@dataclass(frozen=True, kw_only=True)
class CarrHillRules:
    """The coefficients that were published."""

    age_sex: AgeSexWeights
    new_registrant: Decimal
    """Of a patient in the first year after registering."""
    in_home: Decimal
    """Of a patient in a nursing or residential home."""
    intercept: Decimal
    of_illness: Decimal
    of_deaths: Decimal


@dataclass(frozen=True, kw_only=True)
class ForCarrHill:
    """What is held of a practice; None of what is not."""

    code: str
    patients: Decimal
    ages: tuple[OfAge, ...] = ()
    new: Decimal | None = None
    """Patients who registered in the last year."""
    in_homes: Decimal | None = None
    """Patients in nursing and residential homes."""
    illness: Decimal | None = None
    """Standardised limited long-standing illness of its patients, England 100."""
    deaths: Decimal | None = None
    """Standardised mortality ratio under 65 of its patients, England 100."""


@dataclass(frozen=True, kw_only=True)
class PartUsed:
    """One part of the formula: each practice's index where it counts, else who lacks what."""

    code: str
    index_of: Mapping[str, Decimal]
    """Empty where the part is left out."""
    without: tuple[str, ...]
    """Practices that lack what the part needs."""


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """Weighted patients of each practice, and the parts that made them."""

    weighted_of: Mapping[str, Decimal]
    parts: tuple[PartUsed, ...]


def rebuild_carr_hill(practices: Sequence[ForCarrHill], rules: CarrHillRules) -> Rebuilt:
    """Lists times the indices of the parts that are held, each against these practices' mean.

    The formula compares with England; without England's figures the practices given stand for it,
    so that weighted patients come to their lists' sum. What shares are compared by is the same.
    """
    for one in practices:
        check_counts(one)
    patients_of = {one.code: one.patients for one in practices}
    parts = [part(code, practices, raw, patients_of) for code, raw in raw_parts(rules).items()]
    used = [each.index_of for each in parts if each.index_of]
    return Rebuilt(weighted_of=weigh(patients_of, used), parts=tuple(parts))


def check_counts(one: ForCarrHill) -> None:
    """Refuse more patients in homes, or newly registered, than are on the list."""
    for number, what in ((one.new, "newly registered"), (one.in_homes, "in homes")):
        if number is not None and not 0 <= number <= one.patients:
            raise NotRight(
                f"{one.code} has {number} patients {what}, and a list of {one.patients}.",
                next_step="Enter a number from 0 to its list.",
            )


def part(
    code: str,
    practices: Sequence[ForCarrHill],
    raw: Callable[[ForCarrHill], Decimal | None],
    patients_of: Mapping[str, Decimal],
) -> PartUsed:
    """One part, where every practice has what it needs."""
    held = {one.code: raw(one) for one in practices}
    known = {practice: value for practice, value in held.items() if value is not None}
    without = tuple(sorted(held.keys() - known.keys()))
    return PartUsed(
        code=code, index_of={} if without else indices(known, patients_of), without=without
    )


def raw_parts(rules: CarrHillRules) -> dict[str, Callable[[ForCarrHill], Decimal | None]]:
    """What each part makes of a practice, before it is set against the others."""
    return {
        "age_sex": lambda one: mean_by_age(one.ages, rules.age_sex) if one.ages else None,
        "additional_needs": lambda one: additional_needs(one, rules),
        "list_turnover": lambda one: heavier(one.new, one.patients, rules.new_registrant),
        "care_homes": lambda one: heavier(one.in_homes, one.patients, rules.in_home),
    }


def additional_needs(one: ForCarrHill, rules: CarrHillRules) -> Decimal | None:
    """The published regression on long-standing illness and on deaths under 65."""
    if one.illness is None or one.deaths is None:
        return None
    return rules.intercept + rules.of_illness * one.illness + rules.of_deaths * one.deaths


def heavier(some: Decimal | None, of: Decimal, weight: Decimal) -> Decimal | None:
    """The mean weight of a list of which some patients count more than once."""
    return None if some is None else 1 + (weight - 1) * some / of
