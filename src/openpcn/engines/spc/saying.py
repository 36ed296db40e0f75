"""What a chart says in words: how it varies now, and whether its target will be met."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from openpcn.engines.spc.limits import Limits
from openpcn.engines.spc.signals import Better, Side, Signal


class Variation(StrEnum):
    """What the newest value says; the words stand where others show an icon."""

    ORDINARY = "Ordinary variation: no significant change"
    IMPROVING_HIGHER = "Special cause, improving: higher"
    IMPROVING_LOWER = "Special cause, improving: lower"
    CONCERN_HIGHER = "Special cause, of concern: higher"
    CONCERN_LOWER = "Special cause, of concern: lower"
    NEUTRAL_HIGHER = "Special cause: higher, neither better nor worse"
    NEUTRAL_LOWER = "Special cause: lower, neither better nor worse"
    NOT_KNOWN = "Not known: fewer than five readings"

    @property
    def is_improving(self) -> bool:
        """Whether something has got better by more than it usually varies."""
        return self in (Variation.IMPROVING_HIGHER, Variation.IMPROVING_LOWER)

    @property
    def is_of_concern(self) -> bool:
        """Whether something has got worse by more than it usually varies."""
        return self in (Variation.CONCERN_HIGHER, Variation.CONCERN_LOWER)


class Assurance(StrEnum):
    """Whether a target will be met while nothing changes."""

    PASSING = "Consistently passing: the target lies beyond the limits, on the good side"
    FAILING = "Consistently failing: the target lies beyond the limits, and is not reached"
    HIT_AND_MISS = "Hit and miss: the target lies within the limits, and is met or missed by chance"
    NO_TARGET = "No target"
    NOT_KNOWN = "Not known: fewer than five readings"


VARIATIONS = {
    (Better.HIGHER, Side.HIGH): Variation.IMPROVING_HIGHER,
    (Better.HIGHER, Side.LOW): Variation.CONCERN_LOWER,
    (Better.LOWER, Side.HIGH): Variation.CONCERN_HIGHER,
    (Better.LOWER, Side.LOW): Variation.IMPROVING_LOWER,
    (Better.NEITHER, Side.HIGH): Variation.NEUTRAL_HIGHER,
    (Better.NEITHER, Side.LOW): Variation.NEUTRAL_LOWER,
}


def variation_of(signals: Mapping[Signal, Side], better: Better) -> Variation:
    """What the rules that a value meets say, the strongest of them first.

    A climb of seven values that ends below the mean is a shift too, and that comes first: so the
    words always follow the side of the mean on which the value lies.
    """
    strongest = next((one for one in Signal if one in signals), None)
    if strongest is None:
        return Variation.ORDINARY
    return VARIATIONS[better, signals[strongest]]


def assurance_of(limits: Limits | None, target: float | None, better: Better) -> Assurance:
    """Whether limits lie wholly on one side of a target."""
    if target is None or better is Better.NEITHER:
        return Assurance.NO_TARGET
    if limits is None:
        return Assurance.NOT_KNOWN
    if limits.low <= target <= limits.high:
        return Assurance.HIT_AND_MISS
    is_beyond = target < limits.low if better is Better.HIGHER else target > limits.high
    return Assurance.PASSING if is_beyond else Assurance.FAILING
