"""spopt MaxP: as many regions above the smallest size as it can, alike in where they are."""

from __future__ import annotations

import random
import time
import warnings

import geopandas
import numpy
from asking import Part, answer_all
from libpysal.weights import W
from spopt.region import MaxPHeuristic

CONSTRUCTIONS, ANNEALINGS = 5, 5

warnings.filterwarnings("ignore")


def divide(part: Part) -> list[int]:
    """The best for the band of as many runs as the time allows, one at least."""
    ends_at = time.process_time() + part.seconds
    table = geopandas.GeoDataFrame(
        {"patients": part.patients, "x": part.x, "y": part.y},
        geometry=geopandas.points_from_xy(part.x, part.y),
    )
    near = W(dict(enumerate(part.near)), silence_warnings=True)
    found: list[list[int]] = []
    while not found or time.process_time() < ends_at:
        random.seed(part.seed + len(found))
        numpy.random.seed(part.seed + len(found))
        model = MaxPHeuristic(
            table,
            near,
            ["x", "y"],
            "patients",
            part.smallest,
            top_n=2,
            max_iterations_construction=CONSTRUCTIONS,
            max_iterations_sa=ANNEALINGS,
        )
        model.solve()
        found.append(list(model.labels_))
    return min(found, key=part.worth)


answer_all(divide)
