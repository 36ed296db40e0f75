"""Small invented GP extracts, written as a clinical system would write them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

PATIENTS = (
    "practice_code", "patient_id", "sex", "birth_month", "death_on", "lsoa21", "imd_decile",
    "ethnicity16", "language", "interpreter", "care_home", "optout_national", "optout_local",
    "arrived_on",
)  # fmt: skip
REGISTRATIONS = ("practice_code", "patient_id", "starts_on", "ends_on")
EVENTS = ("practice_code", "patient_id", "on", "system", "code", "display", "value", "kind")
ENCOUNTERS = (
    "practice_code", "patient_id", "starts_on", "ends_on", "setting", "role", "clinician"
)  # fmt: skip

CODE = "900000001995"
"""With a check digit that holds, and of the synthetic kind."""


def write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write a file of CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heading, *rows])
    return path


def patient(
    name: str, practice: str = "Z90001", born: str = "1950-05", **more: object
) -> list[object]:
    """A row of patients.csv."""
    row: dict[str, object] = dict.fromkeys(PATIENTS, "")
    row |= {"practice_code": practice, "patient_id": name, "sex": "F", "birth_month": born}
    row |= {"care_home": "false", "optout_national": "false", "optout_local": "false", **more}
    return list(row.values())


def event(
    name: str, on: str, code: str = CODE, *, practice: str = "Z90001", kind: str = "diagnosis",
    value: object = "", system: str = "snomed",
) -> list[object]:  # fmt: skip
    """A row of events.csv."""
    return [practice, name, on, system, code, "Synthetic: something", value, kind]


def extract(
    folder: Path,
    *,
    patients: Sequence[Sequence[object]] = (patient("943 476 5919"), patient("B")),
    registrations: Sequence[Sequence[object]] | None = None,
    events: Sequence[Sequence[object]] = (),
    encounters: Sequence[Sequence[object]] = (),
) -> Path:
    """A folder with the four files; registrations since 2015 unless others are given."""
    if registrations is None:
        registrations = [[row[0], row[1], "2015-01-01", ""] for row in patients]
    write(folder / "patients.csv", PATIENTS, patients)
    write(folder / "registrations.csv", REGISTRATIONS, registrations)
    write(folder / "events.csv", EVENTS, events)
    write(folder / "encounters.csv", ENCOUNTERS, encounters)
    return folder
