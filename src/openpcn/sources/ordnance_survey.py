"""Ordnance Survey: where postcodes are (Code-Point Open)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from openpcn.sources.cells import POSTCODE, CellNotRight, shown, without_blanks
from openpcn.sources.formats import Format, Glimpse
from openpcn.sources.rows import PostcodeRow, Recognised, Row, Tally
from openpcn.sources.tables import rows_of
from openpcn.sources.tallying import pass_over, reject

WIDTH = 10
NO_POINT = 90
"""Positional quality of a postcode whose place is not known."""
LARGEST_EASTING, LARGEST_NORTHING = 700_000, 1_300_000


def read_postcodes(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """The point of each postcode on the British National Grid, in metres."""
    for line, cells in rows_of(path, recognised, tally, has_heading=False, width=WIDTH):
        try:
            row = _postcode(line, cells)
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        if row.quality >= NO_POINT or not row.easting:
            pass_over(tally, "no point for this postcode")
        else:
            yield row


def _postcode(line: int, cells: list[str]) -> PostcodeRow:
    postcode = without_blanks(cells[0])
    if not POSTCODE.fullmatch(postcode):
        raise CellNotRight(f"{shown(cells[0])} is not a postcode.")
    if not (cells[1].isdigit() and cells[2].isdigit() and cells[3].isdigit()):
        raise CellNotRight(f"The quality, easting or northing of {postcode} is not a number.")
    easting, northing = int(cells[2]), int(cells[3])
    if easting > LARGEST_EASTING or northing > LARGEST_NORTHING:
        raise CellNotRight(f"{postcode} lies off the British National Grid.")
    return PostcodeRow(
        line=line, postcode=postcode, easting=easting, northing=northing, quality=int(cells[1])
    )


def _is_code_point(glimpse: Glimpse) -> bool:
    rows = [row for row in glimpse.rows if any(row)]
    fitting = [row for row in rows if len(row) == WIDTH and _is_postcode_row(row)]
    return bool(rows) and len(fitting) * 2 > len(rows)


def _is_postcode_row(row: Sequence[str]) -> bool:
    numbers = [cell.strip().isdigit() for cell in row[1:4]]
    return POSTCODE.fullmatch(without_blanks(row[0])) is not None and all(numbers)


def _unlike_code_point(glimpse: Glimpse) -> tuple[str, ...]:
    row = glimpse.rows[0] if glimpse.rows else ()
    if len(row) < 4 or not POSTCODE.fullmatch(without_blanks(row[0])):
        return ()
    if len(row) != WIDTH:
        return (f"Line 1 has {len(row)} columns where Code-Point Open has {WIDTH}.",)
    return ("Columns 2 to 4 are not a quality, an easting and a northing in whole metres.",)


FORMATS = (
    Format(
        id="postcodes",
        title="Points of postcodes (Code-Point Open)",
        publisher="Ordnance Survey",
        licence="OS OpenData Licence",
        read=read_postcodes,
        looks_right=_is_code_point,
        what_differs=_unlike_code_point,
    ),
)
