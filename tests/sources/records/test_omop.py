"""OMOP 5.4 as CSV or Parquet, by its source concepts."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openpcn.kernel.errors import NotRight
from openpcn.sources.records.omop import read_omop
from openpcn.sources.records.omop_tables import table_of
from openpcn.sources.records.raw import SCHEMAS, Tally

TABLES: dict[str, list[dict[str, Any]]] = {
    "person": [
        {"person_id": 2, "gender_concept_id": 8532, "year_of_birth": 1950, "month_of_birth": 5,
         "care_site_id": 1},
        {"person_id": 1, "gender_concept_id": 8507, "year_of_birth": 1980, "month_of_birth": None,
         "care_site_id": None},
    ],
    "observation_period": [
        {"person_id": 1, "observation_period_start_date": "2015-01-01",
         "observation_period_end_date": "2020-06-30"},
        {"person_id": 2, "observation_period_start_date": "2010-01-01",
         "observation_period_end_date": "2026-09-30"},
    ],
    "death": [{"person_id": 1, "death_date": "2020-06-30"}],
    "care_site": [{"care_site_id": 1, "care_site_source_value": "Z90001"}],
    "concept": [
        {"concept_id": 11, "concept_name": "Something", "vocabulary_id": "SNOMED",
         "concept_code": "900000001995"},
        {"concept_id": 12, "concept_name": "A medicine", "vocabulary_id": "dm+d",
         "concept_code": "900000001995"},
        {"concept_id": 13, "concept_name": "Height", "vocabulary_id": "LOINC",
         "concept_code": "8302-2"},
        {"concept_id": 99, "concept_name": "Not used", "vocabulary_id": "SNOMED",
         "concept_code": "1"},
    ],
    "condition_occurrence": [
        {"person_id": 2, "condition_start_date": "2020-01-02", "condition_source_concept_id": 11},
        {"person_id": 2, "condition_start_date": "2020-01-02", "condition_source_concept_id": 0},
        {"person_id": 2, "condition_start_date": "2020-01-02", "condition_source_concept_id": 77},
        {"person_id": 9, "condition_start_date": "2020-01-02", "condition_source_concept_id": 11},
    ],
    "drug_exposure": [
        {"person_id": 1, "drug_exposure_start_date": "2019-01-02", "drug_source_concept_id": 12},
    ],
    "measurement": [
        {"person_id": 2, "measurement_date": "2021-03-04", "measurement_source_concept_id": 13,
         "value_as_number": 170.5},
    ],
    "procedure_occurrence": [
        {"person_id": 2, "procedure_date": "2021-03-05", "procedure_source_concept_id": 11},
    ],
    "observation": [
        {"person_id": 2, "observation_date": "2021-03-06", "observation_source_concept_id": 11,
         "value_as_number": None},
    ],
    "visit_occurrence": [
        {"person_id": 2, "visit_concept_id": concept, "visit_start_date": "2026-01-02",
         "visit_end_date": "2026-01-04", "admitted_from_concept_id": admitted, "provider_id": 5}
        for concept, admitted in ((9202, 0), (9201, 0), (9201, 9203), (9203, 0), (262, 0))
    ],
}  # fmt: skip


def write(folder: Path, suffix: str, **changes: list[dict[str, Any]]) -> dict[Path, str]:
    """The tables as files of a kind, told by their columns."""
    folder.mkdir(exist_ok=True)
    for name, rows in (TABLES | changes).items():
        table = pa.Table.from_pylist(rows)
        place = folder / f"{name.upper()}{suffix}"
        if suffix == ".parquet":
            pq.write_table(table, place)
        else:
            with place.open("w", newline="") as file:
                lines = csv.writer(file, delimiter="\t" if suffix == ".tsv" else ",")
                lines.writerow(table.column_names)
                lines.writerows(zip(*table.to_pydict().values(), strict=True))
    return {path: told for path in sorted(folder.iterdir()) if (told := table_of(path))}


def read(paths: dict[Path, str]) -> tuple[dict[str, list[Any]], Tally]:
    tally = Tally()
    made: dict[str, list[Any]] = {name: [] for name in SCHEMAS}
    for batch in read_omop(paths, tally, practice="Z90009"):
        assert batch.rows.schema == SCHEMAS[batch.table]
        made[batch.table] += batch.rows.to_pylist()
    return made, tally


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet"])
def test_the_tables_are_read_from_any_kind_of_file(tmp_path: Path, suffix: str) -> None:
    made, tally = read(write(tmp_path, suffix))
    people = {row["person"]: row for row in made["person"]}
    assert (people["2"]["practice_code"], people["1"]["practice_code"]) == ("Z90001", "Z90009")
    assert (people["2"]["sex"], people["2"]["birth_month"]) == ("F", date(1950, 5, 1))
    assert (people["1"]["birth_month"], people["1"]["death_on"]) == (
        date(1980, 1, 1),
        date(2020, 6, 30),
    )
    ends = {row["person"]: row["ends_on"] for row in made["registration"]}
    assert ends == {"1": date(2020, 6, 30), "2": None}
    events = {(r["person"], r["kind"], r["system"], r["code"], r["on"].year, r["value"])
              for r in made["event"]}  # fmt: skip
    assert events == {
        ("2", 1, "snomed", "900000001995", 2020, None),
        ("1", 4, "dmd", "900000001995", 2019, None),
        ("2", 2, "local", "LOINC:8302-2", 2021, 170.5),
        ("2", 3, "snomed", "900000001995", 2021, None),
        ("2", 2, "snomed", "900000001995", 2021, None),
    }
    assert tally.kept["condition_occurrence"] == 1


def test_what_is_not_kept_is_counted_by_table_and_reason(tmp_path: Path) -> None:
    _, tally = read(write(tmp_path, ".csv"))
    assert dict(tally.passed_over) == {
        ("condition_occurrence", "no source concept"): 1,
        ("condition_occurrence", "its concept is not in the concept table"): 1,
    }
    assert [(each.row, each.reason) for each in tally.rejected] == [
        (5, "condition_occurrence of nobody among the people")
    ]
    assert dict(tally.noticed) == {"people without a care site, put under Z90009": 1}


def test_visits_become_encounters_and_stays_from_the_emergency_room_are_emergencies(
    tmp_path: Path,
) -> None:
    made, _ = read(write(tmp_path, ".parquet"))
    assert [(row["setting"], row["ends_on"] is not None) for row in made["encounter"]] == [
        ("gp", False),
        ("ip_elective", True),
        ("ip_emergency", True),
        ("ed", False),
        ("ip_emergency", True),
    ]
    assert {row["clinician"] for row in made["encounter"]} == {"5"}


def test_no_people_give_nothing(tmp_path: Path) -> None:
    nobody = {path: told for path, told in write(tmp_path, ".csv").items() if told != "person"}
    made, _ = read(nobody)
    assert not any(made.values())


def test_columns_that_are_not_there_are_done_without(tmp_path: Path) -> None:
    short = [
        {"person_id": 1, "gender_concept_id": 0, "year_of_birth": 1980},
    ]
    visits = [
        {"person_id": 1, "visit_concept_id": 9201, "visit_start_date": "2026-01-02",
         "visit_end_date": None}
    ]  # fmt: skip
    made, _ = read(write(tmp_path, ".csv", person=short, visit_occurrence=visits))
    assert (made["person"][0]["sex"], made["encounter"][0]["clinician"]) == ("U", None)


def test_a_table_is_told_by_its_columns(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"not parquet")
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe")
    (tmp_path / "y.csv").write_text("person_id,colour\n")
    assert [table_of(path) for path in sorted(tmp_path.iterdir())] == [None, None, None]


def test_a_file_that_cannot_be_split_into_columns_is_said(tmp_path: Path) -> None:
    paths = write(tmp_path, ".csv")
    with (tmp_path / "PERSON.csv").open("a") as file:
        file.write("1,2\n")
    with pytest.raises(NotRight, match="PERSON\\.csv cannot be read as a table of OMOP"):
        read(paths)
