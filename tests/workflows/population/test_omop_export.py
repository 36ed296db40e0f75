"""An invented export with every column of OMOP 5.4, loaded whole, traps of real ones included.

Nobody has given us a real export: what is tried here is what the model's documents allow.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpcn.rulebook.synthetic_codes import synthetic_codes
from openpcn.workflows.population.codebook import read_codes
from openpcn.workflows.population.loading import Loaded, load_records
from openpcn.workflows.population.partitions import read_tables

ASTHMA = synthetic_codes("AST_COD")[0][1]
MEDICINE = next(code for _, code, _ in synthetic_codes("ASTTRT_COD"))
HEADINGS = {
    "PERSON": "person_id,gender_concept_id,year_of_birth,month_of_birth,day_of_birth,"
    "birth_datetime,race_concept_id,ethnicity_concept_id,location_id,provider_id,care_site_id,"
    "person_source_value,gender_source_value,gender_source_concept_id,race_source_value,"
    "race_source_concept_id,ethnicity_source_value,ethnicity_source_concept_id",
    "OBSERVATION_PERIOD": "observation_period_id,person_id,observation_period_start_date,"
    "observation_period_end_date,period_type_concept_id",
    "DEATH": "person_id,death_date,death_datetime,death_type_concept_id,cause_concept_id,"
    "cause_source_value,cause_source_concept_id",
    "CARE_SITE": "care_site_id,care_site_name,place_of_service_concept_id,location_id,"
    "care_site_source_value,place_of_service_source_value",
    "CONCEPT": "concept_id,concept_name,domain_id,vocabulary_id,concept_class_id,"
    "standard_concept,concept_code,valid_start_date,valid_end_date,invalid_reason",
    "CONDITION_OCCURRENCE": "condition_occurrence_id,person_id,condition_concept_id,"
    "condition_start_date,condition_start_datetime,condition_end_date,condition_end_datetime,"
    "condition_type_concept_id,condition_status_concept_id,stop_reason,provider_id,"
    "visit_occurrence_id,visit_detail_id,condition_source_value,condition_source_concept_id,"
    "condition_status_source_value",
    "DRUG_EXPOSURE": "drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,"
    "drug_exposure_start_datetime,drug_exposure_end_date,drug_exposure_end_datetime,"
    "verbatim_end_date,drug_type_concept_id,stop_reason,refills,quantity,days_supply,sig,"
    "route_concept_id,lot_number,provider_id,visit_occurrence_id,visit_detail_id,"
    "drug_source_value,drug_source_concept_id,route_source_value,dose_unit_source_value",
    "MEASUREMENT": "measurement_id,person_id,measurement_concept_id,measurement_date,"
    "measurement_datetime,measurement_time,measurement_type_concept_id,operator_concept_id,"
    "value_as_number,value_as_concept_id,unit_concept_id,range_low,range_high,provider_id,"
    "visit_occurrence_id,visit_detail_id,measurement_source_value,measurement_source_concept_id,"
    "unit_source_value,unit_source_concept_id,value_source_value,measurement_event_id,"
    "meas_event_field_concept_id",
    "VISIT_OCCURRENCE": "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,"
    "visit_start_datetime,visit_end_date,visit_end_datetime,visit_type_concept_id,provider_id,"
    "care_site_id,visit_source_value,visit_source_concept_id,admitted_from_concept_id,"
    "admitted_from_source_value,discharged_to_concept_id,discharged_to_source_value,"
    "preceding_visit_occurrence_id",
    "VISIT_DETAIL": "visit_detail_id,person_id,visit_detail_concept_id,visit_detail_start_date,"
    "visit_detail_end_date,visit_occurrence_id",
    "CONDITION_ERA": "condition_era_id,person_id,condition_concept_id,condition_era_start_date,"
    "condition_era_end_date,condition_occurrence_count",
}
ROWS: dict[str, list[str]] = {
    "PERSON": [
        "1,8532,1950,5,17,1950-05-17 00:00:00,0,0,9,3,1,NHS1,F,0,,0,,0",
        "2,8507,1980,,,,0,0,9,3,1,NHS2,M,0,,0,,0",
        "3,0,2001,12,,,0,0,,,2,NHS3,,0,,0,,0",
        "4,8532,1990,1,,,0,0,,,,NHS4,F,0,,0,,0",
    ],
    "OBSERVATION_PERIOD": [
        "1,1,2010-01-01,2015-06-30,32880",
        "2,1,2018-02-01,2026-09-30,32880",
        "3,2,2012-01-01,2026-09-30,32880",
        "4,3,2020-01-01,2022-03-31,32880",
        "5,4,2020-01-01,2026-09-30,32880",
    ],
    "DEATH": ["3,2022-03-31,,32815,0,,0"],
    "CARE_SITE": ["1,Somewhere Surgery,0,,Z90001,", "2,Elsewhere Surgery,0,,Z90002,"],
    "CONCEPT": [
        f"11,An illness,Condition,SNOMED,Disorder,S,{ASTHMA},2002-01-01,2099-12-31,",
        f"12,A medicine,Drug,dm+d,AMP,,{MEDICINE},2002-01-01,2099-12-31,",
        "13,Fracture,Condition,ICD10,ICD10 code,,S72.0,2002-01-01,2099-12-31,",
        "14,Old code,Condition,Read,Read,,H33..00,2002-01-01,2016-03-31,U",
        "15,,Measurement,LOINC,Lab Test,S,8302-2,2002-01-01,2099-12-31,",
        "16,Damaged,Condition,SNOMED,Disorder,,1.23E+17,2002-01-01,2099-12-31,",
        "317009,Standard asthma,Condition,SNOMED,Disorder,S,1,2002-01-01,2099-12-31,",
    ],
    "CONDITION_OCCURRENCE": [
        "1,1,317009,2019-03-04,2019-03-04 10:00:00,,,32827,0,,3,,,asthma,11,",
        "2,1,317009,2019-03-04,,,,32827,0,,3,,,asthma,11,",
        "3,1,0,2020-01-01,,,,32827,0,,3,,,unmapped,0,",
        "4,2,0,2020-01-02,,,,32827,0,,,,,S72.0,13,",
        "5,2,0,2015-01-02,,,,32827,0,,,,,H33..00,14,",
        "6,2,0,,,,,32827,0,,,,,no day,11,",
        "7,2,0,2020-01-02,,,,32827,0,,,,,damaged,16,",
        "8,3,0,1999-01-02,,,,32827,0,,,,,before birth,11,",
        "9,77,0,2020-01-02,,,,32827,0,,,,,nobody,11,",
        "10,1,0,2020-02-30,,,,32827,0,,,,,no such day,11,",
    ],
    "DRUG_EXPOSURE": [
        "1,1,0,2026-08-01,2026-08-01 00:00:00,2026-08-28,,,32838,,1,200,28,,0,,3,,,x,12,,",
    ],
    "MEASUREMENT": [
        "1,1,3036277,2021-03-04,,,32817,0,170.5,0,8582,,,3,,,,15,cm,0,170.5,,",
        "2,1,3036277,2021-03-05,,,32817,0,,0,8582,,,3,,,,15,cm,0,refused,,",
        "3,1,3036277,2021-03-06,,,32817,0,1e2,0,8582,,,3,,,,15,cm,0,100,,",
    ],
    "VISIT_OCCURRENCE": [
        "1,1,9202,2026-01-02,,2026-01-02,,32827,3,1,,0,0,,0,,",
        "2,1,9201,2026-02-02,,2026-02-05,,32827,3,1,,0,9203,,0,,",
        "3,1,9201,2026-09-28,,,,32827,3,1,,0,0,,0,,",
        "4,2,0,2026-03-02,,2026-03-02,,32827,,1,,0,0,,0,,",
        "5,2,9203,2026-03-03,,2026-03-04,,32827,,1,,0,0,,0,,",
        "6,2,9201,2026-05-05,,2026-05-01,,32827,,1,,0,0,,0,,",
    ],
    "VISIT_DETAIL": ["1,1,9201,2026-02-02,2026-02-03,2"],
    "CONDITION_ERA": ["1,1,317009,2019-03-04,2019-03-04,2"],
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Loaded]:
    """The export, loaded."""
    place = tmp_path_factory.mktemp("omop")
    export, records = place / "export", place / "records"
    export.mkdir()
    for name, heading in HEADINGS.items():
        (export / f"{name}.csv").write_text("\n".join([heading, *ROWS[name]]) + "\n")
    found = load_records(
        export,
        into=records,
        extracted_on=date(2026, 10, 1),
        key=b"k" * 32,
        practice="Z90009",
        optouts_applied=True,
    )
    return records, found


def test_people_come_under_their_practices_with_all_their_periods(
    records: tuple[Path, Loaded],
) -> None:
    folder, found = records
    assert [one.practice for one in found.practices] == ["Z90001", "Z90002", "Z90009"]
    tables = read_tables(folder, "Z90001")
    assert sorted(tables["person"]["sex"].to_pylist()) == ["F", "M"]
    assert sorted(map(str, tables["person"]["birth_month"].to_pylist())) == [
        "1950-05-01",
        "1980-01-01",
    ]
    ends = sorted(map(str, tables["registration"]["ends_on"].to_pylist()))
    assert ends == ["2015-06-30", "None", "None"]
    [left] = read_tables(folder, "Z90002")["person"].to_pylist()
    assert (left["sex"], left["death_on"]) == ("U", date(2022, 3, 31))


def test_events_are_those_whose_source_concept_day_and_code_can_be(
    records: tuple[Path, Loaded],
) -> None:
    folder, found = records
    codes = read_codes(folder)
    events = read_tables(folder, "Z90001")["event"].to_pylist()
    kept = sorted((codes[one["code_id"]][:2], str(one["on"]), one["value"]) for one in events)
    assert kept == [
        (("dmd", MEDICINE), "2026-08-01", None),
        (("icd10", "S720"), "2020-01-02", None),
        (("local", "LOINC:8302-2"), "2021-03-04", 170.5),
        (("local", "LOINC:8302-2"), "2021-03-05", None),
        (("local", "LOINC:8302-2"), "2021-03-06", 100.0),
        (("local", "Read:H33..00"), "2015-01-02", None),
        (("snomed", ASTHMA), "2019-03-04", None),
    ]
    assert found.passed_over == {"condition_occurrence: no source concept": 1}
    rejected = dict(found.rejected)
    assert rejected.pop("condition_occurrence has no day that can be read") == 2
    assert rejected.pop("event is dated before birth") == 1
    assert rejected.pop("condition_occurrence of nobody among the people") == 1
    assert rejected.pop("encounter ends before it starts") == 1
    [(damaged, one)] = rejected.items()
    assert "has a code that cannot be" in damaged
    assert one == 1
    assert (
        found.noticed["events that were there already (same day, code, kind and value), kept once"]
        == 1
    )


def test_visits_are_encounters_and_a_stay_may_still_go_on(records: tuple[Path, Loaded]) -> None:
    folder, _ = records
    visits = read_tables(folder, "Z90001")["encounter"].to_pylist()
    assert sorted(
        (str(one["starts_on"]), one["setting"], str(one["ends_on"])) for one in visits
    ) == [
        ("2026-01-02", "gp", "None"),
        ("2026-02-02", "ip_emergency", "2026-02-05"),
        ("2026-03-02", "gp", "None"),
        ("2026-03-03", "ed", "None"),
        ("2026-09-28", "ip_elective", "None"),
    ]


def test_tables_that_are_not_used_are_named(records: tuple[Path, Loaded]) -> None:
    assert sorted(records[1].other_files) == ["CONDITION_ERA.csv", "VISIT_DETAIL.csv"]
