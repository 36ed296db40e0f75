"""What a practice does with its own key: number its people before an extract leaves, and name them.

The key is `pseudonym-key` in the practice's own state folder, on the practice's own computer. The
network gets numbers only, and sends lists of numbers back; nobody else can turn them into people.
No message and no log says anything about anybody: only how many they are.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EEXIST
from os import strerror
from pathlib import Path
from shutil import rmtree

from openpcn.kernel.errors import NotPossible, NotRight, Refused
from openpcn.kernel.exports import csv_lines
from openpcn.sources.records.gp_extract import FILES, heading_of, kind_of
from openpcn.sources.records.recognising import files_of
from openpcn.workflows.population.keeping import NOT_ASSURED
from openpcn.workflows.population.pseudonyms import (
    clinician_numbers,
    numbered_at_practice,
    person_numbers,
)
from openpcn.workflows.population.swapping import WRITING

PRACTICE, PERSON = "Practice", "Person (pseudonym)"
"""Columns of a list as the site exports it."""
OURS = ("practice_code", "patient_id")
MONTH = 7
"""Characters of a day that say year and month."""
A_NUMBER = re.compile(r"[1-9]\d{0,18}")
Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """An extract whose people are numbers: rows by kind of file, and columns left behind."""

    practice: str
    rows: Mapping[str, int]
    people: int
    left_behind: tuple[str, ...]
    not_assured: str = NOT_ASSURED


@dataclass(frozen=True, kw_only=True)
class Named:
    """A list whose people have their identifiers again: how many, and how many have not."""

    practice: str
    named: int
    not_found: int
    not_assured: str = NOT_ASSURED


def number_extract(folder: Path, *, practice: str, key: bytes, out: Path) -> Numbered:
    """Write a GP extract again with numbers in place of patients and clinicians, months for births.

    Columns beyond the layout stay behind. An extract with rows of another practice is refused.
    """
    files = {path: kind for path in files_of(folder) if (kind := kind_of(path))}
    if not files:
        raise NotRight(
            f"{folder} holds no file of a GP extract.",
            next_step="docs/records.md describes the columns: each file has practice_code and "
            "patient_id.",
        )
    numbers: dict[str, str] = {}
    rows = dict.fromkeys(FILES, 0)
    left_behind: set[str] = set()
    with new_folder(out) as folder_being_written:
        for nth, (path, kind) in enumerate(sorted(files.items()), start=1):
            left_behind |= set(heading_of(path)) - set(FILES[kind])
            made = (
                numbered(row, key, numbers)
                for row in rows_of(path, tuple(FILES[kind]))
                if is_of(row, practice, path)
            )
            rows[kind] += write_rows(folder_being_written / f"{kind}-{nth}.csv", kind, made)
    return Numbered(
        practice=practice, rows=rows, people=len(numbers), left_behind=tuple(sorted(left_behind))
    )


def numbered(row: Row, key: bytes, numbers: dict[str, str]) -> Row:
    """A row of an extract without what says who somebody is."""
    patient = row["patient_id"]
    if patient and patient not in numbers:
        numbers[patient] = numbered_at_practice(int(person_numbers([patient], key)[0]))
    made = row | {"patient_id": numbers.get(patient, "")}
    if row.get("clinician"):
        made["clinician"] = str(int(clinician_numbers([row["clinician"]], key)[0]))
    if "birth_month" in row:
        made["birth_month"] = row["birth_month"][:MONTH]
    return made


def name_people(listed: Path, patients: Path, *, practice: str, key: bytes, out: Path) -> Named:
    """Write a list again with whatever the practice's own file says of each patient before it.

    A list with people of another practice is refused, as is a file of another practice's patients:
    a practice names its own people only. The new file is readable by its owner only.
    """
    list_heading = tuple(heading_of(listed))
    if not {PRACTICE, PERSON} <= set(list_heading):
        raise NotRight(
            f"{listed.name} has no columns {PRACTICE} and {PERSON}.",
            next_step="Take the list as the site exports it, not opened and saved again.",
        )
    heading = tuple(heading_of(patients))
    if not set(OURS) <= set(heading):
        raise NotRight(
            f"{patients.name} has no columns {' and '.join(OURS)}.",
            next_step="Export practice_code and patient_id from the clinical system, with "
            "whatever else you want to see beside them.",
        )
    wanted = list(rows_of(listed, list_heading))
    refuse_others(wanted, practice)
    known = own_patients(patients, heading, practice, key, {row[PERSON] for row in wanted})
    if wanted and not known:
        raise NotRight(
            f"None of the {len(wanted):,} people of {listed.name} is among these patients.",
            next_step="Use the key with which this practice's extract was numbered (--state), and "
            "all of its patients.",
        )
    nobody = dict.fromkeys(heading, "")
    together = ([*known.get(row[PERSON], nobody).values(), *row.values()] for row in wanted)
    write_own(out, "".join(csv_lines([*heading, *list_heading], together)))
    found = sum(row[PERSON] in known for row in wanted)
    return Named(practice=practice, named=found, not_found=len(wanted) - found)


def refuse_others(rows: list[Row], practice: str) -> None:
    """Refuse a list that holds anybody of another practice, or numbers that were damaged."""
    others = sum(row[PRACTICE] != practice for row in rows)
    if others:
        raise Refused(
            f"{others:,} of the {len(rows):,} people of the list are not of {practice}, and only "
            "their own practice can name them.",
            next_step=f"Take the list of {practice} alone: the site offers one for each practice.",
        )
    damaged = sum(A_NUMBER.fullmatch(row[PERSON]) is None for row in rows)
    if damaged:
        raise NotRight(
            f"{damaged:,} of the {len(rows):,} numbers of people are none: a spreadsheet has "
            "rewritten them.",
            next_step="Take the list again from the site, and do not open it in a spreadsheet "
            "before it is named.",
        )


def own_patients(
    patients: Path, heading: tuple[str, ...], practice: str, key: bytes, wanted: set[str]
) -> dict[str, Row]:
    """Number → what the practice's file says, for the people of the list."""
    found: dict[str, Row] = {}
    for row in rows_of(patients, heading):
        number = str(int(person_numbers([row["patient_id"]], key)[0]))
        if is_of(row, practice, patients) and row["patient_id"] and number in wanted:
            found[number] = row
    return found


