"""A practice numbers its people before records leave, and it alone can name them again."""

from __future__ import annotations

import csv
import logging
from datetime import date
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotPossible, NotRight, Refused
from openpcn.workflows.population.at_practice import Named, name_people, number_extract
from openpcn.workflows.population.loading import load_records
from openpcn.workflows.population.partitions import read_tables
from openpcn.workflows.population.pseudonyms import person_numbers
from tests.sources.records.extracts import PATIENTS, event, extract, patient, write

OURS, THEIRS, NETWORK = b"o" * 32, b"t" * 32, b"n" * 32
PEOPLE = ("943 476 5919", "943 476 5870")
LIST = ("Practice", "Person (pseudonym)", "Age band")


def a_list(place: Path, *, practice: str = "Z90001", key: bytes = OURS) -> Path:
    """A list of the practice's people, as the site exports it."""
    numbers = person_numbers(PEOPLE, key).tolist()
    return write(place, LIST, [(practice, number, "75-79") for number in numbers])


def patients(folder: Path, *, practice: str = "Z90001") -> Path:
    """The practice's own file of patients, with names."""
    rows = [(practice, who, f"Name of {who[-4:]}") for who in PEOPLE]
    return write(folder / "patients.csv", ("practice_code", "patient_id", "name"), rows)


def name(folder: Path, listed: Path, *, key: bytes = OURS, own: Path | None = None) -> Named:
    """Name a list in a folder."""
    return name_people(
        listed, own or patients(folder), practice="Z90001", key=key, out=folder / "named.csv"
    )


def rows_of(place: Path) -> list[dict[str, str]]:
    """The rows of a file of CSV."""
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_list_of_the_network_gets_names_at_the_practice_and_nowhere_else(tmp_path: Path) -> None:
    people = [[*patient(who, born="1950-05-17"), f"Name of {who}"] for who in PEOPLE]
    folder = extract(
        tmp_path / "extract",
        patients=[],
        registrations=[("Z90001", who, "2015-01-01", "") for who in PEOPLE],
        events=[event(PEOPLE[0], "2020-01-01", value=-2)],
        encounters=[("Z90001", PEOPLE[0], "2020-01-01", "", "gp", "gp", "G1234567")],
    )
    write(folder / "patients.csv", (*PATIENTS, "name"), people)
    told = number_extract(folder, practice="Z90001", key=OURS, out=tmp_path / "sent")
    sent = "".join(place.read_text() for place in (tmp_path / "sent").iterdir())
    into = tmp_path / "records"
    load_records(tmp_path / "sent", into=into, extracted_on=date(2026, 10, 1), key=NETWORK)
    tables = read_tables(into, "Z90001")
    held = tables["person"]["person_id"].to_pylist()

    assert (told.people, told.rows["event"], told.left_behind) == (2, 1, ("name",))
    assert not [who for who in (*PEOPLE, "G1234567", "Name of", "1950-05-17") if who in sent]
    assert tables["event"]["value"].to_pylist() == [-2]

    listed = write(tmp_path / "list.csv", LIST, [("Z90001", held[1], "75-79")])
    assert name(tmp_path, listed) == Named(practice="Z90001", named=1, not_found=0)
    [row] = rows_of(tmp_path / "named.csv")
    assert int(person_numbers([row["patient_id"]], OURS)[0]) == held[1]
    assert row["name"] == f"Name of {row['patient_id'][-4:]}"
    assert (tmp_path / "named.csv").stat().st_mode & 0o777 == 0o600


def test_who_has_left_stays_on_the_list_without_a_name(tmp_path: Path) -> None:
    listed = a_list(tmp_path / "list.csv")
    own = write(tmp_path / "own.csv", ("practice_code", "patient_id"), [("Z90001", PEOPLE[1])])

    assert name(tmp_path, listed, own=own) == Named(practice="Z90001", named=1, not_found=1)
    assert [row["patient_id"] for row in rows_of(tmp_path / "named.csv")] == ["", PEOPLE[1]]


def test_another_practices_people_are_not_named(tmp_path: Path) -> None:
    mixed = a_list(tmp_path / "list.csv")
    mixed.write_text(mixed.read_text() + "Z90002,5,75-79\r\n")
    with pytest.raises(Refused, match=r"^1 of the 3 people of the list are not of Z90001"):
        name(tmp_path, mixed)
    with pytest.raises(Refused, match=r"^patients.csv holds rows that are not of Z90001"):
        name(tmp_path, a_list(tmp_path / "own.csv"), own=patients(tmp_path, practice="Z90002"))
    with pytest.raises(NotRight, match=r"^None of the 2 people of own.csv"):
        name(tmp_path, tmp_path / "own.csv", key=THEIRS)
    assert not (tmp_path / "named.csv").exists()


def test_an_extract_with_another_practices_rows_does_not_leave_in_part(tmp_path: Path) -> None:
    folder = extract(tmp_path / "x", patients=[patient("A"), patient("B", "Z90002")])
    with pytest.raises(Refused, match="holds rows that are not of Z90001"):
        number_extract(folder, practice="Z90001", key=OURS, out=tmp_path / "sent")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["x"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Practice,Person\n", "has no columns Practice and Person (pseudonym)"),
        ("Practice,Person (pseudonym)\nZ90001,5.2E+18\n", "a spreadsheet has rewritten them"),
        ("Practice,Person (pseudonym)\nZ90001\n", "Row 2 of list.csv has more or fewer columns"),
        ('Practice,Person (pseudonym)\nZ90001,"5', "None of the 1 people"),
    ],
)
def test_a_damaged_list_is_refused(tmp_path: Path, text: str, said: str) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(text)
    with pytest.raises(NotRight) as trouble:
        name(tmp_path, listed)
    assert said in trouble.value.message


def test_files_that_are_none_of_the_layout_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(NotRight, match="holds no file of a GP extract"):
        number_extract(tmp_path / "x", practice="Z90001", key=OURS, out=tmp_path / "sent")
    write(tmp_path / "x" / "people.csv", ("practice_code", "patient_id", "birth_month"), [])
    with pytest.raises(NotRight, match=r"^people.csv has no column sex"):
        number_extract(tmp_path / "x", practice="Z90001", key=OURS, out=tmp_path / "sent")
    own = write(tmp_path / "own.csv", ("patient_id",), [])
    with pytest.raises(NotRight, match=r"^own.csv has no columns practice_code and patient_id"):
        name(tmp_path, a_list(tmp_path / "list.csv"), own=own)
    own.write_bytes(b"practice_code,patient_id\nZ90001,\xff\n")
    with pytest.raises(NotRight, match=r"^own.csv cannot be read as CSV in UTF-8"):
        name(tmp_path, a_list(tmp_path / "list.csv"), own=own)


def test_what_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    folder = extract(tmp_path / "x")
    (tmp_path / "named.csv").write_text("kept")
    with pytest.raises(NotPossible, match="File exists"):
        name(tmp_path, a_list(tmp_path / "list.csv"))
    with pytest.raises(NotPossible, match="File exists"):
        number_extract(folder, practice="Z90001", key=OURS, out=folder)
    assert (tmp_path / "named.csv").read_text() == "kept"


def test_nothing_that_says_who_somebody_is_reaches_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    told = name(tmp_path, a_list(tmp_path / "list.csv"))
    said = repr(told) + caplog.text + "".join(capfd.readouterr())
    numbers = [str(number) for number in person_numbers(PEOPLE, OURS).tolist()]

    assert not [word for word in (*PEOPLE, *numbers, "Name of") if word in said]
