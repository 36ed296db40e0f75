"""What is known of a network for its money: counts, each on its day and known from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.engines.funding.rules import Count
from openpcn.kernel.errors import NotRight

EVER = date(1948, 7, 5)

MOST = 100_000_000
"""More than are registered in England: nothing that is counted here comes to it."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A population or a number of beds on a day."""

    counts: Count
    number: Decimal
    on: date | None
    """None: counted on whatever day the rule asks for, as in a ready reckoner."""
    known_from: date = EVER
    source: str = ""
    is_stand_in: bool = False
    """Whether it stands in for the day that the rule asks for, which is not held."""


@dataclass(frozen=True, kw_only=True)
class NetworkFacts:
    """A network's counts; later versions of one count supersede earlier ones once known."""

    counts: tuple[Counted, ...]


def reckoned(**numbers: Decimal | int | None) -> NetworkFacts:
    """Facts of no network in particular: registered, adjusted, weighted, beds; None is not held."""
    counts = (
        Counted(counts=Count(name), number=Decimal(number), on=None)
        for name, number in numbers.items()
        if number is not None
    )
    return checked(counts)


def checked(counts: Iterable[Counted]) -> NetworkFacts:
    """Facts of these counts; less than nothing, and more than there are people, is refused."""
    held = tuple(counts)
    for one in held:
        if not one.number.is_finite() or not 0 <= one.number <= MOST:
            raise NotRight(
                f"{one.counts.words.capitalize()} cannot be {one.number}.",
                next_step=f"Give a number from 0 to {MOST:,}.",
            )
    return NetworkFacts(counts=held)
