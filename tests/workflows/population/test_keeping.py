"""Records are kept whole or not at all, one practice at a time."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.workflows.population import partitions, swapping
from openpcn.workflows.population.codebook import CodeBook, read_codes
from openpcn.workflows.population.keeping import SYNTHETIC, held_in, only_writer, practices_in
from openpcn.workflows.population.partitions import (
    Partition,
    check_partition,
    read_tables,
    write_partition,
)
from tests.workflows.population.records import CODES, TODAY, tables


def keep(records: Path, people: int = 3, practice: str = "Z90001", **more: object) -> Partition:
    """Keep a practice of so many people."""
    about = {"source": "a test", "extracted_on": TODAY, "synthetic": True, **more}
    with only_writer(records) as book:
        book.numbers(CODES)
        book.keep()
        return write_partition(records, practice, tables(people, practice=practice), **about)  # type: ignore[arg-type]


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    about = keep(tmp_path)
    assert (about.people, about.events, about.encounters) == (3, 6, 3)
    assert (about.first_on, about.last_on) == (tables()["event"]["on"][0].as_py(), TODAY)
    read = read_tables(tmp_path, "Z90001")
    assert {name: table.replace_schema_metadata(None) for name, table in read.items()} == tables()
    assert read_codes(tmp_path) == CODES


def test_the_manifest_counts_every_practice_and_says_that_people_are_invented(
    tmp_path: Path,
) -> None:
    keep(tmp_path, 3)
    keep(tmp_path, 5, "Z90002")
    held = held_in(tmp_path)
    assert (held.people, held.events, held.is_synthetic, held.label) == (8, 16, True, SYNTHETIC)
    told = json.loads((tmp_path / "manifest.json").read_text())
    assert [each["practice"] for each in told["practices"]] == ["Z90001", "Z90002"]
    assert told["not_assured"] == "OpenPCN is not assured as a medical device."


def test_records_of_real_and_invented_people_side_by_side_are_labelled_in_part(
    tmp_path: Path,
) -> None:
    keep(tmp_path)
    keep(tmp_path, practice="Z90002", synthetic=False)
    held = held_in(tmp_path)
    assert (held.is_synthetic, held.label) == (False, "1 of 2 practices hold synthetic records.")


def test_the_same_values_have_the_same_fingerprint_and_others_another(tmp_path: Path) -> None:
    one, same, other = keep(tmp_path), keep(tmp_path / "again"), keep(tmp_path / "more", 4)
    assert one.fingerprint == same.fingerprint != other.fingerprint


def test_rows_out_of_order_are_put_in_order(tmp_path: Path) -> None:
    mixed = {name: table.take(list(range(len(table)))[::-1]) for name, table in tables().items()}
    with only_writer(tmp_path):
        write_partition(
            tmp_path, "Z90001", mixed, source="a test", extracted_on=None, synthetic=True
        )
    assert read_tables(tmp_path, "Z90001")["event"]["on"] == tables()["event"]["on"]
    assert (read_tables(tmp_path, "Z90001")["person"]["person_id"].to_pylist()) == [1, 2, 3]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_refresh_replaces_one_practice_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(swapping, "exchange", lambda one, other: False)
    keep(tmp_path, 3)
    keep(tmp_path, 3, "Z90002")
    keep(tmp_path, 7)
    assert [each.people for each in held_in(tmp_path).practices] == [7, 3]
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        ".lock",
        "code.parquet",
        "manifest.json",
        "practice=Z90001",
        "practice=Z90002",
    ]


def test_a_full_disk_is_said_and_what_was_held_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keep(tmp_path, 3)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(NotPossible) as refused:
        keep(tmp_path, 9)
    assert "the disk is full. What was held before is unchanged." in refused.value.message
    assert "then load Z90001 again" in refused.value.next_step
    monkeypatch.undo()
    assert check_partition(tmp_path, "Z90001") == before
    assert not list(tmp_path.glob(".writing-*"))


def test_a_disk_that_cannot_be_written_is_told_from_a_full_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(partitions, "put_in_place", broken)
    with pytest.raises(NotPossible, match="Input/output error"):
        keep(tmp_path)


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from openpcn.workflows.population import partitions
    from tests.workflows.population.test_keeping import keep

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    {when}
    keep(Path(sys.argv[1]), 9)
"""


@pytest.mark.parametrize(
    ("when", "people"),
    [
        ("partitions.put_in_place = die", 3),
        ("partitions.sync_file = die", 3),
        ("from openpcn.workflows.population import keeping; keeping.write_manifest = die", 9),
    ],
    ids=["before it is in place", "half-written", "before the manifest"],
)
def test_a_refresh_that_is_killed_leaves_the_old_or_the_new_and_never_half(
    tmp_path: Path, when: str, people: int
) -> None:
    keep(tmp_path, 3)
    program = textwrap.dedent(KILLED.format(when=when))
    here = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(here)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    assert check_partition(tmp_path, "Z90001").people == people
    assert practices_in(tmp_path) == ("Z90001",)
    assert keep(tmp_path, 4).people == 4
    assert not list(tmp_path.glob(".writing-*"))


