"""Bids ranked by how far they serve the priorities; every priority weighs the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A bid with its points and its place."""

    bid: int
    points: int
    most: int
    """Points that a bid can have."""
    unscored: tuple[str, ...]
    """Priorities that nobody has scored; they count as nought until then."""
    rank: int
    """1 is first; bids with the same points share a place, and the next follows after them."""

    @property
    def is_complete(self) -> bool:
        """Whether every priority is scored."""
        return not self.unscored


def rank(
    scores: Mapping[int, Mapping[str, int]], priorities: Sequence[str], most_points: int
) -> tuple[Ranked, ...]:
    """Every bid with its place, the first first; those of one place in order of their number."""
    points = {bid: sum(held.get(each, 0) for each in priorities) for bid, held in scores.items()}
    made = [
        Ranked(
            bid=bid,
            points=points[bid],
            most=most_points * len(priorities),
            unscored=tuple(each for each in priorities if each not in held),
            rank=1 + sum(other > points[bid] for other in points.values()),
        )
        for bid, held in scores.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.rank, one.bid)))
