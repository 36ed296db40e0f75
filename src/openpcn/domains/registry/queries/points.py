"""Where organisations stand, and how we know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpcn.domains.registry.asking import Params, among, ask, known, times
from openpcn.domains.registry.queries.details import register_join
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """A point on the British National Grid (metres) and in WGS84 (degrees)."""

    easting: float
    northing: float
    latitude: float
    longitude: float
    basis: str
    """recorded (by a person), published (a coordinate file) or postcode (Code-Point Open)."""


ORDER = "CASE p.basis WHEN 'recorded' THEN 0 WHEN 'published' THEN 1 ELSE 2 END"


def points_of(codes: Collection[str], *, when: When) -> dict[str, Located]:
    """Where each organisation is: the coordinate file first, else its postcode; else left out."""
    params: Params = {}
    rows = ask(
        f"""SELECT c.value, p.easting, p.northing, p.latitude, p.longitude, p.basis
        FROM registry_organisationcode c
        JOIN registry_organisationpoint p ON p.organisation_id = c.organisation_id
        WHERE {known("p", when)} AND c.value IN {among("c", codes, params)}
        ORDER BY {ORDER} DESC, p.id""",
        params | times(when),
    )
    held = {
        code: Located(easting=e, northing=n, latitude=lat, longitude=lon, basis=basis)
        for code, e, n, lat, lon, basis in rows
    }
    missing = set(codes) - set(held)
    return held | by_postcode(missing, when=when) if missing else held


def by_postcode(codes: Collection[str], *, when: When) -> dict[str, Located]:
    """Points of organisations through the postcode that their register gives."""
    params: Params = {}
    rows = ask(
        f"""SELECT c.value, u.easting, u.northing FROM registry_organisationcode c
        {register_join("c.organisation_id", "b", when)}
        JOIN registry_postcode u ON u.postcode = REPLACE(b.postcode, ' ', '')
        JOIN registry_dataset s ON s.id = u.dataset_id AND {known("s", when)}
        WHERE c.value IN {among("c", codes, params)}""",
        params | times(when),
    )
    if not rows:
        return {}
    longitudes, latitudes = to_degrees().transform(
        [row[1] for row in rows], [row[2] for row in rows]
    )
    return {
        row[0]: Located(
            easting=row[1], northing=row[2], latitude=lat, longitude=lon, basis="postcode"
        )
        for row, lon, lat in zip(rows, longitudes, latitudes, strict=True)
    }


@cache
def to_degrees() -> Any:
    """From the British National Grid to longitude and latitude."""
    from pyproj import Transformer

    return Transformer.from_crs(27700, 4326, always_xy=True)
