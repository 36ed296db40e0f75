"""Are the people who are compared alike? Standardised differences before and after matching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from openpcn.engines.evaluation.facts import Numbers, Outcome, People, rates
from openpcn.engines.evaluation.matching import Matched

POOR = 0.1
SOURCE = "Standardised difference above 0.1 is poor: Austin 2009, Stat Med 28:3083"


@dataclass(frozen=True, kw_only=True)
class BalanceLine:
    """One thing known at the start: means of both sides, and how far apart they are.

    Differences are in standard deviations; nought is alike.
    """

    name: str
    treated_mean: float
    comparison_mean: float
    difference: float
    difference_unmatched: float

    @property
    def is_poor(self) -> bool:
        """Whether matching left the two sides too far apart."""
        return abs(self.difference) > POOR


def balance(
    people: People, outcomes: Sequence[Outcome], matched: Matched
) -> tuple[BalanceLine, ...]:
    """A line for each thing measured and for the earlier use of each outcome."""
    return tuple(
        _line(name, values, people, matched)
        for name, values in known_at_start(people, outcomes).items()
    )


def known_at_start(people: People, outcomes: Sequence[Outcome]) -> Mapping[str, Numbers]:
    """Everything that was known of each person at the start."""
    return {
        **people.measured,
        **{
            f"{each.words}, a year before": rates(each.before, people.years_before)
            for each in outcomes
        },
    }


def _line(name: str, values: Numbers, people: People, matched: Matched) -> BalanceLine:
    treated = people.treated
    spread = float(np.sqrt((values[treated].var() + values[~treated].var()) / 2)) or 1.0
    own, of_whom = values[matched.place], treated[matched.place]
    means = [float(np.average(own[of], weights=matched.weight[of])) for of in (of_whom, ~of_whom)]
    raw = float(values[treated].mean() - values[~treated].mean())
    return BalanceLine(
        name=name,
        treated_mean=means[0],
        comparison_mean=means[1],
        difference=(means[0] - means[1]) / spread,
        difference_unmatched=raw / spread,
    )
