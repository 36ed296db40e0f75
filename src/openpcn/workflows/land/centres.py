"""Where the middle of each small area is: as published, else the middle of its boundary."""

from __future__ import annotations

from openpcn.domains.registry.queries.areas import areas
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.kernel.points import Point
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import polygons_of


def centres_of(kind: str) -> dict[str, Point]:
    """The centre of each area of a kind, in metres on the British National Grid."""
    return kept("centres", (kind, stamp()), lambda: find_centres(kind))


def find_centres(kind: str) -> dict[str, Point]:
    """Centres; areas with neither a published centre nor a boundary are left out."""
    held = areas(kind)
    centres = {
        one.code: Point(easting=one.easting, northing=one.northing)
        for one in held
        if one.easting is not None and one.northing is not None
    }
    missing = [one.code for one in held if one.code not in centres]
    for code, shape in polygons_of(kind, missing).items() if missing else ():
        centres[code] = Point(easting=shape.centroid.x, northing=shape.centroid.y)
    return centres
