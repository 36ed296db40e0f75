"""Networks and their catchments as files that other programs read."""

from __future__ import annotations

from typing import Any

from openpcn.domains.registry.queries.structure import NetworkAnswer
from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.facts.tell_source import HOMES, MEMBERS, Told, tell_source
from openpcn.workflows.structure.reading import against_the_band

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
    "source",
)


def network_fields(told: Told) -> tuple[str, ...]:
    """The headings of `network_cells`."""
    return (*NETWORK_FIELDS, *(heading.lower() for heading in told.warning_heading))


def network_cells(one: NetworkAnswer, told: Told) -> tuple[Cell, ...]:
    """A network as a row under `network_fields`."""
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
        told.as_at,
        told.statement,
        *told.warning,
    )


def catchment_features(system: str, *, when: When) -> dict[str, Any]:
    """The catchments of a system's networks as a GeoJSON collection, with the rule they follow."""
    from openpcn.workflows.facts.subject import get_subject
    from openpcn.workflows.land.catchments import catchments_of

    land = catchments_of(get_subject("systems", system, when=when).code, when=when)
    told = tell_source(when=when, formats=(MEMBERS, HOMES))
    return {
        "type": "FeatureCollection",
        "source": told.as_json(),
        "rule": land.rule,
        "as_at": when.as_at.isoformat(),
        "registered_on": land.registered_on.isoformat() if land.registered_on else None,
        "features": [feature(code, land, told) for code in sorted(land.drawn)],
    }


def feature(code: str, land: Any, told: Told) -> dict[str, Any]:
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
            "name": as_written(network.name),
            "patients": network.patients,
            "pieces": len(outline.pieces),
            "source": told.short,
        },
        "geometry": shapely.geometry.mapping(shapely.set_precision(shape, 1e-5)),
    }
