"""Residents of the census, beside whom the invented registered patients stand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from openpcn.workflows.demonstration import layouts
from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.published import LIST_INFLATION, RESIDENT_AGES

Line = list[object]
SPREAD = 0.02
"""How much one small area differs from the next, so that no two shares are alike."""


def residents(invention: Invention) -> Iterator[Line]:
    """Residents of each small area by age, in the layout of Census 2021."""
    yield layouts.RESIDENTS
    draws = chance(invention.seed, "residents")
    registered = invention.areas.land.patients
    nearly = draws.normal(1 / LIST_INFLATION, SPREAD, len(registered))
    shares = np.array([share for _, share in RESIDENT_AGES])
    for each, people in zip(invention.areas.lsoa21, np.rint(registered * nearly), strict=True):
        counts = draws.multinomial(int(people), shares / shares.sum())
        for (band, _), count in zip(RESIDENT_AGES, counts, strict=True):
            yield [each.code, each.name, band, int(count)]
