"""Extra money to those furthest behind their need: nobody loses, within a budget and a pace.

Each penny of the budget goes to the practice with the least money for each weighted patient, as
if they were handed out one by one. So the sum is the budget to the penny; a larger budget, or more
need, never means less for anybody; and the order of practices does not matter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from heapq import heapify, heapreplace

from openpcn.engines.fairness.facts import PENNY, Practice, checked
from openpcn.kernel.errors import NotRight
from openpcn.kernel.wording import counted, plain, pounds

MOST_YEARS = 20


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is given, how fast a practice's money may rise, and over how many years."""

    budget: Decimal
    """Pounds a year beyond today's money, once all is paid."""
    pace: Decimal
    """The most that a practice's money may rise in a year: 0.05 is five per cent."""
    years: int


@dataclass(frozen=True, kw_only=True)
class Levelled:
    """What one practice has today and in each year of the plan."""

    code: str
    need: Decimal
    today: Decimal
    by_year: tuple[Decimal, ...]
    is_held_by_pace: bool
    """Whether it would have more, if its money might rise faster."""

    @property
    def after(self) -> Decimal:
        """In the last year."""
        return self.by_year[-1]

    @property
    def gain(self) -> Decimal:
        """Pounds a year beyond today's, in the last year."""
        return self.after - self.today

    @property
    def working(self) -> str:
        """How the money of the last year comes about."""
        each = (self.after / self.need).quantize(PENNY)
        held = "; held by the pace" if self.is_held_by_pace else ""
        told = f"{pounds(self.today)} + {pounds(self.gain)} = {pounds(self.after)}"
        return f"{told}, {pounds(each)} for each of {plain(self.need)} weighted patients{held}"


@dataclass(frozen=True, kw_only=True)
class LevelUp:
    """Who gains, year by year; nobody has less than today."""

    plan: Plan
    practices: tuple[Levelled, ...]
    """By code."""
    level: Decimal | None
    """Pounds for each weighted patient up to which those furthest behind are raised."""
    cautions: tuple[str, ...]

    @property
    def gainers(self) -> tuple[Levelled, ...]:
        """Those who have more in the last year."""
        return tuple(one for one in self.practices if one.gain)

    @property
    def spent_by_year(self) -> tuple[Decimal, ...]:
        """Pounds beyond today's money in each year."""
        return tuple(
            sum((one.by_year[at] - one.today for one in self.practices), Decimal(0))
            for at in range(self.plan.years)
        )

    @property
    def unspent(self) -> Decimal:
        """What the pace leaves of the budget in the last year."""
        return self.plan.budget - self.spent_by_year[-1]


def level_up(practices: Sequence[Practice], plan: Plan) -> LevelUp:
    """Share a budget out by need, towards those with the least money for each weighted patient."""
    check_plan(plan)
    found = checked(practices)
    today = [pence(one.pounds) for one in found]
    need = [Fraction(one.need) for one in found]
    most = [rises(money, plan) for money in today]
    room = [steps[-1] - money for steps, money in zip(most, today, strict=True)]
    budget = pence(plan.budget)
    level = level_at(budget, today, need, room)
    gains = handed_out(budget, level, today, need, room)
    return LevelUp(
        plan=plan,
        practices=tuple(
            Levelled(
                code=one.code,
                need=one.need,
                today=one.pounds,
                by_year=tuple(pounds_of(min(money + gain, step)) for step in steps),
                is_held_by_pace=bool(budget)
                and money + gain == steps[-1]
                and (level is None or level * weight >= steps[-1] + 1),
            )
            for one, money, weight, gain, steps in zip(found, today, need, gains, most, strict=True)
        ),
        level=None if level is None else level_in_pounds(level),
        cautions=tuple(cautions(budget, sum(gains), len(found))),
    )


