"""Who is whose neighbour in a plan, and how far its patients have to go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyproj import Transformer
from shapely import from_wkb

from openpcn.engines.geography.distances import patients_distances
from openpcn.engines.geography.neighbours import (
    POINT_RULE,
    OverlapRule,
    neighbours_by_overlap,
    neighbours_by_points,
    neighbours_within,
)
from openpcn.engines.geography.registrations import Registration
from openpcn.kernel.errors import NotRight
from openpcn.kernel.points import Point, kilometres_between
from openpcn.sources.reading import read
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import BoundaryRow, ListByAreaRow, NotRecognised, Row, Tally
from openpcn.workflows.proposing.files import PlannedPractice, neighbour_rows, write_rows
from openpcn.workflows.proposing.travel import Travel, read_travel

MOST_DETOUR = 10.0


@dataclass(frozen=True, kw_only=True)
class PlanGround:
    """What a plan stands on."""

    neighbours: Mapping[str, frozenset[str]]
    rule: str
    registrations: Sequence[Registration] = field(default=())
    centroids: Mapping[str, Point] = field(default_factory=dict)
    travel: Travel | None = None
    detour: float = 1.0
    """The straight line times this, where no travel is given."""

    @property
    def unit(self) -> str:
        """What distances between practices are counted in."""
        return self.travel.unit if self.travel else "km"

    @property
    def distance_rule(self) -> str:
        """What a distance is, in a sentence."""
        if self.travel:
            return str(self.travel)
        times = "" if self.detour == 1 else f" times {self.detour:g}"
        return f"Distances are straight lines{times}."

    def length(self, one: PlannedPractice, other: PlannedPractice) -> float:
        """From one practice to another, in `unit`."""
        if self.travel:
            return self.travel.length(one, other)
        return kilometres_between(one.point, other.point) * self.detour

    def write_neighbours(self, path: Path) -> None:
        """Who was taken for whose neighbour."""
        write_rows(path, ("practice_code", "neighbour_code"), neighbour_rows(self.neighbours))

    def patients_km(
        self, network_of: Mapping[str, str], practices: Sequence[PlannedPractice]
    ) -> dict[str, float]:
        """Patients' mean distance to their network's nearest practice, where it can be known."""
        found = patients_distances(
            self.registrations,
            network_of,
            centroids=self.centroids,
            points={practice.code: practice.point for practice in practices},
            detour=self.detour,
        )
        return {network: one.mean_km for network, one in found.items() if one is not None}


def ground_of(
    practices: Sequence[PlannedPractice],
    *,
    registrations: Path | None = None,
    boundaries: Path | None = None,
    travel: Path | None = None,
    detour: float = 1.0,
) -> PlanGround:
    """Neighbours by overlap of registered patients where a file is given, else by points."""
    if not 0 < detour <= MOST_DETOUR:
        raise NotRight(
            f"The detour is {detour:g}.",
            next_step=f"It is a number above 0, and at most {MOST_DETOUR:g}.",
        )
    ways = read_travel(travel, practices) if travel else None
    points = {practice.code: practice.point for practice in practices}
    area_of = {practice.code: practice.area for practice in practices}
    centroids = _centroids(boundaries) if boundaries else {}
    if registrations is None:
        near = neighbours_by_points(points, area_of)
        return PlanGround(
            neighbours=near, rule=POINT_RULE, centroids=centroids, travel=ways, detour=detour
        )
    held = [
        Registration(row.practice_code, row.area_code, row.patients)
        for row in _rows(registrations, "patients by practice and area")
        if isinstance(row, ListByAreaRow)
    ]
    rule = OverlapRule()
    near = neighbours_within(neighbours_by_overlap(held, points=points, rule=rule), area_of, points)
    return PlanGround(
        neighbours=near,
        rule=str(rule),
        registrations=held,
        centroids=centroids,
        travel=ways,
        detour=detour,
    )


def _centroids(boundaries: Path) -> dict[str, Point]:
    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    found = {}
    for row in _rows(boundaries, "boundaries"):
        if isinstance(row, BoundaryRow):
            east, north = row.easting, row.northing
            if east is None or north is None:
                middle = from_wkb(row.wkb).centroid
                east, north = to_grid.transform(middle.x, middle.y)
            found[row.code] = Point(easting=east, northing=north)
    return found


def _rows(path: Path, what: str) -> list[Row]:
    if not path.is_file():
        raise NotRight(f"There is no file {path}.", next_step="Look at how its name is written.")
    recognised = recognise(path)
    if isinstance(recognised, NotRecognised):
        raise NotRight(
            f"{path.name} is not known as {what}. {' '.join(recognised.differences)}",
            next_step=f"Give the published file of {what}.",
        )
    rows = list(read(path, recognised, Tally()))
    if not rows:
        raise NotRight(f"{path.name} has no {what}.", next_step=f"Give a file of {what}.")
    return rows
