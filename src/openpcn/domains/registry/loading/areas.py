"""Areas, shapes, lookups, postcodes and neighbourhood maps from files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from openpcn.domains.registry import bulk
from openpcn.domains.registry.loading.files import Landing
from openpcn.domains.registry.models import Area, NeighbourhoodMap
from openpcn.domains.registry.vocabulary import AreaKind, State


class NamedArea(NamedTuple):
    """An area as a file names it; the centroid in metres where it gives one."""

    code: str
    name: str = ""
    easting: float | None = None
    northing: float | None = None


def area_ids(kind: str, codes: Iterable[str]) -> dict[str, int]:
    """Our own id of each area of a kind that is held."""
    held: dict[str, int] = {}
    for chunk in bulk.in_chunks(sorted({code for code in codes if code}), 5_000):
        found = Area.objects.filter(kind=kind, code__in=chunk, neighbourhood_map__isnull=True)
        held |= dict(found.values_list("code", "id"))
    return held


def record_areas(kind: str, rows: Iterable[NamedArea]) -> dict[str, int]:
    """Make areas that are not held yet, fill in names and centroids that were not known; ids."""
    told: dict[str, NamedArea] = {}
    for row in rows:
        before = told.get(row.code)
        told[row.code] = row if before is None or row.name else before
    held = {area.code: area for area in areas_held(kind, told)}
    Area.objects.bulk_create(
        (
            Area(
                kind=kind, code=row.code, name=row.name, easting=row.easting, northing=row.northing
            )
            for row in told.values()
            if row.code not in held
        ),
        batch_size=5_000,
    )
    changed = [area for area in held.values() if filled_in(area, told[area.code])]
    Area.objects.bulk_update(changed, ["name", "easting", "northing"], batch_size=500)
    return area_ids(kind, told)


def areas_held(kind: str, codes: Iterable[str]) -> Iterable[Area]:
    """Areas of a kind by code."""
    for chunk in bulk.in_chunks(codes, 5_000):
        yield from Area.objects.filter(kind=kind, code__in=chunk, neighbourhood_map__isnull=True)


def filled_in(area: Area, row: NamedArea) -> bool:
    """Fill in what was not known of an area; whether anything was."""
    name, easting = area.name or row.name, area.easting if area.easting is not None else row.easting
    northing = area.northing if area.northing is not None else row.northing
    changed = (name, easting, northing) != (area.name, area.easting, area.northing)
    area.name, area.easting, area.northing = name, easting, northing
    return changed


def record_boundaries(landing: Landing, rows: Iterable[tuple[int, bytes]]) -> int:
    """Keep (area id, WKB in longitude and latitude)."""
    return bulk.insert(
        "registry_areaboundary",
        ("area_id", "wkb", "known_from", "dataset_id"),
        ((*row, landing.at, landing.dataset_id) for row in rows),
    )


def record_area_parts(landing: Landing, rows: Iterable[tuple[int, int]]) -> int:
    """Keep (area id, id of the area that it lies in)."""
    return bulk.insert(
        "registry_areapart",
        ("area_id", "whole_id", "known_from", "dataset_id"),
        ((*row, landing.at, landing.dataset_id) for row in rows),
    )


def record_area_changes(landing: Landing, rows: Iterable[tuple[int, int, str]]) -> int:
    """Keep (id of the old area, id of the new one, letter of the change)."""
    return bulk.insert(
        "registry_areachange",
        ("old_id", "new_id", "change", "known_from", "dataset_id"),
        ((*row, landing.at, landing.dataset_id) for row in rows),
    )


def record_postcodes(landing: Landing, rows: Iterable[tuple[str, int, int]]) -> int:
    """Keep (postcode without blanks, easting, northing); a newer file moves a postcode."""
    added = 0
    for chunk in bulk.in_chunks(rows):
        latest = {row[0]: row for row in chunk}
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM registry_postcode WHERE postcode IN "
                f"({', '.join(['%s'] * len(latest))})",
                list(latest),
            )
        added += bulk.insert(
            "registry_postcode",
            ("postcode", "easting", "northing", "dataset_id"),
            ((*row, landing.dataset_id) for row in latest.values()),
        )
    return added


class NeighbourhoodPart(NamedTuple):
    """A small area belongs to a neighbourhood, from a day to a day."""

    code: str
    name: str
    area_id: int
    starts_on: date
    ends_on: date | None = None


def record_neighbourhood_map(
    landing: Landing, *, title: str, owner_id: int, parts: Iterable[NeighbourhoodPart]
) -> int:
    """Keep a published map of neighbourhoods from a file; its number."""
    told = list(parts)
    ends = [part.ends_on for part in told]
    drawn = NeighbourhoodMap.objects.create(
        title=title,
        owner_id=owner_id,
        state=State.PUBLISHED,
        made_at=landing.at,
        starts_on=min(part.starts_on for part in told),
        ends_on=None if None in ends else max(end for end in ends if end),
        dataset_id=landing.dataset_id,
    )
    named = {part.code: part.name for part in told}
    made = Area.objects.bulk_create(
        Area(kind=AreaKind.NEIGHBOURHOOD, code=code, name=name, neighbourhood_map=drawn)
        for code, name in sorted(named.items())
    )
    id_of = {area.code: area.pk for area in made}
    bulk.insert(
        "registry_areapart",
        ("area_id", "whole_id", "starts_on", "ends_on", "known_from", "dataset_id"),
        (
            (p.area_id, id_of[p.code], p.starts_on, p.ends_on, landing.at, landing.dataset_id)
            for p in told
        ),
    )
    return int(drawn.pk)
