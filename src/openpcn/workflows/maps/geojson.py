"""A map as GeoJSON: the same areas and practices, as fine as the zoom asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from openpcn.kernel.names import as_written
from openpcn.workflows.drawings import palette
from openpcn.workflows.drawings.facts import AreaOnMap, MapFacts, PracticeOnMap
from openpcn.workflows.drawings.frame import polygons
from openpcn.workflows.drawings.text import short_name
from openpcn.workflows.land.catchments import to_degrees

FIRST_ZOOM, LAST_ZOOM = 7, 14
METRES_PER_PIXEL = 95_000.0
"""Of a world map at zoom 0, at the latitude of the middle of England."""
PIXELS = 0.6
"""How far a simplified edge may stray."""


def areas_geojson(facts: MapFacts, *, zoom: int) -> str:
    """Areas of a map, simplified for a zoom from 7 to 14; degrees with four or five decimals."""
    zoom = min(max(zoom, FIRST_ZOOM), LAST_ZOOM)
    tolerance = PIXELS * METRES_PER_PIXEL / 2**zoom
    decimals = 4 if zoom < 12 else 5
    features = [
        _feature(area, layer, tolerance, decimals, bool(facts.shades))
        for layer, areas in (
            ("shade", facts.shades),
            ("area", facts.areas),
        )
        for area in areas
    ]
    if facts.neighbourhoods is not None:
        features.append(_borders(facts.neighbourhoods, tolerance, decimals))
    return _collection(feature for feature in features if feature)


def _borders(lines: BaseGeometry, tolerance: float, decimals: int) -> dict[str, Any]:
    parts = shapely.get_parts(to_degrees(lines.simplify(tolerance)))
    return {
        "type": "Feature",
        "id": "neighbourhoods",
        "properties": {"layer": "neighbourhood", "name": "Neighbourhood boundary"},
        "geometry": {
            "type": "MultiLineString",
            "coordinates": [
                [[round(x, decimals), round(y, decimals)] for x, y in part.coords] for part in parts
            ],
        },
    }


def practices_geojson(facts: MapFacts) -> str:
    """Practices of a map as points."""
    return _collection(_point(practice) for practice in facts.practices)


def _collection(features: Iterable[dict[str, Any]]) -> str:
    return json.dumps(
        {"type": "FeatureCollection", "features": list(features)},
        separators=(",", ":"),
        ensure_ascii=False,
    )


def _feature(
    area: AreaOnMap, layer: str, tolerance: float, decimals: int, is_shaded: bool
) -> dict[str, Any] | None:
    simple = area.shape.simplify(tolerance)
    parts = [part for part in polygons(simple) if part.area > (2 * tolerance) ** 2]
    if not parts:
        return None
    heart = shapely.maximum_inscribed_circle(parts[0], tolerance=50.0)
    label = to_degrees(shapely.Point(heart.coords[0]))
    return {
        "type": "Feature",
        "id": area.code,
        "properties": {
            "layer": layer,
            "name": as_written(area.name),
            "short": short_name(area.name),
            "href": area.href,
            "words": area.words,
            "fill": fill_of(area, layer, is_shaded),
            "band": area.band.value if area.band else "",
            "chosen": area.chosen,
            "label": [round(label.x, 4), round(label.y, 4)],
        },
        "geometry": _geometry(shapely.MultiPolygon(parts), decimals),
    }


def fill_of(area: AreaOnMap, layer: str, is_shaded: bool) -> str:
    """The fill that the drawing gives an area; empty for none."""
    if layer == "area" and is_shaded:
        return ""
    if area.shade is not None:
        return palette.BLUES[area.shade]
    if area.chosen:
        return palette.CHOSEN
    return palette.FAINT if area.colour is None else palette.SOFT[area.colour % 6]


def _geometry(shape: BaseGeometry, decimals: int) -> dict[str, Any]:
    described: dict[str, Any] = shapely.geometry.mapping(to_degrees(shape))
    return {
        "type": described["type"],
        "coordinates": [
            [[[round(x, decimals), round(y, decimals)] for x, y in ring] for ring in part]
            for part in described["coordinates"]
        ],
    }


def _point(practice: PracticeOnMap) -> dict[str, Any]:
    place = to_degrees(shapely.Point(practice.easting, practice.northing))
    return {
        "type": "Feature",
        "id": practice.code,
        "properties": {
            "name": as_written(practice.name),
            "href": practice.href,
            "patients": practice.patients,
            "chosen": practice.chosen,
        },
        "geometry": {"type": "Point", "coordinates": [round(place.x, 5), round(place.y, 5)]},
    }
