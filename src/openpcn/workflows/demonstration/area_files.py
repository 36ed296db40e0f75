"""Files about areas, in the layouts of the Office for National Statistics and others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from openpcn.workflows.demonstration import layouts, names
from openpcn.workflows.demonstration.areas import (
    ICB_CODE,
    ICB_ONS_CODE,
    PLACES,
    REGION_CODE,
    REGION_ONS_CODE,
    Named,
    joined,
)
from openpcn.workflows.demonstration.invention import Invention
from openpcn.workflows.demonstration.land import Floats
from openpcn.workflows.demonstration.published import RANKS_2019, RANKS_2025

Line = list[object]
TO_DEGREES = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def degrees(points: Floats) -> Floats:
    """National Grid metres as longitude and latitude, to about a metre."""
    east, north = TO_DEGREES.transform(points[:, 0], points[:, 1])
    return np.round(np.column_stack([east, north]), 5)


def features(rows: Sequence[dict[str, object]], shapes: Sequence[BaseGeometry]) -> str:
    """A GeoJSON collection in longitude and latitude."""
    moved = shapely.transform(np.array(shapes, dtype=object), degrees)
    lines = [
        f'{{"type":"Feature","properties":{json.dumps(row, separators=(",", ":"))},'
        f'"geometry":{json.dumps(shapely.geometry.mapping(shape), separators=(",", ":"))}}}'
        for row, shape in zip(rows, moved, strict=True)
    ]
    crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}'
    return '{"type":"FeatureCollection",' + crs + ',"features":[\n' + ",\n".join(lines) + "\n]}\n"


def with_centres(
    rows: Sequence[dict[str, object]], shapes: Sequence[BaseGeometry]
) -> list[dict[str, object]]:
    """Properties with the published centroid columns."""
    points = np.round(shapely.get_coordinates(shapely.point_on_surface(np.array(shapes))), 0)
    return [
        {**row, "BNG_E": int(e), "BNG_N": int(n), "LONG": float(x), "LAT": float(y)}
        for row, (e, n), (x, y) in zip(rows, points, degrees(points), strict=True)
    ]


def lsoa21_boundaries(invention: Invention) -> str:
    """Small areas of 2021."""
    areas = invention.areas
    rows: list[dict[str, object]] = [
        {"LSOA21CD": each.code, "LSOA21NM": each.name, "LADCD_ACTIVE": areas.councils[council].code}
        for each, council in zip(areas.lsoa21, areas.council_of, strict=True)
    ]
    return features(rows, areas.land.shapes)


def lsoa11_boundaries(invention: Invention) -> str:
    """Small areas of 2011: those that were split since are whole."""
    areas = invention.areas
    codes = list(dict.fromkeys(areas.lsoa11))
    number = {each: at for at, each in enumerate(codes)}
    shapes = joined(areas.land.shapes, np.array([number[each] for each in areas.lsoa11]))
    rows: list[dict[str, object]] = [{"LSOA11CD": e.code, "LSOA11NM": e.name} for e in codes]
    return features(with_centres(rows, shapes), shapes)


def msoa_boundaries(invention: Invention) -> str:
    """Middle areas of 2021."""
    shapes = joined(invention.areas.land.shapes, invention.areas.msoa_of)
    rows: list[dict[str, object]] = [
        {"MSOA21CD": each.code, "MSOA21NM": each.name} for each in invention.areas.msoa
    ]
    return features(with_centres(rows, shapes), shapes)


def ward_boundaries(invention: Invention) -> str:
    """Wards."""
    areas = invention.areas
    shapes = joined(areas.land.shapes, areas.ward_of)
    first = [int(np.flatnonzero(areas.ward_of == at)[0]) for at in range(len(areas.wards))]
    rows: list[dict[str, object]] = []
    for each, at in zip(areas.wards, first, strict=True):
        council = areas.councils[areas.council_of[at]]
        rows.append({"WD25CD": each.code, "WD25NM": each.name,
                     "LAD25CD": council.code, "LAD25NM": council.name})  # fmt: skip
    return features(with_centres(rows, shapes), shapes)


def area_lookup(invention: Invention) -> Iterator[Line]:
    """Each small area in its MSOA, ward, council, sub-ICB location, ICB and region."""
    yield layouts.AREA_LOOKUP
    areas = invention.areas
    for at, each in enumerate(areas.lsoa21):
        msoa, ward = areas.msoa[areas.msoa_of[at]], areas.wards[areas.ward_of[at]]
        council, place = areas.councils[areas.council_of[at]], PLACES[areas.place_of[at]]
        is_town = areas.land.density[at] > 400
        yield [
            each.code, each.name, msoa.code, msoa.name, f"{ward.name} and around",
            ward.code, ward.name, council.code, council.name,
            place.ons_code, place.code, place.name,
            ICB_ONS_CODE, ICB_CODE, names.ICB, "Z12000001", names.REGION,
            "UN1" if is_town else "RSF1",
            "Urban: Nearer to a major town or city" if is_town
            else "Smaller rural: Further from a major town or city",
        ]  # fmt: skip


def system_lookup() -> Iterator[Line]:
    """The three places in their ICB and region."""
    yield layouts.SYSTEM_LOOKUP
    for at, place in enumerate(PLACES, start=1):
        icb = [ICB_ONS_CODE, ICB_CODE, names.ICB]
        region = [REGION_ONS_CODE, REGION_CODE, names.REGION]
        yield [place.ons_code, place.code, place.name, *icb, *region, at]


def changes_since_2011(invention: Invention) -> Iterator[Line]:
    """What became of each 2011 area: U unchanged, S split."""
    yield layouts.CHANGES
    areas = invention.areas
    for old, new, at in zip(areas.lsoa11, areas.lsoa21, areas.council_of, strict=True):
        change = "U" if old.code == new.code else "S"
        council = areas.councils[at]
        yield [old.code, old.name, new.code, new.name, change, council.code, council.name]


def deprivation_2025(invention: Invention) -> Iterator[Line]:
    """Index and domains: score, rank and decile, in the layout of File 7."""
    domains, areas = invention.deprivation, invention.areas
    heading: Line = ["LSOA code (2021)", "LSOA name (2021)"]
    heading += ["Local Authority District code (2024)", "Local Authority District name (2024)"]
    for domain in domains:
        short = domain.title.replace(" Score", "").replace(" (rate)", "")
        heading += [domain.title, f"{short} Rank (where 1 is most deprived)"]
        heading += [f"{short} Decile (where 1 is most deprived 10% of LSOAs)"]
    yield heading
    for at, each in enumerate(areas.lsoa21):
        council = areas.councils[areas.council_of[at]]
        row: Line = [each.code, each.name, council.code, council.name]
        for domain in domains:
            row += [domain.scores[at], domain.ranks[at], domain.deciles()[at]]
        yield row


def deprivation_2019(invention: Invention) -> Iterator[Line]:
    """The index of 2019 on the areas of 2011: the same order, its own ranks."""
    yield layouts.IMD_2019
    areas, index = invention.areas, invention.deprivation[0]
    seen: set[str] = set()
    for at, each in enumerate(areas.lsoa11):
        if each.code in seen:
            continue
        seen.add(each.code)
        rank = 1 + (int(index.ranks[at]) - 1) * RANKS_2019 // RANKS_2025
        people = int(areas.land.patients[at])
        scores = [domain.scores[at] for domain in invention.deprivation]
        ages = [
            people * 19 // 100,
            people * 58 // 100,
            people - people * 77 // 100,
            people * 6 // 10,
        ]
        decile = (rank - 1) * 10 // RANKS_2019 + 1
        yield [each.code, each.name, *scores, *[""] * 8, people, *ages, rank, decile]


def postcodes(invention: Invention) -> Iterator[Line]:
    """Code-Point Open: postcode, quality, easting, northing and codes."""
    areas = invention.areas
    for unit in invention.postcodes:
        ward, council = areas.wards[areas.ward_of[unit.area]], areas.council_of[unit.area]
        yield [
            unit.postcode, 10, unit.easting, unit.northing, "Z92000001", "Z19000001", "Z18000001",
            "", areas.councils[council].code, ward.code,
        ]  # fmt: skip


def coordinates(invention: Invention) -> Iterator[Line]:
    """Latitude and longitude of every practice."""
    yield layouts.COORDINATES
    practices = invention.practices
    for at, (east, north) in enumerate(degrees(practices.points)):
        closed = at in (invention.history.merged, invention.history.closed)
        yield [
            practices.codes[at], practices.names[at], invention.postcode_of[at], north, east,
            "Closed" if closed else "Active", "GP Practice",
        ]  # fmt: skip


def neighbourhoods(invention: Invention) -> Iterator[Line]:
    """Small areas of each neighbourhood, in our own layout."""
    yield layouts.NEIGHBOURHOODS
    areas = invention.areas
    for each, at in zip(areas.lsoa21, areas.neighbourhood_of, strict=True):
        whole: Named = areas.neighbourhoods[at]
        yield [whole.code, whole.name, "lsoa21", each.code, "2026-04-01", ""]
