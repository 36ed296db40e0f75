"""How far towards a target an intervention got, with the interval of what was measured."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from openpcn.engines.evaluation.effects import Effect
from openpcn.kernel.errors import NotRight


class Progress(StrEnum):
    """What can be said of a target after measuring."""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    CANNOT_TELL = "cannot be told yet"


@dataclass(frozen=True, kw_only=True)
class Lever:
    """A target for an outcome: its rate is to change by this share (-0.3: 30% fewer)."""

    words: str
    outcome: str
    change: float
    source: str


@dataclass(frozen=True, kw_only=True)
class TowardsTarget:
    """The share of a target that was measured, with its interval, and what can be said."""

    lever: Lever
    share: float | None
    share_lower: float | None
    share_upper: float | None
    progress: Progress

    @property
    def sentence(self) -> str:
        """The target beside what was measured."""
        if self.share is None or self.share_lower is None or self.share_upper is None:
            return f"{self.lever.words}: {self.progress.value}; there are too few events."
        return (
            f"{self.lever.words}: {self.progress.value}. Measured against comparison people, "
            f"{self.share:.0%} of the target (interval {self.share_lower:.0%} to "
            f"{self.share_upper:.0%}); below nought is away from it."
        )


@cache
def levers() -> Mapping[str, Lever]:
    """The targets that plans are measured against, by name."""
    text = files("openpcn.engines.evaluation").joinpath("levers.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: Lever(**table) for name, table in tomllib.loads(text).items()})


def towards_target(effect: Effect, lever: Lever) -> TowardsTarget:
    """Progress to a target, from an effect that was measured against comparison people."""
    if lever.change < -1 or lever.change == 0:
        raise NotRight(
            f"{lever.words}: a rate cannot change by {lever.change:g}.",
            next_step="A change is a share: -0.3 is 30% fewer, 0.1 is 10% more.",
        )
    if effect.ratio is None or effect.ratio_lower is None or effect.ratio_upper is None:
        return TowardsTarget(
            lever=lever,
            share=None,
            share_lower=None,
            share_upper=None,
            progress=Progress.CANNOT_TELL,
        )
    low, high = sorted(
        (ratio - 1) / lever.change for ratio in (effect.ratio_lower, effect.ratio_upper)
    )
    return TowardsTarget(
        lever=lever,
        share=(effect.ratio - 1) / lever.change,
        share_lower=low,
        share_upper=high,
        progress=_progress(low, high),
    )


def _progress(low: float, high: float) -> Progress:
    if low >= 1:
        return Progress.REACHED
    return Progress.NOT_REACHED if high < 1 else Progress.CANNOT_TELL