def is_of(row: Row, practice: str, path: Path) -> bool:
    """That a row is of the practice; a file with any other is refused."""
    if row["practice_code"] != practice:
        raise Refused(
            f"{path.name} holds rows that are not of {practice}.",
            next_step="A practice works with its own people only: export them alone.",
        )
    return True


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a CSV file, these columns only; NotRight without a word of what stands there."""
    missing = [name for name in columns if name not in heading_of(path)]
    if missing:
        raise NotRight(
            f"{path.name} has no column {', '.join(missing)}.",
            next_step="docs/records.md describes the columns. An empty column is enough where "
            "nothing is known.",
        )
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for nth, row in enumerate(csv.DictReader(file, skipinitialspace=True), start=2):
                if None in row or None in row.values():
                    raise NotRight(
                        f"Row {nth:,} of {path.name} has more or fewer columns than its heading.",
                        next_step="Export it again, with text that holds commas in quotes.",
                    )
                yield {name: row[name].strip() for name in columns}
    except (UnicodeDecodeError, csv.Error):
        raise NotRight(
            f"{path.name} cannot be read as CSV in UTF-8.",
            next_step="Save it again as CSV (comma, UTF-8) from the clinical system.",
        ) from None


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder that is there whole or not at all; one that is there already is left alone."""
    writing = out.with_name(f"{WRITING}{out.name}")
    try:
        if out.exists():
            raise FileExistsError(EEXIST, strerror(EEXIST))
        writing.mkdir(parents=True)
        yield writing
        writing.rename(out)
    except OSError as trouble:
        raise not_written(out, trouble) from None
    finally:
        rmtree(writing, ignore_errors=True)


def write_rows(place: Path, kind: str, rows: Iterable[Row]) -> int:
    """Write a file of an extract, and say how many rows it has."""
    many = 0
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(FILES[kind]))
        writer.writeheader()
        for many, row in enumerate(rows, start=1):  # noqa: B007
            writer.writerow(row)
    return many


def write_own(out: Path, text: str) -> None:
    """Write a new file that its owner alone can read."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as trouble:
        raise not_written(out, trouble) from None


def not_written(out: Path, trouble: OSError) -> NotPossible:
    """Nothing could be written there; what is there already stays."""
    return NotPossible(
        f"{out} cannot be written: {trouble.strerror}.",
        next_step="Name a place with --out that is not there yet, with room and write access.",
    )
