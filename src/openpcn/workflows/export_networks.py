"""Networks and their catchments as files that other programs read."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpcn.domains.registry.queries.structure import NetworkAnswer
from openpcn.kernel.exports import Cell
from openpcn.kernel.when import When
from openpcn.workflows.read_structure import against_the_band

NETWORK_FIELDS = (
    "network_code",
    "network_name",
    "practices",
    "patients",
    "list_on",
    "size_against_30000_to_50000",
    "place_code",
    "place_name",
    "places",
    "system_code",
    "system_name",
    "has_rationale",
    "as_at",
)


def network_cells(one: NetworkAnswer, as_at: date) -> tuple[Cell, ...]:
    """A network as a row of `NETWORK_FIELDS`."""
    return (
        one.code,
        one.name,
        one.practices,
        one.patients,
        one.list_on,
        against_the_band(one.patients),
        one.place_code,
        one.place_name,
        one.places,
        one.system_code,
        one.system_name,
        "yes" if one.has_rationale else "no",
        as_at,
    )


def catchment_features(system: str, *, when: When) -> dict[str, Any]:
    """The catchments of a system's networks as a GeoJSON collection, with the rule they follow."""
    from openpcn.workflows.know_catchments import catchments_of
    from openpcn.workflows.show_subject import get_subject

    land = catchments_of(get_subject("systems", system, when=when).code, when=when)
    return {
        "type": "FeatureCollection",
        "rule": land.rule,
        "as_at": when.as_at.isoformat(),
        "registered_on": land.registered_on.isoformat() if land.registered_on else None,
        "features": [feature(code, land) for code in sorted(land.drawn)],
    }


def feature(code: str, land: Any) -> dict[str, Any]:
    """One network's catchment in longitude and latitude."""
    import numpy as np
    import shapely
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(27700, 4326, always_xy=True)
    outline = land.drawn[code]

    def degrees(metres: Any) -> Any:
        return np.column_stack(to_degrees.transform(metres[:, 0], metres[:, 1]))

    shape = shapely.transform(outline.shape, degrees)
    network = land.networks[code]
    return {
        "type": "Feature",
        "properties": {
            "code": code,
            "name": network.name,
            "patients": network.patients,
            "pieces": len(outline.pieces),
        },
        "geometry": shapely.geometry.mapping(shapely.set_precision(shape, 1e-5)),
    }
