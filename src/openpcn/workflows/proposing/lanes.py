"""Which area is worked on next, and for how long: shares of counted work, the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

AGAIN_SECONDS = 10.0
"""What an area has at least, once more, where no plan in band was found in its share."""
LEAST_SECONDS, LEAST_WORK = 0.5, 2.0
RESERVE = 0.35
"""Of the work, for areas that are to be worked on once more."""
AIM, NEAR = 0.009, 0.003
"""Gaps above which an area is worked on once more: until the aim is reached, then until proved."""
MOST_TURNS = 3
FAIR = 1.5
"""How many times its share of the time an area may take: on a busy machine others follow it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Time and work that an area may have."""

    area: str
    seconds: float
    work: float
    good_enough: float = 0.0
    """Gap at which it may end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Met:
    """An area whose answer can be bettered."""

    area: str
    gap: float
    is_settled: bool


class Lane:
    """Areas that are worked on one after the other.

    What an area may use of what those before it left rests on counted work, not on the clock.
    """

    def __init__(self, practices_of: Mapping[str, int], work: float) -> None:
        self.practices_of = dict(practices_of)
        self.waiting = sorted(practices_of, key=lambda area: (practices_of[area], area))
        self.work, self.reserve = work, RESERVE * work
        self.again: list[_Met] = []
        self.turns: Counter[str] = Counter()

    def next_turn(self, seconds_left: float) -> Turn | None:
        """The next area, small ones first; then those that can be bettered, the worst first."""
        if self.waiting:
            practices = [self.practices_of[area] for area in self.waiting]
            share = practices[0] / sum(practices)
            seconds = min(1.0, FAIR * share) * seconds_left
            work = share * max(0.0, self.work - self.reserve)
            area = self.waiting.pop(0)
            return Turn(area=area, seconds=max(LEAST_SECONDS, seconds), work=max(LEAST_WORK, work))
        while self.again:
            one = self.again.pop(0)
            if not one.is_settled:
                seconds, work = max(AGAIN_SECONDS, seconds_left), max(AGAIN_SECONDS, self.work)
                return Turn(area=one.area, seconds=seconds, work=work)
            if self.work >= LEAST_WORK and seconds_left > LEAST_SECONDS:
                aim = AIM if one.gap > AIM else 0.0
                work = self.work if aim else self.work / (1 + len(self.again))
                return Turn(area=one.area, seconds=seconds_left, work=work, good_enough=aim)
        return None

    def take(self, area: str, *, work: float, gap: float, is_settled: bool) -> None:
        """Count what an area took; where it can be bettered, it waits once more."""
        self.work -= work
        self.turns[area] += 1
        most = MOST_TURNS if is_settled else 2
        if self.turns[area] < most and not (is_settled and gap <= NEAR):
            self.again.append(_Met(area=area, gap=gap, is_settled=is_settled))
            self.again.sort(key=lambda one: (one.is_settled, -one.gap, one.area))

    def is_waiting(self, area: str) -> bool:
        """Whether it is to be worked on once more."""
        return any(one.area == area for one in self.again)
