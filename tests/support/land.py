"""Land for the invented county: six square areas in two rows, with a practice in each."""

from __future__ import annotations

import shapely
from pyproj import Transformer

from openpcn.domains.registry import loading
from openpcn.domains.registry.models import AreaChange
from tests.domains.world import NUMBER, day, ident

SIDE = 2_000.0
WEST, SOUTH = 450_000.0, 300_000.0
TO_DEGREES = Transformer.from_crs(27700, 4326, always_xy=True)
AREAS = tuple(f"E9100000{number}" for number in range(1, 7))
PRACTICES = tuple(f"Z9000{number}" for number in range(1, 7))


def square(number: int) -> shapely.Polygon:
    """The square of area `number` (0 to 5) in metres."""
    left, low = WEST + number % 3 * SIDE, SOUTH + number // 3 * SIDE
    return shapely.box(left, low, left + SIDE, low + SIDE)


def in_degrees(shape: shapely.Polygon) -> bytes:
    return shapely.transform(
        shape, lambda at: shapely.get_coordinates(shapely.points(*TO_DEGREES.transform(*at.T)))
    ).wkb


def landing() -> loading.Landing:
    number = next(NUMBER)
    return loading.open_dataset(
        format="test",
        title=f"Land {number}",
        file_name=f"land-{number}.csv",
        fingerprint=f"land-{number}",
        publisher="Nobody",
        licence="None",
        period_on=day("2024-01-01"),
        period_basis="content",
        is_demonstration=True,
    )


def points() -> None:
    """Each practice in the middle of its square."""
    places = []
    for number, code in enumerate(PRACTICES):
        middle = square(number).centroid
        longitude, latitude = TO_DEGREES.transform(middle.x, middle.y)
        places.append(loading.Place(ident(code), middle.x, middle.y, latitude, longitude))
    loading.record_points(landing(), places)


def areas_and_patients() -> None:
    """Six areas with boundaries, two councils, and where patients live: mostly at home."""
    file = landing()
    ids = loading.record_areas(
        "lsoa11", [loading.NamedArea(code, f"Area {code[-1]}") for code in AREAS]
    )
    loading.record_boundaries(
        file, [(ids[code], in_degrees(square(number))) for number, code in enumerate(AREAS)]
    )
    councils = loading.record_areas(
        "council", [loading.NamedArea("E91", "Upper"), loading.NamedArea("E92", "Lower")]
    )
    loading.record_area_parts(
        file,
        [(ids[code], councils["E91" if at < 3 else "E92"]) for at, code in enumerate(AREAS)],
    )
    rows = []
    for number, code in enumerate(PRACTICES):
        rows.append((ident(code), day("2024-01-01"), ids[AREAS[number]], 900))
        rows.append((ident(code), day("2024-01-01"), ids[AREAS[(number + 1) % 6]], 100))
    loading.record_lists_by_area(file, rows)


def unchanged_areas() -> None:
    """The same six areas in the next edition."""
    file = landing()
    old = loading.area_ids("lsoa11", AREAS)
    new = loading.record_areas("lsoa21", [loading.NamedArea(code) for code in AREAS])
    loading.record_area_changes(file, [(old[code], new[code], "U") for code in AREAS])
    assert AreaChange.objects.count() == len(AREAS)
