"""Where somebody looks for an offer: a neighbourhood, the area of a network, or all of a system."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.queries.assets import AssetAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.points import Point, kilometres_between
from openpcn.kernel.when import When
from openpcn.workflows.community.grounds import Standing
from openpcn.workflows.land.catchments import Land, catchments_of
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where somebody looks: a neighbourhood, the area of a network or place, or a system."""

    system: str
    neighbourhood: str = ""
    network: str = ""
    place: str = ""
    name: str = ""
    middle: Point | None = None

    @property
    def code(self) -> str:
        """What it is chosen by."""
        return self.neighbourhood or self.network

    def holds(self, at: Standing) -> bool:
        """Whether something that stands there is here."""
        if self.neighbourhood:
            return at.neighbourhood == self.neighbourhood
        if self.network:
            return at.network == self.network
        return not self.place or at.place == self.place


def spots(viewer: Account | None, *, when: When, system: str = "") -> list[Spot]:
    """The neighbourhoods to choose from, by name."""
    return [
        Spot(
            system=system,
            neighbourhood=one.code.split("/", 1)[1],
            name=one.name,
            middle=Point(easting=one.shape.centroid.x, northing=one.shape.centroid.y),
        )
        for one in sorted(neighbourhood_shapes(viewer, when=when), key=lambda each: each.name)
    ]


def network_spots(system: str, *, when: When) -> list[Spot]:
    """The networks of a system with the land on which most residents are theirs, by name."""
    land = catchments_of(system, when=when)
    held: dict[str, list[str]] = defaultdict(list)
    for area, network in land.owner.items():
        held[network].append(area)
    found = [
        Spot(
            system=system,
            network=code,
            name=as_written(one.name),
            middle=middle_of(land.polygons[area] for area in held[code] if area in land.polygons),
        )
        for code, one in land.networks.items()
        if one.is_inside and code in held
    ]
    return sorted(found, key=lambda one: one.name)


def middle_of(shapes: Iterable[Land]) -> Point | None:
    """The middle of some land, the larger parts counting more."""
    parts = [(one.centroid, one.area) for one in shapes]
    whole = sum(area for _, area in parts)
    if not whole:
        return None
    return Point(
        easting=sum(at.x * area for at, area in parts) / whole,
        northing=sum(at.y * area for at, area in parts) / whole,
    )


def distance(asset: AssetAnswer, spot: Spot) -> float | None:
    """From the middle of a neighbourhood to the nearest place of an asset."""
    if spot.middle is None:
        return None
    known = [
        Point(easting=one.easting, northing=one.northing)
        for one in asset.said.places
        if one.easting is not None and one.northing is not None
    ]
    return min((kilometres_between(spot.middle, one) for one in known), default=None)
