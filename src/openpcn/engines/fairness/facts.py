"""What is known of the practices that money is compared with need for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted

PENNY = HUNDREDTH = Decimal("0.01")
NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Practice:
    """One practice: its patients, its need and its money."""

    code: str
    patients: Decimal
    """Registered patients."""
    need: Decimal
    """Weighted patients, to the hundredth."""
    pounds: Decimal
    """A year, today, to the penny."""
    counted_on: date
    """The day that its patients are of."""


def checked(practices: Iterable[Practice]) -> tuple[Practice, ...]:
    """The practices by code; what cannot be compared is refused.

    `NotPossible`: there are none. `NotRight`: one twice, a list or need of nought, money below
    nought or with part of a penny, need finer than a hundredth, patients of different days.
    """
    found = tuple(sorted(practices, key=lambda one: one.code))
    if not found:
        raise NotPossible(
            "There is no practice whose patients, need and money are all held.",
            next_step="Load the payments file of a year, or enter the lists and the money.",
        )
    twice = [code for code, times in Counter(one.code for one in found).items() if times > 1]
    if twice:
        raise NotRight(f"{twice[0]} is there twice.", next_step="Give each practice once.")
    for one in found:
        check(one)
    of_one_day(found)
    return found


def check(one: Practice) -> None:
    """Refuse a practice whose figures say nothing."""
    if one.patients <= 0:
        raise NotRight(
            f"{one.code} has a list of {one.patients}.",
            next_step="Leave it out, or enter its list: money for nobody cannot be compared.",
        )
    if one.need <= 0 or one.need != one.need.quantize(HUNDREDTH):
        raise NotRight(
            f"{one.code} has {one.need} weighted patients.",
            next_step="Enter a number above nought with two decimals at most, or leave it out.",
        )
    if one.pounds < 0 or one.pounds != one.pounds.quantize(PENNY):
        raise NotRight(
            f"{one.code} has £{one.pounds} a year.",
            next_step="Enter pounds and whole pence, nought or more.",
        )


def of_one_day(practices: Sequence[Practice]) -> None:
    """Refuse patients of different days: a list that has grown since would look like need."""
    days = Counter(one.counted_on for one in practices)
    if len(days) == 1:
        return
    told = "; ".join(
        f"{counted(days[day], 'practice')} of {in_words(day)}" for day in sorted(days, reverse=True)
    )
    raise NotRight(
        f"Populations of different days are mixed: {told}.",
        next_step="Choose one year for all, or leave out those of the other days.",
    )
