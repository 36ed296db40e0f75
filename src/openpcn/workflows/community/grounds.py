"""Where assets stand: the network's area and the neighbourhoods around a point, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shapely import MultiPolygon

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.queries.assets import mark, points
from openpcn.domains.community.queries.versions import newest
from openpcn.domains.registry.queries.points import points_of
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import practices
from openpcn.engines.geography.lookup import AreaFinder
from openpcn.kernel.points import Point, kilometres_between
from openpcn.kernel.when import When
from openpcn.workflows.drawings.facts import AreaOnMap
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import Catchments, catchments_of
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes
from openpcn.workflows.maps.facts import homes

LINE = 25.0
"""Metres within which a point stands on the line between two neighbourhoods."""
NEAR_ENOUGH = 30.0
"""Kilometres from the nearest practice beyond which a point is in no system that is held."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """The areas in which a point lies on a day."""

    network: str = ""
    network_name: str = ""
    place: str = ""
    is_inside: bool = False
    """Whether it lies on the land of the system that is asked about."""
    neighbourhoods: tuple[tuple[str, str], ...] = ()
    """Code and name; the first is the one that it counts in."""

    @property
    def neighbourhood(self) -> str:
        """The code of the neighbourhood that it counts in; empty where none is known."""
        return self.neighbourhoods[0][0] if self.neighbourhoods else ""

    @property
    def is_on_a_line(self) -> bool:
        """Whether it stands between two neighbourhoods."""
        return len(self.neighbourhoods) > 1


NOWHERE = Standing()


class Ground:
    """The land of a system made ready for many points."""

    def __init__(self, land: Catchments, shapes: tuple[AreaOnMap, ...]) -> None:
        """Take the land, and the neighbourhoods that the viewer may see."""
        self.land = land
        self.homes = homes(land)
        self.areas = AreaFinder(land.polygons)
        self.names = {one.code: one.name for one in shapes}
        self.neighbourhoods = AreaFinder(
            {one.code: MultiPolygon(getattr(one.shape, "geoms", [one.shape])) for one in shapes}
        )

    def at(self, point: Point) -> Standing:
        """Where a point stands; on a line it counts in the neighbourhood that holds it."""
        area = self.areas.at(point)
        network = self.land.owner.get(area or "", "")
        named = self.land.networks.get(network)
        return Standing(
            network=network if named else "",
            network_name=named.name if named else "",
            place=self.homes.get(network) or "",
            is_inside=bool(named and named.is_inside),
            neighbourhoods=self.around(point),
        )

    def around(self, point: Point) -> tuple[tuple[str, str], ...]:
        """The neighbourhoods at a point: the one that holds it, then those on whose line it is."""
        inside = self.neighbourhoods.at(point)
        if inside is None:
            return ()
        same_map = inside.split("/")[0] + "/"
        near = [one for one in self.neighbourhoods.near(point, LINE) if one.startswith(same_map)]
        codes = dict.fromkeys([inside, *near])
        return tuple((code.split("/", 1)[1], self.names[code]) for code in codes)


def ground_of(system: str, *, viewer: Account | None, when: When) -> Ground:
    """The land of a system with the neighbourhoods that the viewer may see."""
    return Ground(catchments_of(system, when=when), neighbourhood_shapes(viewer, when=when))


def standings(
    system: str, *, viewer: Account | None, when: When
) -> Mapping[int, tuple[Standing, ...]]:
    """Asset → where each of its places stands, for those on the land of a system."""
    shapes = neighbourhood_shapes(viewer, when=when)
    seen = [(one.code, one.name) for one in shapes]
    inputs = (system, when.as_at, when.as_known, stamp(), mark(), seen)
    return kept("assets-on-land", inputs, lambda: work_out(system, shapes, when))


def work_out(
    system: str, shapes: tuple[AreaOnMap, ...], when: When
) -> dict[int, tuple[Standing, ...]]:
    """Every place of every asset that lies on the land, drafts included."""
    ground = Ground(catchments_of(system, when=when), shapes)
    found: dict[int, tuple[Standing, ...]] = {}
    for asset, easting, northing in points(newest(when)):
        at = ground.at(Point(easting=easting, northing=northing))
        if at.is_inside:
            found[asset] = (*found.get(asset, ()), at)
    return found


def system_at(point: Point, *, when: When) -> str:
    """The code of the system of the nearest practice; empty where there is none near."""
    spots = kept("practice-spots", (when, stamp()), lambda: practice_spots(when))
    nearest = min(spots, key=lambda spot: kilometres_between(point, spot[0]), default=None)
    if nearest is None or kilometres_between(point, nearest[0]) > NEAR_ENOUGH:
        return ""
    return nearest[1]


def practice_spots(when: When) -> list[tuple[Point, str]]:
    """Where each practice stands, with the code of its system."""
    held = {one.code: one.system_code for one in practices(when=when) if one.system_code}
    return [
        (Point(easting=at.easting, northing=at.northing), held[code])
        for code, at in points_of(list(held), when=when).items()
    ]


def standing_at(point: Point, *, viewer: Account | None, when: When) -> Standing:
    """Where one point stands, in whatever system it lies."""
    system = system_at(point, when=when)
    if not system:
        return NOWHERE
    return ground_of(system, viewer=viewer, when=when).at(point)
