"""FHIR as NDJSON: the Synthea samples load, and every resource says what became of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from openpcn.sources.records.fhir import AGAIN, read_fhir, resource_type
from openpcn.sources.records.raw import SCHEMAS, Tally

SNOMED = {"coding": [{"system": "http://snomed.info/sct", "code": "900000001995"}], "text": "x"}
PATIENT = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1950-05-17"}
OF_P1 = {"reference": "Patient/p1"}


def read(tmp_path: Path, *resources: Any, **options: Any) -> tuple[dict[str, list[Any]], Tally]:
    """Rows by table of some resources in one file."""
    path = tmp_path / "export.ndjson"
    path.write_text(
        "\n".join(one if isinstance(one, str) else json.dumps(one) for one in resources)
    )
    return rows_of([path], **options)


def rows_of(paths: list[Path], **options: Any) -> tuple[dict[str, list[Any]], Tally]:
    tally = Tally()
    made: dict[str, list[Any]] = {name: [] for name in SCHEMAS}
    for batch in read_fhir(paths, tally, **options):
        assert batch.rows.schema == SCHEMAS[batch.table]
        made[batch.table] += batch.rows.to_pylist()
    return made, tally


@pytest.mark.parametrize(("sample", "people"), [("10", 13), ("100", 120)])
def test_the_synthea_samples_load_whole(published_data: Path, sample: str, people: int) -> None:
    paths = sorted((published_data / "fhir" / f"synthea-{sample}-patients").glob("*.ndjson"))
    made, tally = rows_of(paths)
    assert len(made["person"]) == len(made["registration"]) == people
    assert tally.synthetic
    assert not tally.rejected
    for kind in ("Condition", "Encounter", "Immunization", "AllergyIntolerance"):
        assert tally.kept[kind] == tally.read[kind]
    assert set(tally.passed_over) <= {
        (kind, "not kept by us") for kind in ("Location", "Organization", "Practitioner")
    }


def test_a_patient_of_an_english_record(tmp_path: Path) -> None:
    ethnic = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory"
    patient = PATIENT | {
        "deceasedDateTime": "2025-03-04T10:00:00Z",
        "extension": [
            {"url": "https://example.org/other"},
            {"url": ethnic, "valueCodeableConcept": {"coding": [{"code": "H"}]}},
        ],
        "communication": [
            {"language": {"coding": [{"code": "en-GB"}]}},
            {"language": {"coding": [{"code": "gu"}]}, "preferred": True},
        ],
        "generalPractitioner": [
            {
                "identifier": {
                    "system": "https://fhir.nhs.uk/Id/ods-organization-code",
                    "value": "Z90001",
                }
            }
        ],
    }
    made, tally = read(tmp_path, patient)
    [person], [registration] = made["person"], made["registration"]
    assert (person["practice_code"], person["sex"]) == ("Z90001", "F")
    assert person["birth_month"] == date(1950, 5, 1)
    assert (person["ethnicity16"], person["language"]) == ("H", "gu")
    assert registration["starts_on"] == date(1950, 5, 1)
    assert registration["ends_on"] == person["death_on"] == date(2025, 3, 4)
    assert not tally.noticed
    assert not tally.synthetic


def test_people_who_name_no_practice_are_put_under_the_one_given(tmp_path: Path) -> None:
    made, tally = read(tmp_path, PATIENT, practice="Z90009")
    assert made["person"][0]["practice_code"] == "Z90009"
    assert dict(tally.noticed) == {"patients who name no practice, put under Z90009": 1}


EVENTS = [
    ("Condition", {"code": SNOMED, "onsetDateTime": "2020-01-02T03:04:05Z"}, 1, date(2020, 1, 2)),
    ("Condition", {"code": SNOMED, "onsetPeriod": {"start": "2020"}}, 1, date(2020, 1, 1)),
    ("Observation", {"code": SNOMED, "effectiveDateTime": "2020-05"}, 2, date(2020, 5, 1)),
    ("AllergyIntolerance", {"code": SNOMED, "recordedDate": "2020-01-02"}, 2, date(2020, 1, 2)),
    ("Procedure", {"code": SNOMED, "performedPeriod": {"start": "2020-01-02"}}, 3,
     date(2020, 1, 2)),
    ("MedicationRequest", {"medicationCodeableConcept": SNOMED, "authoredOn": "2020-01-02"}, 4,
     date(2020, 1, 2)),
    ("Immunization", {"vaccineCode": SNOMED, "occurrenceDateTime": "2020-01-02"}, 5,
     date(2020, 1, 2)),
    ("ServiceRequest", {"code": SNOMED, "authoredOn": "2020-01-02"}, 6, date(2020, 1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "told", "number", "on"), EVENTS)
def test_each_kind_of_resource_becomes_an_event_of_its_kind(
    tmp_path: Path, kind: str, told: dict[str, Any], number: int, on: date
) -> None:
    whose = {"patient" if kind in {"Immunization", "AllergyIntolerance"} else "subject": OF_P1}
    made, tally = read(tmp_path, PATIENT, {"resourceType": kind, "id": "1", **whose, **told})
    [row] = made["event"]
    assert (row["person"], row["kind"], row["on"]) == ("p1", number, on)
    assert (row["system"], row["code"], row["display"]) == ("snomed", "900000001995", "x")
    assert tally.kept[kind] == 1
    assert made["registration"][0]["starts_on"] == on


def test_a_panel_gives_one_event_for_each_part_with_its_value(tmp_path: Path) -> None:
    part = {"code": SNOMED, "valueQuantity": {"value": 132, "unit": "mmHg"}}
    pressure = {
        "resourceType": "Observation",
        "subject": {"reference": "urn:uuid:p1"},
        "effectiveDateTime": "2020-01-02",
        "component": [part, part | {"valueQuantity": {"value": 81.5}}],
    }
    made, _ = read(tmp_path, PATIENT, pressure)
    assert [row["value"] for row in made["event"]] == [132, 81.5]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"onsetDateTime": None}, "no day"),
        ({"code": {"text": "cough"}}, "no code"),
        ({"status": "entered-in-error"}, "entered in error, refuted or not done"),
        (
            {"verificationStatus": {"coding": [{"code": "refuted"}]}},
            "entered in error, refuted or not done",
        ),
    ],
)
def test_what_is_not_kept_is_counted_by_resource_and_reason(
    tmp_path: Path, more: dict[str, Any], why: str
) -> None:
    condition = {"resourceType": "Condition", "subject": OF_P1, "code": SNOMED}
    made, tally = read(tmp_path, PATIENT, condition | {"onsetDateTime": "2020-01-02"} | more)
    assert not made["event"]
    assert dict(tally.passed_over) == {("Condition", why): 1}


@pytest.mark.parametrize(
    ("told", "setting"),
    [
        ({"class": {"code": "AMB"}}, "gp"),
        ({"class": {"code": "EMER"}}, "ed"),
        ({"class": {"code": "HH"}}, "community"),
        ({"class": {"code": "OBSENC"}}, "ip_emergency"),
        ({"class": {"code": "IMP"}}, "ip_elective"),
        ({"class": {"code": "IMP"}, "priority": {"coding": [{"code": "EM"}]}}, "ip_emergency"),
    ],
)
def test_where_an_encounter_was_is_told_by_class_and_priority(
    tmp_path: Path, told: dict[str, Any], setting: str
) -> None:
    encounter = {
        "resourceType": "Encounter",
        "subject": OF_P1,
        "period": {"start": "2024-01-02T10:00:00Z", "end": "2024-01-05T10:00:00Z"},
        "participant": [{}, {"individual": {"reference": "Practitioner/9"}}],
    }
    made, _ = read(tmp_path, PATIENT, encounter | told)
    [row] = made["encounter"]
    assert (row["setting"], row["clinician"]) == (setting, "Practitioner/9")
    assert row["ends_on"] == (date(2024, 1, 5) if setting.startswith("ip_") else None)


def test_encounters_without_a_day_or_that_did_not_happen_are_counted(tmp_path: Path) -> None:
    encounter = {"resourceType": "Encounter", "subject": OF_P1}
    made, tally = read(tmp_path, PATIENT, encounter, encounter | {"status": "cancelled"})
    assert not made["encounter"]
    assert sum(tally.passed_over.values()) == 2


def test_codes_of_other_systems_are_local_with_the_name_of_the_system(tmp_path: Path) -> None:
    codings = [
        {"system": "http://loinc.org", "code": "8302-2", "display": "Height"},
        {"system": "urn:oid:1.2.3", "code": "7"},
    ]
    told = {
        "resourceType": "Observation",
        "subject": OF_P1,
        "effectiveDateTime": "2020-01-02",
        "valueQuantity": {"value": 170},
    }
    made, _ = read(
        tmp_path,
        PATIENT,
        told | {"code": {"coding": codings}},
        told | {"code": {"coding": [*codings, SNOMED["coding"][0]]}},
    )
    assert [(row["system"], row["code"]) for row in made["event"]] == [
        ("local", "loinc.org:8302-2"),
        ("snomed", "900000001995"),
    ]


def test_lines_that_are_no_resources_are_rejected_with_their_place(tmp_path: Path) -> None:
    broken = {"resourceType": "Condition", "subject": OF_P1, "code": 5, "onsetDateTime": "2020"}
    stranger = {"resourceType": "Condition", "subject": {"reference": "Patient/p2"}, "code": SNOMED,
                "onsetDateTime": "2020-01-02"}  # fmt: skip
    made, tally = read(tmp_path, PATIENT, '{"half', '{"id": 1}', "", broken, stranger)
    assert [(each.row, each.reason) for each in tally.rejected] == [
        (2, "is not whole JSON"),
        (3, "is not a FHIR resource"),
        (5, "Condition is not as FHIR describes it"),
        (6, "Condition of nobody among the patients"),
    ]
    assert not made["event"]


def test_a_file_of_anything_else_has_no_resource_type(tmp_path: Path) -> None:
    for text in ("[1]", "not json", ""):
        (tmp_path / "file.ndjson").write_text(text)
        assert resource_type(tmp_path / "file.ndjson") is None
    (tmp_path / "file.ndjson").write_bytes(b"\xff\xff")
    assert resource_type(tmp_path / "file.ndjson") is None


def test_tables_of_nothing_have_their_columns() -> None:
    assert pa.Table.from_pylist([], schema=SCHEMAS["event"]).schema == SCHEMAS["event"]


def test_a_patient_that_comes_twice_is_kept_once_as_it_came_last(tmp_path: Path) -> None:
    made, tally = read(tmp_path, PATIENT, PATIENT | {"gender": "male"})
    assert [one["sex"] for one in made["person"]] == ["M"]
    assert (tally.read["Patient"], tally.kept["Patient"], tally.noticed[AGAIN]) == (2, 1, 1)
