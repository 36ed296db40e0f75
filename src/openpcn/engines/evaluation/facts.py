"""What an evaluation starts from: people, who had the intervention, and what happened to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openpcn.kernel.errors import NotPossible, NotRight

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


class Better(StrEnum):
    """Which way an outcome is meant to go. A control outcome is not meant to go anywhere."""

    FEWER = "fewer is better"
    MORE = "more is better"
    CONTROL = "should not change"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How often something happened to each person in a window before and one after the start.

    `earlier` is the window before `before`; with it a date at which nothing began can be tried.
    A negative control (`Better.CONTROL`) is something the intervention cannot change.
    """

    name: str
    words: str
    better: Better
    before: Numbers
    after: Numbers
    earlier: Numbers | None = None


@dataclass(frozen=True, kw_only=True)
class People:
    """Everyone who could be compared, one place in each array for each person.

    `exact` are values that must be the same in people who are compared; `measured` are numbers
    known at the start that make them alike. Years are those for which a person was registered and
    alive in each window.
    """

    treated: Flags
    practice: NDArray[Any]
    exact: Mapping[str, NDArray[Any]]
    measured: Mapping[str, Numbers]
    years_before: Numbers
    years_after: Numbers
    years_earlier: Numbers | None = None


def check(people: People, outcomes: Sequence[Outcome]) -> None:
    """Refuse facts from which no controlled answer can come."""
    if not outcomes:
        raise NotRight("No outcome is named.", next_step="Name one or more outcomes in the plan.")
    if all(outcome.better is Better.CONTROL for outcome in outcomes):
        raise NotRight(
            "Every outcome is a control that should not change.",
            next_step="Name an outcome that the intervention is meant to change.",
        )
    _check_lengths(people, outcomes)
    if not people.treated.any():
        raise NotPossible(
            "Nobody had the intervention.", next_step="Check the list of people who had it."
        )
    if people.treated.all():
        raise NotPossible(
            "There is nobody to compare with: everyone had the intervention. What people do "
            "before and after is never shown alone, because those who are chosen for high use "
            "fall back by themselves.",
            next_step="Add people of other practices, or of a time before the intervention, "
            "who did not have it.",
        )


def _check_lengths(people: People, outcomes: Sequence[Outcome]) -> None:
    arrays = {
        "practice": people.practice,
        **people.exact,
        **people.measured,
        "years before": people.years_before,
        "years after": people.years_after,
    }
    for outcome in outcomes:
        arrays |= {f"{outcome.name} before": outcome.before, f"{outcome.name} after": outcome.after}
        if outcome.earlier is not None:
            arrays[f"{outcome.name} earlier"] = outcome.earlier
    for name, array in arrays.items():
        if array.shape != people.treated.shape:
            raise NotRight(f"{name} has {array.size} people; there are {people.treated.size}.")
        if array.dtype.kind == "f" and not (np.isfinite(array) & (array >= 0)).all():
            raise NotRight(
                f"{name} has a number that is not known or below nought.",
                next_step="Leave out people for whom it is not known, and say so in the plan.",
            )


def rates(events: Numbers, years: Numbers) -> Numbers:
    """Events per year of each person; nought for a person without any time."""
    return np.asarray(np.divide(events, years, out=np.zeros_like(events), where=years > 0))
