"""Who is compared with whom: alike exactly in some things, and in how likely they were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openpcn.engines.evaluation.facts import Flags, Numbers, Outcome, People, Places, rates
from openpcn.engines.evaluation.propensity import log_odds
from openpcn.kernel.errors import NotPossible

CALIPER = 0.2
SOURCE = (
    "Nearest neighbour without replacement within 0.2 standard deviations of the log odds: "
    "Austin 2011, Pharm Stat 10:150"
)


@dataclass(frozen=True, kw_only=True)
class Matched:
    """Places of people who are compared, the set each is in, and what each counts for.

    In a set there is one treated person with weight one, and comparison people whose weights add
    up to one.
    """

    place: Places
    set_of: Places
    weight: Numbers
    treated_in_all: int
    treated_matched: int
    comparison: int


def match(
    people: People, outcomes: Sequence[Outcome], *, ratio: int = 3, caliper: float = CALIPER
) -> Matched:
    """Up to `ratio` comparison people for each treated one, of those with the same exact values.

    The hardest to match come first. Refused where nobody is alike enough.
    """
    follow = (people.years_before > 0) & (people.years_after > 0)
    score = log_odds(columns_of(people, outcomes), people.treated)
    reach = caliper * float(score[follow].std())
    sets: list[tuple[int, list[int]]] = []
    for stratum in _strata(people, follow):
        sets += _pair(stratum, people.treated, score, ratio=ratio, reach=reach)
    if not sets:
        raise NotPossible(
            "There is nobody to compare with: no person without the intervention is like one "
            "who had it.",
            next_step="Match on fewer things, or add people of other practices.",
        )
    return _as_arrays(sets, int(people.treated.sum()))


def columns_of(people: People, outcomes: Sequence[Outcome]) -> Numbers:
    """What makes people alike: all that is measured and earlier use, each also bent.

    Squares and logarithms let likelihood and use rise in a curve.
    """
    measured = [standing for values in people.measured.values() for standing in (values, values**2)]
    use = [rates(each.before, people.years_before) for each in outcomes]
    return np.column_stack([*measured, *use, *map(np.log1p, use)])


def _strata(people: People, follow: Flags) -> list[Places]:
    """The places of people who share every exact value."""
    code = np.zeros(people.treated.size, dtype=np.int64)
    for values in people.exact.values():
        _, number = np.unique(values, return_inverse=True)
        _, code = np.unique(code * (int(number.max()) + 1) + number, return_inverse=True)
    places = np.flatnonzero(follow)
    order = places[np.argsort(code[places], kind="stable")]
    return list(np.split(order, np.flatnonzero(np.diff(code[order])) + 1))


def _pair(
    stratum: Places, treated: Flags, score: Numbers, *, ratio: int, reach: float
) -> list[tuple[int, list[int]]]:
    """Sets of one stratum: each treated person takes one in turn, `ratio` times over."""
    chosen = stratum[treated[stratum]]
    chosen = chosen[np.argsort(-score[chosen], kind="stable")]
    others = stratum[~treated[stratum]]
    others = others[np.argsort(score[others], kind="stable")]
    line = _Line(score[others])
    found: dict[int, list[int]] = {}
    for turn in range(ratio):
        for person in chosen.tolist() if turn == 0 else list(found):
            at = line.take_nearest(float(score[person]), reach)
            if at is not None:
                found.setdefault(person, []).append(int(others[at]))
    return list(found.items())


class _Line:
    """Scores in order, of which the nearest that is still free can be taken."""

    def __init__(self, scores: Numbers) -> None:
        self.scores = scores
        # A free place points to itself; a taken one to its neighbour, and so on to a free one.
        # Places are counted from one; nought and the last lie outside the line.
        self.before = list(range(len(scores) + 2))
        self.after = list(range(len(scores) + 2))

    def take_nearest(self, score: float, reach: float) -> int | None:
        """The place of the nearest free score within reach, which is taken."""
        start = int(np.searchsorted(self.scores, score))
        below, above = _end_of(self.before, start), _end_of(self.after, start + 1)
        gap_below = score - float(self.scores[below - 1]) if below > 0 else np.inf
        gap_above = float(self.scores[above - 1]) - score if above <= len(self.scores) else np.inf
        at = below if gap_below <= gap_above else above
        if min(gap_below, gap_above) > reach:
            return None
        self.before[at], self.after[at] = at - 1, at + 1
        return at - 1


def _end_of(links: list[int], at: int) -> int:
    """Where a chain of links ends; it is shortened on the way, so that the next is quick."""
    while links[at] != at:
        links[at] = links[links[at]]
        at = links[at]
    return at


def _as_arrays(sets: list[tuple[int, list[int]]], treated_in_all: int) -> Matched:
    place, set_of, weight = [], [], []
    for number, (person, others) in enumerate(sets):
        place += [person, *others]
        set_of += [number] * (1 + len(others))
        weight += [1.0] + [1 / len(others)] * len(others)
    return Matched(
        place=np.array(place, dtype=np.int64),
        set_of=np.array(set_of, dtype=np.int64),
        weight=np.array(weight),
        treated_in_all=treated_in_all,
        treated_matched=len(sets),
        comparison=len(place) - len(sets),
    )
