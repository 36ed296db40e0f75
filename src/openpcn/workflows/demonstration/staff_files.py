"""The network workforce by role, as many people as published networks of that size have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil

import numpy as np

from openpcn.workflows.demonstration import layouts, names
from openpcn.workflows.demonstration.areas import ICB_CODE, PLACES, REGION_CODE
from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.published import NETWORK_STAFF

Line = list[object]
STAFF_DAY = date(2026, 9, 30)
SPREAD = 0.35
SMALLEST_POST = 0.2


def network_staff(invention: Invention) -> Iterator[Line]:
    """One row for each role that a network has somebody in."""
    yield layouts.STAFF
    networks, lists = invention.networks, invention.vintages[-1].totals
    drawn = chance(invention.seed, "staff")
    sizes = [int(lists[networks.network_of == at].sum()) for at in range(len(networks.codes))]
    for at, code in enumerate(networks.codes):
        place = PLACES[networks.place[at]]
        start = ["NWRS Staff", STAFF_DAY.year, STAFF_DAY.month, code, networks.names[at]]
        where = [place.code, place.name, ICB_CODE, names.ICB, REGION_CODE, names.REGION]
        share = sizes[at] / np.mean(sizes) * np.exp(drawn.normal(0, SPREAD, len(NETWORK_STAFF)))
        for (group, role, average), more in zip(NETWORK_STAFF, share, strict=True):
            if (fte := round(float(average * more), 2)) >= SMALLEST_POST:
                yield [*start, *where, group, role, role, ceil(fte), fte]