def check_plan(plan: Plan) -> None:
    """Refuse a budget below nought or with part of a penny, a pace outside 0 to 100%, odd years."""
    if plan.budget < 0:
        raise NotRight(
            f"The budget is {pounds(plan.budget)}: a level-up takes from nobody.",
            next_step="Enter the extra money, 0 or more.",
        )
    if plan.budget != plan.budget.quantize(PENNY):
        raise NotRight(
            f"The budget is £{plan.budget}, with part of a penny.",
            next_step="Enter pounds and whole pence.",
        )
    if not 0 <= plan.pace <= 1:
        raise NotRight(
            f"The pace is {plan.pace * 100:f}% a year.",
            next_step="Enter 0 to 100: how far a practice’s money may rise in a year.",
        )
    if not 1 <= plan.years <= MOST_YEARS:
        raise NotRight(
            f"The plan is of {counted(plan.years, 'year')}.",
            next_step=f"Enter 1 to {MOST_YEARS} years.",
        )


def rises(money: int, plan: Plan) -> list[int]:
    """The most pence that a practice may have in each year."""
    most, steps = money, []
    for _ in range(plan.years):
        most = int(most * (1 + Fraction(plan.pace)))
        steps.append(most)
    return steps


def level_at(
    budget: int, today: Sequence[int], need: Sequence[Fraction], room: Sequence[int]
) -> Fraction | None:
    """Pence for each weighted patient up to which the budget raises those below it.

    None where there is no budget, or more than the pace lets anybody have.
    """
    if not budget or sum(room) <= budget:
        return None
    turns = deque(
        sorted(
            turn
            for money, weight, space in zip(today, need, room, strict=True)
            for turn in ((money / weight, weight), ((money + space) / weight, -weight))
        )
    )
    level, slope, filled = turns[0][0], Fraction(0), Fraction(0)
    while (higher := filled + slope * (turns[0][0] - level)) < budget:
        at, change = turns.popleft()
        level, slope, filled = at, slope + change, higher
    return level + (budget - filled) / slope


def handed_out(
    budget: int,
    level: Fraction | None,
    today: Sequence[int],
    need: Sequence[Fraction],
    room: Sequence[int],
) -> list[int]:
    """Pence to each: whole ones up to the level, the last few one by one to the least."""
    if not budget:
        return [0] * len(today)
    if level is None:
        return list(room)
    gains = [
        min(space, max(0, int(level * weight) - money))
        for money, weight, space in zip(today, need, room, strict=True)
    ]
    queue = [
        ((today[at] + gains[at] + 1) / need[at], at)
        for at in range(len(today))
        if gains[at] < room[at]
    ]
    heapify(queue)
    for _ in range(budget - sum(gains)):
        at = queue[0][1]
        gains[at] += 1
        is_full = gains[at] == room[at]
        after = FULL if is_full else (today[at] + gains[at] + 1) / need[at]
        heapreplace(queue, (after, at))
    return gains


FULL = Fraction(10**30)
"""The turn of a practice that may have no more: after everybody's."""


def cautions(budget: int, spent: int, practices: int) -> list[str]:
    """What a reader must know of a budget that is very small or cannot be spent."""
    told = []
    if 0 < budget < practices:
        told.append(
            f"The budget of {pounds(pounds_of(budget))} is fewer pence than the "
            f"{counted(practices, 'practice')}: single pennies go to those furthest behind. "
            "Enter a larger budget for a useful answer."
        )
    if spent < budget:
        left = pounds(pounds_of(budget - spent))
        told.append(
            f"{left} of the budget cannot be paid within the pace. "
            "Choose more years, or a faster pace."
        )
    return told


def pence(amount: Decimal) -> int:
    """Whole pence of an amount."""
    return int(amount * 100)


def pounds_of(amount: int) -> Decimal:
    """Pounds of whole pence."""
    return Decimal(amount).scaleb(-2)


def level_in_pounds(level: Fraction) -> Decimal:
    """A level in pence as pounds, to the penny."""
    return (Decimal(level.numerator) / Decimal(level.denominator) / 100).quantize(PENNY)
