"""GP extracts in our own layout: what is read, and what is said of what cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from openpcn.kernel.errors import NotRight
from openpcn.kernel.records import KINDS
from openpcn.sources.records.gp_extract import FILES, kind_of, read_extract
from openpcn.sources.records.raw import SCHEMAS, Tally
from tests.sources.records.extracts import (
    CODE,
    ENCOUNTERS,
    EVENTS,
    PATIENTS,
    REGISTRATIONS,
    event,
    extract,
    patient,
    write,
)


def read(folder: Path) -> tuple[dict[str, pa.Table], Tally]:
    """Everything of an extract by table, and the tally."""
    tally = Tally()
    paths = {path: kind for path in sorted(folder.rglob("*.csv")) if (kind := kind_of(path))}
    made = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    for batch in read_extract(paths, tally):
        assert batch.rows.schema == SCHEMAS[batch.table]
        made[batch.table] = pa.concat_tables([made[batch.table], batch.rows])
    return made, tally


def reasons(tally: Tally) -> list[tuple[str, int, str]]:
    return [(each.file, each.row, each.reason) for each in tally.rejected]


def test_every_column_is_read_into_its_type(tmp_path: Path) -> None:
    folder = extract(
        tmp_path,
        patients=[
            patient(
                "A",
                born="1950-05-17",
                death_on="2026-01-02",
                imd_decile="3",
                ethnicity16="H",
                language="gu",
                interpreter="Yes",
                arrived_on="1972-09-01",
                care_home="1",
            )
        ],
        events=[event("A", "2020-02-29", value="7.5", kind="observation")],
        encounters=[["Z90001", "A", "2026-01-01", "2026-01-02", "ip_emergency", "", "Dr C"]],
    )
    made, tally = read(folder)
    [person] = made["person"].to_pylist()
    assert person["birth_month"] == date(1950, 5, 1)
    assert (person["imd_decile"], person["interpreter"], person["care_home"]) == (3, True, True)
    assert person["arrived_on"] == date(1972, 9, 1)
    [coded] = made["event"].to_pylist()
    assert (coded["on"], coded["code"], coded["value"]) == (date(2020, 2, 29), CODE, 7.5)
    assert (coded["kind"], coded["row"], coded["file"]) == (2, 2, "events.csv")
    [stay] = made["encounter"].to_pylist()
    assert (stay["ends_on"], stay["setting"], stay["role"]) == (
        date(2026, 1, 2),
        "ip_emergency",
        None,
    )
    assert not tally.rejected
    assert tally.read == tally.kept == dict.fromkeys(FILES, 1)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        (PATIENTS, "person"),
        (REGISTRATIONS, "registration"),
        (EVENTS, "event"),
        (ENCOUNTERS, "encounter"),
        (["practice_code", "patients"], None),
        (["practice_code", "patient_id"], None),
    ],
)
def test_a_file_is_told_by_its_columns_in_any_order(
    tmp_path: Path, heading: list[str], kind: str | None
) -> None:
    assert kind_of(write(tmp_path / "anything.txt", heading[::-1], [])) == kind


def test_a_file_that_is_no_text_is_no_extract(tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00\x01")
    assert kind_of(tmp_path / "picture.csv") is None


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    folder = extract(tmp_path)
    write(folder / "events.csv", [name for name in EVENTS if name not in {"kind", "value"}], [])
    with pytest.raises(NotRight, match=r"events\.csv has no column value, kind"):
        read(folder)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (event("A", "31/12/2024"), "on is not a day as 2024-12-31"),
        (event("A", "2024-02-30"), "on is not a day as 2024-12-31"),
        (event("A", ""), "on is empty"),
        (event("", "2024-02-03"), "patient_id is empty"),
        (event("A", "2024-02-03", ""), "code is empty"),
        (event("A", "2024-02-03", kind="illness"), f"kind is not {' '.join(KINDS)}"),
    ],
)  # fmt: skip
def test_a_row_without_what_is_needed_is_rejected_with_its_place_and_reason(
    tmp_path: Path, row: list[object], reason: str
) -> None:
    made, tally = read(extract(tmp_path, events=[event("A", "2024-01-01"), row]))
    assert reasons(tally) == [("events.csv", 3, reason)]
    assert len(made["event"]) == 1
    assert (tally.read["event"], tally.kept["event"]) == (2, 1)


def test_what_is_not_needed_is_left_out_and_counted_where_it_cannot_be_read(tmp_path: Path) -> None:
    folder = extract(
        tmp_path,
        patients=[patient("A", sex="female", imd_decile="11", death_on="soon")],
        events=[event("A", "2024-01-01", value="high"), event("A", "2024-01-02", value="-1.5")],
    )
    made, tally = read(folder)
    assert made["event"]["value"].to_pylist() == [None, -1.5]
    assert made["person"]["sex"].to_pylist() == [None]
    assert dict(tally.noticed) == {
        "sex left out: not F, M, I or U": 1,
        "imd_decile left out: not 1 to 10": 1,
        "death_on left out: not a day as 2024-12-31": 1,
        "value left out: not a number": 1,
    }


def test_rows_of_another_length_are_rejected_and_the_rows_after_them_keep_their_place(
    tmp_path: Path,
) -> None:
    folder = extract(tmp_path, events=[event("A", "2024-01-01")])
    with (folder / "events.csv").open("a") as file:
        file.write("Z90001,A,2024-01-02\n")
        file.write(",".join(map(str, event("A", "tomorrow"))) + "\n")
    made, tally = read(folder)
    assert reasons(tally) == [
        ("events.csv", 3, "has 3 columns, not 8"),
        ("events.csv", 4, "on is not a day as 2024-12-31"),
    ]
    assert len(made["event"]) == 1


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    folder = extract(tmp_path, events=[event("A", "2024-01-01")])
    whole = (folder / "events.csv").read_bytes().replace(b"something", b"caf\xe9")
    (folder / "events.csv").write_bytes(whole)
    with pytest.raises(NotRight, match=r"events\.csv cannot be read as CSV in UTF-8"):
        read(folder)


def test_files_may_be_many_and_in_folders(tmp_path: Path) -> None:
    extract(tmp_path / "one")
    extract(tmp_path / "two", patients=[patient("C", "Z90002")])
    made, _ = read(tmp_path)
    assert made["person"]["practice_code"].to_pylist() == ["Z90001", "Z90001", "Z90002"]