def test_a_folder_that_had_stepped_aside_comes_back_at_the_next_writing(tmp_path: Path) -> None:
    keep(tmp_path, 3)
    (tmp_path / "practice=Z90001").rename(tmp_path / ".aside-practice=Z90001")
    keep(tmp_path, 3, "Z90002")
    assert practices_in(tmp_path) == ("Z90001", "Z90002")


def test_a_folder_that_had_stepped_aside_for_a_finished_one_is_cleared(tmp_path: Path) -> None:
    keep(tmp_path, 3)
    (tmp_path / ".aside-practice=Z90001").mkdir()
    (tmp_path / ".writing-code.parquet").write_bytes(b"half")
    keep(tmp_path, 4)
    assert not list(tmp_path.glob(".[aw][sr]*"))


def test_a_half_written_folder_is_not_a_partition(tmp_path: Path) -> None:
    keep(tmp_path, 3)
    half = tmp_path / "practice=Z90009"
    half.mkdir()
    pq.write_table(tables()["event"], half / "event.parquet")
    assert practices_in(tmp_path) == ("Z90001",)


def test_a_file_of_another_schema_names_the_column_and_what_to_do(tmp_path: Path) -> None:
    keep(tmp_path)
    place = tmp_path / "practice=Z90001" / "event.parquet"
    table = pq.read_table(place, partitioning=None)
    at = table.schema.get_field_index("on")
    pq.write_table(table.set_column(at, "on", table["on"].cast(pa.string())), place)
    with pytest.raises(NotRight) as refused:
        read_tables(tmp_path, "Z90001")
    assert refused.value.message == (
        "The records of Z90001 are not as they were written: "
        "event.parquet: column on is string, not date32[day]."
    )
    assert refused.value.next_step == "Load Z90001 again; its folder is then replaced."


def test_a_file_that_is_missing_cut_short_or_of_another_refresh_is_refused(tmp_path: Path) -> None:
    keep(tmp_path)
    keep(tmp_path / "other", 4)
    folder = tmp_path / "practice=Z90001"
    (folder / "encounter.parquet").unlink()
    whole = (folder / "event.parquet").read_bytes()
    (folder / "event.parquet").write_bytes(whole[: len(whole) // 2])
    other = tmp_path / "other" / "practice=Z90001" / "person.parquet"
    (folder / "person.parquet").write_bytes(other.read_bytes())
    with pytest.raises(NotRight) as refused:
        check_partition(tmp_path, "Z90001")
    assert "person.parquet is of another refresh" in refused.value.message
    assert "event.parquet is not whole" in refused.value.message
    assert "encounter.parquet is missing" in refused.value.message


def test_a_table_without_a_needed_value_is_not_written(tmp_path: Path) -> None:
    made = tables()
    nameless = made["event"].set_column(0, "person_id", pa.array([None] * 6, pa.int64()))
    with only_writer(tmp_path), pytest.raises(NotRight, match="person_id is empty in 6 rows"):
        write_partition(
            tmp_path,
            "Z90001",
            made | {"event": nameless},
            source="",
            extracted_on=None,
            synthetic=True,
        )


def test_a_code_that_could_lead_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="cannot be the code of a practice"):
        read_tables(tmp_path, "../secrets")


def test_a_practice_or_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="holds no records of Z90001"):
        read_tables(tmp_path, "Z90001")
    with pytest.raises(NotFound, match="There is no folder"):
        held_in(tmp_path / "nowhere")


def test_only_one_writes_at_a_time(tmp_path: Path) -> None:
    with (
        only_writer(tmp_path),
        pytest.raises(NotPossible, match="Other records are being written"),
        only_writer(tmp_path),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(NotPossible, match="Not a directory"),
        only_writer(tmp_path / "file" / "records"),
    ):
        pass


def test_numbers_of_codes_stay_when_codes_are_added(tmp_path: Path) -> None:
    book = CodeBook(tmp_path)
    assert book.numbers(CODES).tolist() == [0, 1]
    book.keep()
    again = CodeBook(tmp_path)
    assert again.numbers([("local", "x", "X"), CODES[1]]).tolist() == [2, 1]
    again.keep()
    assert (len(again), read_codes(tmp_path)) == (3, [*CODES, ("local", "x", "X")])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda place: place.unlink(), "it is missing"),
        (lambda place: place.write_bytes(b"PAR1 half"), "it is not whole"),
        (lambda place: pq.write_table(tables()["event"], place), "column system is missing"),
    ],
    ids=["missing", "cut short", "another table"],
)
def test_a_list_of_codes_that_cannot_be_used_says_why(
    tmp_path: Path, spoil: object, said: str
) -> None:
    keep(tmp_path)
    spoil(tmp_path / "code.parquet")  # type: ignore[operator]
    with pytest.raises(NotRight, match=said):
        read_codes(tmp_path)
