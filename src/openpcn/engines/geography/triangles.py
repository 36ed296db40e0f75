"""Which locations have cells that meet: the Delaunay edges of distinct points."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from openpcn.kernel.points import Point


def cell_edges(points: Collection[Point]) -> set[tuple[Point, Point]]:
    """Pairs of points whose cells meet, each pair once, the smaller point first.

    The points are distinct and taken in order, so that their order in the input does not matter.
    Points on one line are joined along it.
    """
    # Half a second to import, and only asked for where registrations by area are not held.
    from scipy.spatial import Delaunay, QhullError

    ordered = sorted(points)
    if len(ordered) < 3:
        return set(combinations(ordered, 2))
    grid = np.array([(point.easting, point.northing) for point in ordered], dtype=float)
    try:
        cells = Delaunay(grid)
    except QhullError:
        return _along_a_line(ordered, grid)
    edges = {
        (min(one, other), max(one, other))
        for corners in cells.simplices.tolist()
        for one, other in combinations(corners, 2)
    }
    # A point so close to another that the triangles leave it out is joined to that one.
    edges |= {(min(p, near), max(p, near)) for p, _, near in cells.coplanar.tolist()}
    return {(ordered[one], ordered[other]) for one, other in edges}


def _along_a_line(ordered: list[Point], grid: NDArray[np.float64]) -> set[tuple[Point, Point]]:
    centred = grid - grid.mean(axis=0)
    along = centred @ np.linalg.svd(centred, full_matrices=False)[2][0]
    order = np.argsort(along, kind="stable").tolist()
    return {(min(pair), max(pair)) for pair in pairwise([ordered[i] for i in order])}
