"""Extracts are loaded practice by practice: bad rows are put aside and said, the rest is kept."""

from __future__ import annotations

import csv
import errno
import os
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openpcn.kernel.clinical_codes import damage
from openpcn.kernel.errors import NotPossible
from openpcn.sources.records.raw import batch
from openpcn.workflows.population import gathering, loading
from openpcn.workflows.population.codebook import read_codes
from openpcn.workflows.population.gathering import Gathering
from openpcn.workflows.population.keeping import SYNTHETIC, held_in, practices_in
from openpcn.workflows.population.loading import Loaded, load_records
from openpcn.workflows.population.partitions import check_partition, read_tables
from openpcn.workflows.population.pseudonyms import person_numbers
from tests.sources.records.extracts import CODE, event, extract, patient
from tests.sources.records.test_omop import write as write_omop

KEY = bytes(range(32))
TAKEN = date(2026, 10, 1)
NHS = "943 476 5919"


def load(folder: Path, into: Path, **more: Any) -> Loaded:
    return load_records(folder, into=into, **{"extracted_on": TAKEN, "key": KEY, **more})


def quarantined(records: Path, practice: str = "Z90001") -> list[dict[str, str]]:
    with (records / "quarantine" / f"{practice}.csv").open() as file:
        return list(csv.DictReader(file))


def test_a_practice_is_kept_under_numbers_and_nowhere_under_names(tmp_path: Path) -> None:
    folder = extract(
        tmp_path / "extract",
        events=[event(NHS, "2020-01-02"), event("B", "2020-01-03", value="7", kind="observation")],
        encounters=[["Z90001", NHS, "2026-01-01", "", "gp", "gp", "Dr Somebody"]],
    )
    loaded = load(folder, tmp_path / "records")
    assert (loaded.format, loaded.rejected, loaded.noticed) == ("gp-csv", {}, {})
    [partition] = loaded.practices
    assert (partition.people, partition.events, partition.encounters) == (2, 2, 1)
    tables = read_tables(tmp_path / "records", "Z90001")
    expected = sorted(person_numbers([NHS, "B"], KEY).tolist())
    assert tables["person"]["person_id"].to_pylist() == expected
    files = [path for path in (tmp_path / "records").rglob("*") if path.is_file()]
    for name in (NHS, NHS.replace(" ", ""), "Somebody"):
        assert not [path for path in files if name.encode() in path.read_bytes()]


def test_rows_may_be_in_any_order_and_more_than_once(tmp_path: Path) -> None:
    rows = [event("B", f"20{year:02}-03-0{day}") for year in range(10, 20) for day in (1, 2)]
    one = load(extract(tmp_path / "one", events=rows), tmp_path / "a")
    mixed = [*rows[::-1], *rows[3:7]]
    other = load(extract(tmp_path / "two", events=mixed), tmp_path / "b")
    assert one.practices[0].fingerprint == other.practices[0].fingerprint
    assert other.noticed == {
        "events that were there already (same day, code, kind and value), kept once": 4
    }
    assert not other.rejected


BAD = [
    (event("A", "2026-10-02"), "event is dated after the extract was taken", ""),
    (event("A", "1950-04-30"), "event is dated before birth", ""),
    (event("Z", "2020-01-01"), "event is of nobody among the patients", ""),
    (
        event("A", "2020-01-01", "1.23E+17"),
        f"event has a code that cannot be: {damage('1.23E+17')}",
        "1.23E+17",
    ),
    (
        event("A", "2020-01-01", CODE[:-1] + "6"),
        "event has a code that cannot be: its check digit does not hold",
        CODE[:-1] + "6",
    ),
    (
        event("A", "2020-01-01", system="read"),
        "event is coded in 'read', which is none of snomed, dmd, icd10, local",
        CODE,
    ),
    (event("A", "soon"), "on is not a day as 2024-12-31", ""),
]


@pytest.mark.parametrize(("row", "reason", "value"), BAD, ids=[reason for _, reason, _ in BAD])
def test_a_row_that_cannot_be_is_counted_with_its_reason_and_put_in_quarantine(
    tmp_path: Path, row: list[object], reason: str, value: str
) -> None:
    good = event("A", "1950-05-01")
    folder = extract(tmp_path / "x", patients=[patient("A")], events=[good, row])
    loaded = load(folder, tmp_path / "records")
    assert loaded.rejected == {reason: 1}
    assert loaded.practices[0].events == 1
    place = tmp_path / "records" / "quarantine"
    [row_there] = [row for file in place.iterdir() for row in quarantined(place.parent, file.stem)]
    assert row_there == {"file": "events.csv", "row": "3", "reason": reason, "value": value}
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in place.iterdir())


