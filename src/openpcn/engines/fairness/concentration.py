"""Does money go where need is? The concentration curve, its index, and what would have to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from openpcn.engines.fairness.facts import PENNY, Practice
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.wording import pounds

FOUR = Decimal("0.0001")
METHOD = (
    "Practices stand in the order of need for each patient, the greatest first; those of equal "
    "need count as one. The curve is the share of the money that the patients up to there have. "
    "The index is twice the area between the curve and the straight line: above 0, more money for "
    "each patient where need is greater; 0, the same for everybody; below 0, less. "
    "Kakwani, Wagstaff and van Doorslaer 1997, J Econometrics 77:87, for grouped data."
)


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """Up to here: the share of all patients, and the share of the amount that they have."""

    patients: Decimal
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """One amount along the order of need."""

    points: tuple[CurvePoint, ...]
    """From 0, 0 to 1, 1."""
    index: Decimal
    """To four decimals; from −1 to 1."""
    working: str


@dataclass(frozen=True, kw_only=True)
class Following:
    """How much of the money is where need would have it."""

    share: Decimal
    """0 to 1, to four decimals."""
    to_move: Decimal
    """Pounds that practices have beyond their share of need."""
    total: Decimal
    working: str


def concentrate(practices: Sequence[Practice], amount_of: Mapping[str, Decimal]) -> Concentration:
    """The curve and index of an amount (by practice) in the order of need for each patient."""
    everyone = sum((Fraction(one.patients) for one in practices), Fraction(0))
    whole = sum((Fraction(amount_of[one.code]) for one in practices), Fraction(0))
    if not whole:
        raise NotPossible(
            "There is nothing to follow along the order of need: every amount is nought.",
            next_step="Choose other money, or enter it.",
        )
    patients = amount = area = Fraction(0)
    points = [(patients, amount)]
    for group in in_order_of_need(practices):
        patients += sum(Fraction(one.patients) for one in group) / everyone
        before, amount = amount, amount + share_of(group, amount_of, whole)
        area += (patients - points[-1][0]) * (before + amount) / 2
        points.append((patients, amount))
    index = four(2 * area - 1)
    return Concentration(
        points=tuple(CurvePoint(patients=four(x), amount=four(y)) for x, y in points),
        index=index,
        working=f"{index} = 2 × {four(area)} under the curve − 1, {len(points) - 1} steps",
    )


def in_order_of_need(practices: Sequence[Practice]) -> list[list[Practice]]:
    """Groups of practices with the same need for each patient, the greatest need first."""

    def need(one: Practice) -> Fraction:
        return Fraction(one.need) / Fraction(one.patients)

    ordered = sorted(practices, key=lambda one: (-need(one), one.code))
    return [list(group) for _, group in groupby(ordered, key=need)]


def share_of(
    group: Sequence[Practice], amount_of: Mapping[str, Decimal], whole: Fraction
) -> Fraction:
    """What part of the whole a group has."""
    return sum((Fraction(amount_of[one.code]) for one in group), Fraction(0)) / whole


def follow_need(practices: Sequence[Practice], pounds_of: Mapping[str, Decimal]) -> Following:
    """The share of the money that stands where shares of need would put it."""
    total = sum((pounds_of[one.code] for one in practices), Decimal(0))
    need = sum((Fraction(one.need) for one in practices), Fraction(0))
    surplus = (
        Fraction(pounds_of[one.code]) - Fraction(total) * Fraction(one.need) / need
        for one in practices
    )
    beyond = sum((max(one, Fraction(0)) for one in surplus), Fraction(0))
    to_move = as_decimal(beyond, PENNY)
    share = Decimal(1) if not total else four(1 - beyond / Fraction(total))
    return Following(
        share=share,
        to_move=to_move,
        total=total,
        working=f"{share} = 1 − {pounds(to_move)} beyond the share of need ÷ {pounds(total)}",
    )


def four(number: Fraction) -> Decimal:
    """A number to four decimals."""
    return as_decimal(number, FOUR)


def as_decimal(number: Fraction, step: Decimal) -> Decimal:
    """A number to the nearest step; half steps away from nought."""
    scaled = number / Fraction(step)
    whole = int(abs(scaled) + Fraction(1, 2))
    return (step * (whole if scaled >= 0 else -whole)).quantize(step)
