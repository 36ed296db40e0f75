"""Where organisations are, in longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpcn.sources.cells import CellNotRight, code_in, number_in
from openpcn.sources.formats import Format
from openpcn.sources.rows import PointRow, Recognised, Row, Tally
from openpcn.sources.tables import places_of, rows_of
from openpcn.sources.tallying import pass_over, reject

NO_PLACE = "99.999"
"""Latitude that ONS gives postcodes without a place: Channel Islands, Isle of Man."""
HEADINGS = ("OrganisationCode", "Lat", "Long")


def read_points(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """The point of each organisation that has one."""
    code_at, latitude_at, longitude_at = places_of(path, recognised, HEADINGS)
    met: dict[str, int] = {}
    for line, cells in rows_of(path, recognised, tally):
        latitude, longitude = cells[latitude_at].strip(), cells[longitude_at].strip()
        if not latitude and not longitude:
            pass_over(tally, "no coordinates given")
            continue
        if latitude.startswith(NO_PLACE):
            pass_over(tally, "outside the national grid (99.999999)")
            continue
        try:
            code = code_in(cells[code_at], "organisation code")
            if met.setdefault(code, line) != line:
                raise CellNotRight(f"{code} has a point on line {met[code]} already.")
            yield PointRow(
                line=line,
                code=code,
                latitude=_between(49.0, latitude, 61.0, "latitude"),
                longitude=_between(-9.0, longitude, 2.5, "longitude"),
            )
        except CellNotRight as problem:
            reject(tally, line, problem)


def _between(least: float, text: str, most: float, what: str) -> float:
    number = number_in(text, what)
    if not least <= number <= most:
        raise CellNotRight(f"The {what} {number} is not in the United Kingdom.")
    return number


FORMATS = (
    Format(
        id="points",
        title="Coordinates of practices and other organisations",
        publisher="NHSX",
        headings=HEADINGS,
        read=read_points,
    ),
)
