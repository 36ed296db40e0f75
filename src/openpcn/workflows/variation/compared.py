"""One measure over several organisations: where each stands, by limits or by the middle half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from openpcn.domains.outcomes.queries.meant import MeantAnswer
from openpcn.kernel.disclosure import Cell, publish, regime
from openpcn.kernel.errors import Refused
from openpcn.workflows.profiles.inequality import Gradient
from openpcn.workflows.variation.groups import Group

FEWEST = 3
"""Organisations without which nothing is compared."""
FENCES = 5
"""Organisations without which no fence is drawn around the middle half."""
FENCE_METHOD = (
    "These are no counts of people or events, so that chance has no limits: an organisation is "
    "marked where it lies more than one and a half times the middle half beyond it (Tukey)."
)
SMALL = regime("seven")


@dataclass(frozen=True, kw_only=True)
class Point:
    """One organisation in one measure."""

    group: Group
    value: float | None
    numerator: float | None
    denominator: float | None
    standing: str
    """above or below (outside), high or low (beyond 95%), inside, or not shown."""
    why_not: str = ""
    low: float | None = None
    high: float | None = None
    """The 99.8% limits at its size, in the units of the measure; None where there are none."""
    meant: MeantAnswer | None = None

    @property
    def is_outside(self) -> bool:
        """Whether it differs by more than the others lead one to expect."""
        return self.standing in ("above", "below")


@dataclass(frozen=True, kw_only=True)
class Line:
    """The limits at one size, in the units of the measure."""

    size: float
    inner_low: float
    inner_high: float
    outer_low: float
    outer_high: float


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One measure over all organisations of an area."""

    key: str
    title: str
    dimension: str
    unit: str
    """per cent, per 1,000, pounds, FTE per 10,000."""
    better: str
    period: str
    source: str
    points: tuple[Point, ...]
    centre: float
    sizes: str
    """What the denominators count."""
    lines: tuple[Line, ...]
    """Of a funnel; none where there are no limits."""
    method: str
    spread: str
    slope: Gradient | None
    disclosure: str

    @property
    def shown(self) -> tuple[Point, ...]:
        """Those with a value, the highest first."""
        held = [one for one in self.points if one.value is not None]
        return tuple(sorted(held, key=lambda one: (-(one.value or 0), one.group.code)))

    @property
    def outside(self) -> tuple[Point, ...]:
        """Those outside, the highest first."""
        return tuple(one for one in self.shown if one.is_outside)

    @property
    def times(self) -> float | None:
        """The highest as a multiple of the lowest."""
        values = [one.value or 0.0 for one in self.shown]
        return values[0] / values[-1] if values and values[-1] > 0 else None


def withheld(counts: Mapping[str, tuple[int, int]]) -> tuple[frozenset[str], str]:
    """Of counts of people (with it, all), the keys whose share would tell a small number.

    A share is protected as those with it, those without, and all.
    """
    cells = [
        Cell(key=f"{key} {part}", kind=part, count=number, groups=groups)
        for key, (top, bottom) in counts.items()
        for part, number, groups in (
            ("with", top, frozenset({f"{key} with"})),
            ("without", bottom - top, frozenset({f"{key} without"})),
            ("all", bottom, frozenset({f"{key} with", f"{key} without"})),
        )
    ]
    if not any(1 <= one.count <= SMALL.threshold for one in cells):
        return frozenset(), ""
    everybody = frozenset().union(*(one.groups for one in cells if one.kind == "with"))
    whole = Cell(key="*", kind="sum", count=sum(top for top, _ in counts.values()),
                 groups=everybody)  # fmt: skip
    try:
        made = publish([*cells, whole], SMALL)
    except Refused:
        return frozenset(counts), f"{SMALL.words} Nothing of this measure can be shown."
    shown = made.shown
    hidden = frozenset(key for key in counts if shown[f"{key} with"] is None
                       or shown[f"{key} without"] is None)  # fmt: skip
    return hidden, made.sentence


def fenced(values: Sequence[float | None]) -> list[str]:
    """Where each value stands to the fences around the middle half."""
    known = [one for one in values if one is not None]
    if len(known) < FENCES:
        return ["not shown" if one is None else "inside" for one in values]
    low, _, high = quantiles(known, n=4, method="inclusive")
    reach = 1.5 * (high - low)
    return [
        "not shown"
        if one is None
        else "above"
        if one > high + reach
        else "below"
        if one < low - reach
        else "inside"
        for one in values
    ]
