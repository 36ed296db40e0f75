"""Boundaries of areas from the ONS (GeoJSON), one shape at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpcn.kernel.errors import NotRight
from openpcn.sources.cells import LONGEST_AREA_NAME, CellNotRight, name_in, number_in
from openpcn.sources.formats import Format, Glimpse
from openpcn.sources.ons import ONS, area_code_in
from openpcn.sources.opening import CHUNK, open_text
from openpcn.sources.rows import BoundaryRow, Recognised, Row, Tally
from openpcn.sources.tallying import many, notice, reject

KINDS = {"LSOA": "lsoa", "MSOA": "msoa", "WD": "ward", "LAD": "council"}
TITLES = {
    "LSOA": "Boundaries of LSOAs",
    "MSOA": "Boundaries of MSOAs",
    "WD": "Boundaries of electoral wards",
    "LAD": "Boundaries of councils",
}
CODE_PROPERTY = re.compile(r'"(LSOA|MSOA|WD|LAD)(\d\d)CD"')
FEATURES = re.compile(r'"features"\s*:\s*\[')
LONGEST_FEATURE = 64 << 20
POLYGONS = {"Polygon", "MultiPolygon"}


def read_boundaries(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """The shape of each area, in longitude and latitude."""
    prefix, edition = _prefix_and_edition(path, recognised)
    mended = 0
    met: set[str] = set()
    for line, feature in features_of(path, recognised):
        tally.read += 1
        try:
            row, was_mended = _boundary(line, feature, prefix, edition)
            if row.code in met:
                raise CellNotRight(f"{row.code} has a shape already.")
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        met.add(row.code)
        mended += was_mended
        yield row
    if mended:
        message = f"{many(mended, 'shape crosses itself', 'shapes cross themselves')}; mended here."
        notice(tally, "shapes_mended", message)


def features_of(path: Path, recognised: Recognised) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each feature with the line it begins on, without holding the whole file."""
    decoder = json.JSONDecoder()
    with open_text(path, recognised.encoding) as stream:
        text = stream.read(CHUNK)
        start = FEATURES.search(text)
        if start is None:
            raise _broken(recognised, 1)
        line, at = 1 + text.count("\n", 0, start.end()), start.end()
        while True:
            text, at, line = _past_separators(text, at, line, stream.read)
            if text[at : at + 1] == "]":
                return
            while True:
                try:
                    feature, end = decoder.raw_decode(text, at)
                    break
                except RecursionError as problem:
                    raise _broken(recognised, line) from problem
                except json.JSONDecodeError as problem:
                    is_too_long = len(text) - at > LONGEST_FEATURE
                    more = "" if is_too_long else stream.read(max(CHUNK, len(text) - at))
                    if not more:
                        raise _broken(recognised, line) from problem
                    text, at = text[at:] + more, 0
            yield line, feature
            line += text.count("\n", at, end)
            at = end


def _past_separators(
    text: str, at: int, line: int, more: Callable[[int], str]
) -> tuple[str, int, int]:
    while True:
        while at < len(text) and text[at] in " ,\r\n\t":
            line += text[at] == "\n"
            at += 1
        if at < len(text) or not (following := more(CHUNK)):
            return text, at, line
        text, at = following, 0


def _broken(recognised: Recognised, line: int) -> NotRight:
    return NotRight(
        f"{recognised.file_name}, line {line}, breaks off or is not GeoJSON from there on.",
        next_step="Fetch it again from the Open Geography portal, as GeoJSON.",
    )


def _prefix_and_edition(path: Path, recognised: Recognised) -> tuple[str, str]:
    with open_text(path, recognised.encoding) as stream:
        return _kind_of(stream.read(65536)) or ("", "")


def _kind_of(head: str) -> tuple[str, str] | None:
    found = dict(CODE_PROPERTY.findall(head))
    return next(((prefix, found[prefix]) for prefix in KINDS if prefix in found), None)


def _boundary(
    line: int, feature: dict[str, Any], prefix: str, edition: str
) -> tuple[BoundaryRow, bool]:
    properties = feature.get("properties") or {}
    code = area_code_in(str(properties.get(f"{prefix}{edition}CD", "")), "code of the area")
    wkb, was_mended = _shape(feature.get("geometry") or {}, code)
    row = BoundaryRow(
        line=line,
        kind=kind_name(prefix, edition),
        code=code,
        name=name_in(
            str(properties.get(f"{prefix}{edition}NM", "")),
            f"name of {code}",
            longest=LONGEST_AREA_NAME,
        ),
        wkb=wkb,
        easting=_metres(properties.get("BNG_E")),
        northing=_metres(properties.get("BNG_N")),
    )
    return row, was_mended


def kind_name(prefix: str, edition: str) -> str:
    """The area kind of a property name: LSOA21CD is lsoa21; councils have one kind only."""
    return KINDS[prefix] if prefix == "LAD" else KINDS[prefix] + edition


def _shape(geometry: dict[str, Any], code: str) -> tuple[bytes, bool]:
    """Well-known binary of a polygon, mended where it crosses itself."""
    import shapely
    from shapely.geometry import shape

    if geometry.get("type") not in POLYGONS:
        raise CellNotRight(f"{code} has no polygon.")
    try:
        drawn = shape(geometry)
    except (ValueError, TypeError, KeyError, shapely.errors.ShapelyError) as problem:
        raise CellNotRight(f"The polygon of {code} cannot be drawn: {problem}.") from problem
    if drawn.is_empty:
        raise CellNotRight(f"The polygon of {code} has no points.")
    west, south, east, north = drawn.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise CellNotRight(
            f"The points of {code} are not longitude and latitude; fetch the file in WGS84."
        )
    was_mended = not drawn.is_valid
    return shapely.to_wkb(drawn.buffer(0) if was_mended else drawn), was_mended


def _metres(value: object) -> float | None:
    return None if value in (None, "") else number_in(str(value), "centroid")


def _format(prefix: str) -> Format:
    def looks_right(glimpse: Glimpse) -> bool:
        kind = _kind_of(glimpse.head) if FEATURES.search(glimpse.head) else None
        return kind is not None and kind[0] == prefix

    def day(glimpse: Glimpse) -> date | None:
        kind = _kind_of(glimpse.head)
        return date(2000 + int(kind[1]), 1, 1) if kind else None

    return Format(
        id=f"boundaries-{KINDS[prefix]}",
        title=TITLES[prefix],
        publisher=ONS,
        read=read_boundaries,
        looks_right=looks_right,
        what_differs=_unlike_boundaries,
        day=day,
    )


def _unlike_boundaries(glimpse: Glimpse) -> tuple[str, ...]:
    if FEATURES.search(glimpse.head) is None:
        return ()
    return ("It is a map, but its areas have no code such as LSOA21CD, MSOA21CD or WD25CD.",)


FORMATS = tuple(_format(prefix) for prefix in KINDS)