def test_a_bad_code_is_not_in_the_list_of_codes(tmp_path: Path) -> None:
    events = [event("B", "2020-01-01", "1.23E+17"), event("B", "2020-01-01")]
    folder = extract(tmp_path / "x", events=events)
    load(folder, tmp_path / "records")
    assert read_codes(tmp_path / "records") == [("snomed", CODE, "Synthetic: something")]


def test_people_registrations_and_encounters_that_cannot_be_are_put_aside_too(
    tmp_path: Path,
) -> None:
    folder = extract(
        tmp_path / "x",
        patients=[
            patient("A"),
            patient("A", sex="M"),
            patient("B", born="2027-01"),
            patient("C", death_on="1949-01-01"),
            patient("D", death_on="2026-12-01"),
        ],
        registrations=[
            ["Z90001", "A", "2015-01-01", "2014-01-01"],
            ["Z90001", "A", "2015-01-01", "2030-01-01"],
            ["Z90001", "D", "1940-01-01", ""],
        ],
        encounters=[
            ["Z90001", "A", "2026-03-01", "2026-02-01", "ip_elective", "", ""],
            ["Z90001", "A", "2026-03-01", "", "gp", "", ""],
        ],
    )
    loaded = load(folder, tmp_path / "records")
    assert loaded.rejected == {
        "person is a patient who was there already": 1,
        "person is dated after the extract was taken": 1,
        "person died before birth": 1,
        "registration ends before it starts": 1,
        "registration is dated before birth": 1,
        "encounter ends before it starts": 1,
    }
    assert loaded.noticed == {"deaths after the extract was taken, left out": 1}
    tables = read_tables(tmp_path / "records", "Z90001")
    assert tables["person"]["death_on"].to_pylist() == [None, None]
    assert tables["registration"]["ends_on"].to_pylist() == [None]


def test_who_said_nothing_of_opt_outs_is_taken_as_opted_out(tmp_path: Path) -> None:
    unsaid = patient("A", optout_national="", optout_local="", care_home="", sex="")
    loaded = load(extract(tmp_path / "x", patients=[unsaid]), tmp_path / "records")
    [person] = read_tables(tmp_path / "records", "Z90001")["person"].to_pylist()
    assert (person["optout_national"], person["optout_local"]) == (True, True)
    assert (person["care_home"], person["sex"]) == (False, "U")
    assert loaded.noticed["optout_national not given, taken as yes"] == 1


@pytest.mark.parametrize("why", ["optouts_applied", "synthetic"])
def test_where_the_supplier_applied_opt_outs_or_nobody_exists_silence_is_no_opt_out(
    tmp_path: Path, why: str
) -> None:
    unsaid = patient("A", optout_national="", optout_local="")
    load(extract(tmp_path / "x", patients=[unsaid]), tmp_path / "records", **{why: True})
    [person] = read_tables(tmp_path / "records", "Z90001")["person"].to_pylist()
    assert (person["optout_national"], person["optout_local"]) == (False, False)


def test_rows_of_a_practice_that_is_not_known_are_rejected_and_said(tmp_path: Path) -> None:
    folder = extract(
        tmp_path / "x",
        patients=[patient("A"), patient("B", "Z90002"), patient("C", "../../etc")],
    )
    loaded = load(folder, tmp_path / "records", known_practices={"Z90001"})
    assert practices_in(tmp_path / "records") == ("Z90001",)
    assert loaded.rejected == {
        "person is of a practice that is not known": 2,
        "registration is of a practice that is not known": 2,
    }
    values = {row["value"] for row in quarantined(tmp_path / "records", "no-practice")}
    assert values == {"Z90002", "../../etc"}


