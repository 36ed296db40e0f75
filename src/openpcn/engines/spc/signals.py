"""Which values speak of a special cause? The four rules of Making Data Count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from openpcn.engines.spc.limits import Limits

ON_ONE_SIDE = 7
STEPS_IN_A_ROW = 6
"""Six steps in one direction: seven values, each above (or below) the one before."""


class Better(StrEnum):
    """Which way is improvement."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Side(StrEnum):
    """To which side of the usual a value or a row of values speaks."""

    HIGH = "higher"
    LOW = "lower"


class Signal(StrEnum):
    """A rule that a value meets, the strongest first."""

    OUTSIDE = "outside the limits"
    SHIFT = "seven or more on one side of the mean"
    NEAR = "two of three close to a limit"
    TREND = "six or more steps in one direction"


def signals_of(values: Sequence[float], limits: Limits) -> list[dict[Signal, Side]]:
    """For each value the rules that it meets, and to which side."""
    found: list[dict[Signal, Side]] = [{} for _ in values]
    for signal, rule in (
        (Signal.OUTSIDE, outside),
        (Signal.SHIFT, shifts),
        (Signal.NEAR, near_a_limit),
        (Signal.TREND, trends),
    ):
        for at, side in rule(values, limits):
            found[at][signal] = side
    return found


def outside(values: Sequence[float], limits: Limits) -> Iterator[tuple[int, Side]]:
    """Values beyond a limit."""
    for at, value in enumerate(values):
        if value > limits.high:
            yield at, Side.HIGH
        elif value < limits.low:
            yield at, Side.LOW


def shifts(values: Sequence[float], limits: Limits) -> Iterator[tuple[int, Side]]:
    """Seven values or more above the mean, or below; one on the mean ends the row."""
    sides = [sign(value - limits.mean) for value in values]
    yield from rows(sides, ON_ONE_SIDE)


def trends(values: Sequence[float], _: Limits) -> Iterator[tuple[int, Side]]:
    """Six steps or more upwards, or downwards; two equal values end the row."""
    steps = [sign(after - before) for before, after in pairwise(values)]
    told: dict[int, Side] = {}
    for at, side in rows(steps, STEPS_IN_A_ROW):
        told.setdefault(at, side)
        told[at + 1] = side
    yield from told.items()


def near_a_limit(values: Sequence[float], limits: Limits) -> Iterator[tuple[int, Side]]:
    """Of three values in a row on one side, two or more in the outer third inside the limit."""
    sides = [sign(value - limits.mean) for value in values]
    close = [
        limits.near_high < value <= limits.high or limits.low <= value < limits.near_low
        for value in values
    ]
    told: dict[int, Side] = {}
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        one_side = abs(sum(sides[at] for at in three)) == 3
        if one_side and sum(close[at] for at in three) >= 2:
            told |= {at: side_of(sides[at]) for at in three if close[at]}
    yield from told.items()


def rows(signs: Sequence[int], fewest: int) -> Iterator[tuple[int, Side]]:
    """The places in rows of the same sign, as long as asked for or longer."""
    first = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[first]:
            if signs[first] and at - first >= fewest:
                yield from ((one, side_of(signs[first])) for one in range(first, at))
            first = at


def sign(value: float) -> int:
    """1 above nought, -1 below, 0 on it."""
    return (value > 0) - (value < 0)


def side_of(one: int) -> Side:
    """The side of a sign."""
    return Side.HIGH if one > 0 else Side.LOW
