"""What proposals are asked for: how much change counts, how many networks, locks, balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpcn.kernel.errors import NotRight

FEWEST = 50.0
"""Kilometres that a patient's keeping their network is worth where nothing else matters."""
OPTIONS = ((FEWEST, "Fewest patients change"), (3.0, "In between"), (0.0, "Shortest distance"))
CURVE = (FEWEST, 10.0, 5.0, 2.0, 1.0, 0.5, 0.0)
COUNTS = ("target", "today", "free")
MOST_SECONDS = 1800
STRETCHED = 60_000
"""A larger largest size, only for what would otherwise be below the smallest."""
BALANCES: Mapping[str, tuple[str, float]] = {
    "": ("Not at all", 0.0),
    "deprivation-little": ("Deprivation, a little", 2.0),
    "deprivation-much": ("Deprivation, much", 10.0),
    "staff-little": ("Practice staff for each patient, a little", 0.5),
    "staff-much": ("Practice staff for each patient, much", 2.5),
}
"""Kilometres that a difference of one from the area's mean is worth to each patient: one is the
whole share of people in the most deprived fifth, or one full-time post for 1,000 patients."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One dial worked out: a plan with its bound."""

    keep_today: float
    title: str
    network_of: dict[str, str]
    areas: list[dict[str, Any]]
    """By area: cost, bound, gap, whether proved, notes and reasons; empty for a repair."""
    score: dict[str, Any]
    is_repair: bool = False
    """Mended step by step from today's map, without a bound."""

    @property
    def gap(self) -> float:
        """(plan - bound) / plan over all areas."""
        cost = sum(one["cost"] for one in self.areas)
        bound = sum(one["bound"] for one in self.areas)
        return max(0.0, (cost - bound) / cost) if cost else 0.0


def what_does_not_fit(points: Sequence[Point]) -> list[str]:
    """By area in which no plan is wholly inside the sizes: why, once each."""
    said = {
        area["name"]: area["notes"][0]
        for point in points
        for area in point.areas
        if not area["fits"] and area["notes"]
    }
    return [f"{name}: {note}" for name, note in sorted(said.items())]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody asks for in the form."""

    kind: str
    """options, curve, or one."""
    keep_today: float = 0.0
    """Of one answer: kilometres that a patient's keeping their network is worth."""
    count: str = "target"
    number: int | None = None
    seconds: int = 180
    together: Sequence[Sequence[str]] = ()
    apart: Sequence[Sequence[str]] = ()
    stays: Sequence[str] = ()
    balance: str = ""
    may_stretch: bool = False
    """Up to STRETCHED patients, with a rationale, before a network is below the smallest size."""
    travel: Mapping[str, Any] | None = None
    """Travel between practices from a file (see wishing)."""
    seed: int = 0


def asked_of(question: Question) -> dict[str, Any]:
    """What a plan asks for, checked."""
    if question.count not in (*COUNTS, "number"):
        raise NotRight(
            f"“{question.count[:20]}” is no number of networks.", next_step="Choose one."
        )
    if question.balance not in BALANCES:
        raise NotRight(f"“{question.balance[:20]}” cannot be balanced.", next_step="Choose one.")
    if not 5 <= question.seconds <= MOST_SECONDS:
        raise NotRight(
            f"{question.seconds} seconds are not between 5 and {MOST_SECONDS:,}.",
            next_step="Choose how long it may take.",
        )
    _check_locks(question)
    return {
        "kind": "propose",
        "count": question.count,
        "number": question.number if question.count == "number" else None,
        "seconds": question.seconds,
        "together": [sorted(one) for one in question.together],
        "apart": [sorted(one) for one in question.apart],
        "stays": sorted(question.stays),
        "dials": dials_of(question),
        "balance": question.balance,
        "stretch": question.may_stretch,
        "travel": dict(question.travel) if question.travel else None,
        "with_repairs": question.kind == "curve",
        "seed": question.seed,
    }


def dials_of(question: Question) -> list[list[float | str]]:
    """Each dial that is worked out, with its title."""
    if question.kind == "one":
        if not 0 <= question.keep_today <= FEWEST:
            raise NotRight(
                f"{question.keep_today:g} km are not between 0 and {FEWEST:g}.",
                next_step="Write what one patient’s keeping their network is worth, such as 3.",
            )
        return [[question.keep_today, title_of(question.keep_today)]]
    if question.kind == "curve":
        return [[dial, title_of(dial)] for dial in CURVE]
    return [[dial, title] for dial, title in OPTIONS]


def title_of(dial: float) -> str:
    """What a point of the curve is called."""
    if dial >= FEWEST:
        return "Fewest patients change"
    return "Shortest distance" if dial == 0 else f"Keeping a patient’s network is worth {dial:g} km"


def points_of(result: Mapping[str, Any]) -> list[Point]:
    """The dials that a job has worked out so far."""
    return [Point(**one) for one in result.get("points", ())]


def _check_locks(question: Question) -> None:
    for one in question.together:
        for other in question.apart:
            if len(set(one) & set(other)) > 1:
                raise NotRight(
                    "The same practices are to be together and never together.",
                    next_step="Take one of the two locks away.",
                )
