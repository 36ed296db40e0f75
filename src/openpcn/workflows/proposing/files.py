"""The files of the planner: practices in, a plan in or out, neighbours out."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpcn.kernel.codes import tidy_code
from openpcn.kernel.errors import NotRight
from openpcn.kernel.exports import Cell, csv_lines
from openpcn.kernel.points import Point
from openpcn.kernel.wording import counted
from openpcn.sources.opening import open_text, survey

PRACTICE_COLUMNS = ("practice_code", "registered_patients", "easting", "northing", "area_code")
PLAN_COLUMNS = ("practice_code", "network")
MOST_PATIENTS = 1_000_000
MOST_METRES = 1_400_000
"""North of the National Grid, and further than it is wide."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedPractice:
    """A practice as the planner's file has it."""

    code: str
    registered_patients: int
    point: Point
    area: str
    current_network: str | None
    measure: float | None = None
    """Per patient, from the column that is to be balanced."""


def read_practices(
    path: Path, *, within: str | None = None, measure: str | None = None
) -> list[PlannedPractice]:
    """The practices of a file, or those of one area; the first row that is not right is named.

    `measure` is a further column with a number per patient; an empty cell is not known.
    """
    found: dict[str, PlannedPractice] = {}
    for line, row in rows_with(path, (*PRACTICE_COLUMNS, *([measure] if measure else []))):
        practice = _practice(path, line, row, measure)
        if practice.code in found:
            raise NotRight(
                f"{path.name}, line {line}: {practice.code} is there a second time.",
                next_step="Keep one row for each practice.",
            )
        found[practice.code] = practice
    if not found:
        raise NotRight(f"{path.name} has no practices.", next_step="Add a row for each practice.")
    areas = sorted({practice.area for practice in found.values()})
    if within is not None and within not in areas:
        raise NotRight(
            f"{path.name} has no practice in {within}.",
            next_step=f"Areas in the file: {', '.join(areas[:20])}.",
        )
    return [p for p in found.values() if within is None or p.area == within]


def read_plan(path: Path, practices: Collection[str]) -> dict[str, str]:
    """Which network each practice is in; every practice must be there, and no other."""
    network_of: dict[str, str] = {}
    for line, row in rows_with(path, PLAN_COLUMNS):
        code, network = tidy_code(row["practice_code"]), row["network"].strip()
        if code in network_of or not network:
            what = "is there a second time" if code in network_of else "has no network"
            raise NotRight(
                f"{path.name}, line {line}: {code} {what}.",
                next_step="Give each practice one row with its network.",
            )
        network_of[code] = network
    strange, missing = network_of.keys() - set(practices), set(practices) - network_of.keys()
    if strange or missing:
        said = [
            f"{counted(len(codes), 'practice')} {words} ({', '.join(sorted(codes)[:5])})"
            for codes, words in ((strange, "not in the file of practices"), (missing, "missing"))
            if codes
        ]
        raise NotRight(
            f"{path.name} has {' and '.join(said)}.",
            next_step="Make both files hold the same practices, or name an area with --within.",
        )
    return network_of


def write_rows(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV file whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text("".join(csv_lines(headings, rows)), encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as trouble:
        raise NotRight(
            f"{path} cannot be written: {trouble.strerror}.",
            next_step="Name a folder that exists and that you may write.",
        ) from None


def neighbour_rows(neighbours: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Every pair, both ways."""
    for code in sorted(neighbours):
        for other in sorted(neighbours[code]):
            yield code, other


def rows_with(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file by column, with their lines; the columns must be there."""
    if not path.is_file():
        raise NotRight(f"There is no file {path}.", next_step="Look at how its name is written.")
    encoding = survey(path, path.name).encoding
    if not encoding:
        raise NotRight(f"{path.name} is not a CSV file.", next_step="Save the sheet as CSV.")
    with open_text(path, encoding) as text:
        rows = csv.reader(text)
        headings = [heading.strip().lstrip("\ufeff").lower() for heading in next(rows, [])]
        if missing := [column for column in columns if column not in headings]:
            raise NotRight(
                f"{path.name} has no column {', '.join(missing)}.",
                next_step=f"The columns are {', '.join(columns)}.",
            )
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = row + [""] * (len(headings) - len(row))
                yield rows.line_num, dict(zip(headings, cells, strict=False))


def _practice(
    path: Path, line: int, row: Mapping[str, str], measure: str | None
) -> PlannedPractice:
    def number(column: str, read: Callable[[str], float], most: float) -> float:
        text = row[column].strip()
        try:
            value = read(text)
        except ValueError:
            value = math.nan
        if not 0 <= value <= most:
            what = "is missing" if not text else f"is {text!r}"
            raise NotRight(
                f"{path.name}, line {line}: {column} of {row['practice_code']} {what}.",
                next_step=f"It is a number from 0 to {most:,}.",
            )
        return value

    code, area = tidy_code(row["practice_code"]), row["area_code"].strip()
    if not code or not area:
        raise NotRight(
            f"{path.name}, line {line}: practice_code or area_code is missing.",
            next_step="Give every practice its code and its area.",
        )
    return PlannedPractice(
        code=code,
        registered_patients=int(number("registered_patients", int, MOST_PATIENTS)),
        point=Point(
            easting=number("easting", float, MOST_METRES),
            northing=number("northing", float, MOST_METRES),
        ),
        area=area,
        current_network=row.get("current_network", "").strip() or None,
        measure=number(measure, float, MOST_PATIENTS) if measure and row[measure].strip() else None,
    )
