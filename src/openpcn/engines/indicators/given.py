"""Refuses counts, populations and levels that cannot be, before anything is worked out."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from openpcn.engines.indicators.answers import Numbers
from openpcn.kernel.errors import NotRight


def numbers(given: ArrayLike, *, what: str) -> Numbers:
    """The numbers as an array; text, negative and endless ones are refused."""
    try:
        array = np.atleast_1d(np.asarray(given, dtype=np.float64))
    except (TypeError, ValueError) as trouble:
        raise NotRight(f"{what} are numbers; {given!r} is not one.") from trouble
    wrong = array[~(np.isfinite(array) & (array >= 0))]
    if wrong.size:
        raise NotRight(
            f"{what} are nought or more, and known; {wrong.flat[0]:g} is not.",
            next_step="Leave out what is not known instead of writing a number for it.",
        )
    return array


def parts_of_wholes(parts: ArrayLike, wholes: ArrayLike) -> tuple[Numbers, Numbers]:
    """Numerators and denominators of shares: as many of each, and no part above its whole."""
    n, d = pairs(parts, wholes)
    above = n > d
    if above.any():
        at = int(np.argmax(above))
        raise NotRight(
            f"{n.flat[at]:g} people out of {d.flat[at]:g} cannot be.",
            next_step="Take both from the same people on the same day.",
        )
    return n, d


def pairs(counts: ArrayLike, denominators: ArrayLike) -> tuple[Numbers, Numbers]:
    """Counts and denominators of the same shape."""
    n = numbers(counts, what="Counts")
    d = numbers(denominators, what="Denominators")
    if n.shape != d.shape:
        raise NotRight(f"There are {n.size} counts and {d.size} denominators; each needs its own.")
    return n, d


def z_of(level: float) -> float:
    """The standard normal deviate of a two-sided level: 1.96 for 0.95, 3.09 for 0.998."""
    if not 0 < level < 1:
        raise NotRight(f"A level is between 0 and 1, for instance 0.95; {level:g} is not.")
    return float(ndtri(0.5 + level / 2))