def test_a_refresh_replaces_one_practice_and_leaves_the_others(tmp_path: Path) -> None:
    both = extract(tmp_path / "both", patients=[patient("A"), patient("B", "Z90002")],
                   events=[event("A", "2026-11-01")])  # fmt: skip
    load(both, tmp_path / "records")
    other = check_partition(tmp_path / "records", "Z90002")
    again = extract(tmp_path / "one", patients=[patient("A"), patient("C")])
    load(again, tmp_path / "records")
    assert [each.people for each in held_in(tmp_path / "records").practices] == [2, 1]
    assert check_partition(tmp_path / "records", "Z90002") == other
    assert not list((tmp_path / "records" / "quarantine").iterdir())


def test_an_extract_that_has_lost_most_of_its_people_replaces_nothing_unasked(
    tmp_path: Path,
) -> None:
    load(extract(tmp_path / "x", patients=[patient(n) for n in "ABCDE"]), tmp_path / "records")
    cut = extract(tmp_path / "cut", patients=[patient("A")])
    with pytest.raises(NotPossible, match="has 1 people of Z90001, and 5 are held"):
        load(cut, tmp_path / "records")
    assert held_in(tmp_path / "records").people == 5
    load(cut, tmp_path / "records", may_shrink=True)
    assert held_in(tmp_path / "records").people == 1


def test_what_does_not_fit_in_memory_waits_on_the_disk_and_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patients = [patient(f"{at}{n}", f"Z9000{at}") for at in (1, 2) for n in range(20)]
    events = [
        event(f"{at}{n}", f"2020-01-{n + 1:02}", practice=f"Z9000{at}")
        for n in range(20) for at in (1, 2)
    ]  # fmt: skip
    folder = extract(tmp_path / "x", patients=patients, events=events)
    whole = load(folder, tmp_path / "a")
    monkeypatch.setattr(loading, "Gathering", lambda place: gathering.Gathering(place, most=100))
    spilt = load(folder, tmp_path / "b")
    assert spilt.practices == whole.practices
    assert not list((tmp_path / "b").glob(".writing-*"))


def test_rows_that_name_no_practice_are_in_none(tmp_path: Path) -> None:
    gathered = Gathering(tmp_path / "rows")
    gathered.add(batch("event", [{"person": "A"}, {"person": "B", "practice_code": "Z90001"}]))
    gathered.add(batch("event", []))
    assert gathered.practices == ["Z90001"]
    assert len(gathered.take("Z90001")["event"]) == 1


def test_a_full_disk_while_rows_wait_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Gathering, batch: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Gathering, "add", full)
    with pytest.raises(NotPossible, match="the disk is full"):
        load(extract(tmp_path / "x"), tmp_path / "records")


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from openpcn.workflows.population import loading
    from tests.workflows.population.test_loading import load

    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)

    loading.keep_rejected = die
    load(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_load_that_is_killed_between_practices_leaves_each_old_or_new(tmp_path: Path) -> None:
    first = extract(tmp_path / "x", patients=[patient("A"), patient("B", "Z90002")])
    load(first, tmp_path / "records")
    more = [patient("A"), patient("C"), patient("B", "Z90002"), patient("D", "Z90002")]
    extract(tmp_path / "y", patients=more)
    here = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), tmp_path / "y", tmp_path / "records"],
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(here)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    people = [check_partition(tmp_path / "records", code).people for code in ("Z90001", "Z90002")]
    assert people == [2, 1]
    assert load(tmp_path / "y", tmp_path / "records").practices[1].people == 2
    assert not list((tmp_path / "records").glob(".writing-*"))


def test_the_synthea_sample_loads_and_is_labelled(published_data: Path, tmp_path: Path) -> None:
    folder = published_data / "fhir" / "synthea-10-patients"
    loaded = load(folder, tmp_path / "records")
    assert (loaded.format, loaded.label) == ("fhir", SYNTHETIC)
    assert loaded.passed_over == {
        "Location: not kept by us": 44,
        "Organization: not kept by us": 43,
        "Practitioner: not kept by us": 43,
    }
    assert not loaded.rejected
    [partition] = loaded.practices
    assert (partition.practice, partition.people, partition.events) == ("V81999", 13, 727)


def test_omop_loads_by_practice(tmp_path: Path) -> None:
    write_omop(tmp_path / "x", ".parquet")
    loaded = load(tmp_path / "x", tmp_path / "records", practice="Z90009", synthetic=True)
    assert {one.practice: one.people for one in loaded.practices} == {"Z90001": 1, "Z90009": 1}
    assert loaded.label == SYNTHETIC
