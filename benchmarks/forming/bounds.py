"""Holds a certified bound against every plan that anybody found for the same question."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.forming.judging import Judgement
from benchmarks.forming.proposing import Proposed

TOLERANCE = 1e-9


def hold_bound(name: str, ours: Proposed, judged: Judgement) -> int:
    """In how many areas the plan answers the same question; none may go below the bound.

    The same question: as many networks in the area, all rules kept, what stands alone aside.
    """
    checked = 0
    for area, bound in ours.bound_of.items():
        theirs, mine = judged.in_area(area), ours.judged.in_area(area)
        if not theirs.keeps_all_rules or len(theirs.groups) != len(mine.groups):
            continue
        checked += 1
        if theirs.patient_km < bound * (1 - TOLERANCE):
            raise AssertionError(
                f"{name}, {area}: a plan has {theirs.patient_km} patient-km, "
                f"and the bound says {bound}"
            )
    return checked


def hold_each_other(name: str, found: Sequence[Proposed]) -> int:
    """The bound of each seed against the plan of every other."""
    return sum(
        hold_bound(name, one, other.judged) for one in found for other in found if one is not other
    )
