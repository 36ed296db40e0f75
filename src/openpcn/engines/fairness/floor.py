"""Minimum pound per patient: who is below a floor, and what lifting them to it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from openpcn.engines.fairness.facts import NOTHING, PENNY, Practice, checked
from openpcn.kernel.errors import NotRight
from openpcn.kernel.wording import plain, pounds


@dataclass(frozen=True, kw_only=True)
class BelowFloor:
    """One practice that is below the floor."""

    code: str
    each: Decimal
    """Pounds for each registered patient today."""
    cost: Decimal
    working: str


@dataclass(frozen=True, kw_only=True)
class Floor:
    """Everybody below a floor, the lowest first."""

    pounds_each: Decimal
    below: tuple[BelowFloor, ...]

    @property
    def cost(self) -> Decimal:
        """Pounds a year that lift all of them to the floor."""
        return sum((one.cost for one in self.below), NOTHING)


def lift_to_floor(practices: Sequence[Practice], pounds_each: Decimal) -> Floor:
    """Who has less than some pounds for each registered patient; costs are rounded up to pence."""
    if pounds_each < 0 or pounds_each != pounds_each.quantize(PENNY):
        raise NotRight(
            f"The floor is £{pounds_each} for each patient.",
            next_step="Enter pounds and whole pence for each registered patient, 0 or more.",
        )
    found = [lifted(one, pounds_each) for one in checked(practices)]
    below = [one for one in found if one is not None]
    return Floor(
        pounds_each=pounds_each, below=tuple(sorted(below, key=lambda one: (one.each, one.code)))
    )


def lifted(one: Practice, pounds_each: Decimal) -> BelowFloor | None:
    """What a practice lacks; None where it has enough."""
    due = (pounds_each * one.patients).quantize(PENNY, rounding=ROUND_CEILING)
    if due <= one.pounds:
        return None
    return BelowFloor(
        code=one.code,
        each=(one.pounds / one.patients).quantize(PENNY),
        cost=due - one.pounds,
        working=f"{pounds(due - one.pounds)} = {plain(one.patients)} registered × "
        f"{pounds(pounds_each)} − {pounds(one.pounds)}",
    )
