"""A plan as rows and as GeoJSON, with the licence of what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely

from openpcn.engines.formation.measuring import members_of
from openpcn.workflows.land.catchments import catchments_of, to_degrees
from openpcn.workflows.maps.drawing import Link, MapPicture, as_it_is
from openpcn.workflows.maps.regrouped import map_of_grouping
from openpcn.workflows.planner.ground import Ground
from openpcn.workflows.planner.pictures import shapes_of

PLAN_HEADINGS = (
    "practice_code",
    "network",
    "practice_name",
    "network_name",
    "registered_patients",
    "network_today",
    "changes",
)


def plan_rows(ground: Ground, network_of: Mapping[str, str]) -> list[list[str | int | None]]:
    """One row for each practice; the first two columns are a plan file."""
    today = ground.situation.today
    rows: list[list[str | int | None]] = []
    for code in sorted(ground.practices):
        network = network_of.get(code, "")
        rows.append(
            [
                code,
                network,
                ground.name(code),
                ground.name(network) if network else "",
                ground.practices[code].patients,
                today.get(code, ""),
                "yes" if network and today.get(code) != network else "",
            ]
        )
    return rows


def map_of_plan(
    ground: Ground, network_of: Mapping[str, str], *, title: str, link: Link = as_it_is
) -> MapPicture:
    """The large map of a plan, drawn as every other map."""
    return map_of_grouping(
        ground.area.code,
        network_of,
        title=title,
        names={code: ground.name(code) for code in set(network_of.values())},
        when=ground.when,
        link=link,
    )


def geojson_of_plan(ground: Ground, network_of: Mapping[str, str]) -> dict[str, Any]:
    """Catchments of the networks and points of the practices, in degrees."""
    land = catchments_of(ground.system.code, when=ground.when)
    members = members_of(network_of, ground.practices.keys())
    shapes = shapes_of(land, network_of, sorted(members))
    features = [
        {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(to_degrees(shapes[code])),
            "properties": {
                "network": code,
                "name": ground.name(code),
                "practices": len(members[code]),
                "registered_patients": sum(
                    ground.practices[c].patients or 0 for c in members[code]
                ),
            },
        }
        for code in sorted(members)
        if code in shapes
    ]
    for code, point in sorted(land.points.items()):
        if code in ground.practices:
            spot = to_degrees(shapely.Point(point.easting, point.northing))
            features.append(
                {
                    "type": "Feature",
                    "geometry": shapely.geometry.mapping(spot),
                    "properties": {
                        "practice": code,
                        "name": ground.name(code),
                        "network": network_of.get(code, ""),
                        "registered_patients": ground.practices[code].patients,
                    },
                }
            )
    return {"type": "FeatureCollection", "features": features}
