"""Which milestones are expected before something that they need, and when they could be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A milestone with the day on which it is expected, or was reached."""

    id: int
    on: date
    is_reached: bool = False
    needs: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A milestone that is expected before something that it needs."""

    id: int
    on: date
    needs: int
    """The need that comes last."""
    not_before: date
    """The day on which that one could be reached."""

    @property
    def days(self) -> int:
        """How many days too early it is expected."""
        return (self.not_before - self.on).days


def slips(milestones: Sequence[Expected]) -> tuple[Slip, ...]:
    """Every milestone that cannot be reached on its day, the earliest first.

    A need that is not among the milestones is taken to be met; what was reached needs nothing.
    """
    could = earliest(milestones)
    found = []
    for one in milestones:
        waits_for = [(could[each], each) for each in needed(one, could)]
        last = max(waits_for, default=(one.on, 0))
        if last[0] > one.on:
            found.append(Slip(id=one.id, on=one.on, needs=last[1], not_before=last[0]))
    return tuple(sorted(found, key=lambda slip: (slip.on, slip.id)))


def earliest(milestones: Sequence[Expected]) -> dict[int, date]:
    """The first day on which each can be reached, by its own day and by what it needs.

    Days only ever move to a later one of the days given, so that this ends, even where
    milestones wait for each other.
    """
    could = {one.id: one.on for one in milestones}
    while True:
        later = {
            one.id: max([one.on, *(could[each] for each in needed(one, could))])
            for one in milestones
        }
        if later == could:
            return could
        could = later


def needed(one: Expected, among: Mapping[int, date]) -> list[int]:
    """What one still needs, of those that are among the milestones."""
    return [] if one.is_reached else [each for each in one.needs if each in among]
