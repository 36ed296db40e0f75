"""`openpcn load` says what each file was, and its exit code whether all came in."""

from __future__ import annotations

import json
from datetime import date

import pytest

from openpcn.cli.load import watching
from openpcn.cli.main import answer
from openpcn.workflows.load_files.reports import WAITING, Join, LoadReport, Step
from tests.workflows.loading.town import write_map, write_town

pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> tuple[int, str, str]:
    try:
        answer("load", list(words))
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    # A load that an earlier test left behind may hold the lock for a moment.
    return code, said.out, said.err.replace(f"{WAITING}.\n", "")


def test_a_folder_is_loaded_and_told_in_words(tmp_path, capsys):
    code, said, trouble = run(capsys, str(write_town(tmp_path)))
    assert (code, trouble) == (0, "")
    assert "Map of GP practices to networks" in said
    assert "Totals 2025-03 to network map (2025-03): 8 of 8 practices (100.00%)" in said


def test_the_same_is_told_as_json(tmp_path, capsys):
    code, said, _ = run(capsys, str(write_town(tmp_path)), "--json")
    told = json.loads(said)
    assert code == 0
    assert told["outcomes"] == {
        "loaded": 5,
        "already_loaded": 0,
        "not_used": 0,
        "not_recognised": 0,
        "not_right": 0,
    }
    assert {file["period_on"] for file in told["files"]} >= {"2025-03-01", "2025-02-18"}
    assert all(join["share"] <= 1 for join in told["joins"])


def test_a_broken_file_is_told_and_the_exit_code_says_so(tmp_path, capsys):
    write_town(tmp_path)
    (tmp_path / "empty.csv").touch()
    code, said, trouble = run(capsys, str(tmp_path))
    assert code == 5
    assert "empty.csv is empty." in said
    assert trouble.startswith("1 of 6 files could not be loaded; the others are in.")


def test_what_is_not_known_is_told_with_what_differs(tmp_path, capsys):
    (tmp_path / "fruit.csv").write_text("apples,pears\n1,2\n", encoding="utf-8")
    code, said, _ = run(capsys, str(tmp_path))
    assert code == 0
    assert "fruit.csv: Its columns are those of no known format: APPLES, PEARS." in said
    assert "1 file in" in said


def test_a_load_that_waits_says_so_where_nobody_watches(tmp_path, capsys):
    with watching(as_json=False) as progress:
        progress(Step(done=0.0, doing=WAITING))
        progress(Step(done=0.5, doing="something else"))
    assert capsys.readouterr().err == "Waiting for another load to end.\n"


def test_ten_joins_of_the_newest_lists_come_first():
    months = [f"2025-{month:02}" for month in range(1, 13)]
    report = LoadReport(
        folder="",
        files=(),
        joins=tuple(
            Join(name=f"Totals {month} to epraccur", matched=1, of=2, unit="practices")
            for month in months
        ),
    )
    assert [join.name[7:14] for join in report.main_joins()] == months[:1:-1]


def test_a_load_is_undone_by_its_number(tmp_path, capsys):
    _, said, _ = run(capsys, str(write_map(tmp_path, date(2025, 3, 1))), "--json")
    number = json.loads(said)["files"][0]["dataset"]
    code, said, _ = run(capsys, "--undo", str(number))
    assert code == 0
    assert "no longer counts" in said
    code, _, trouble = run(capsys, "--undo", str(number))
    assert code == 4
    assert f"No file with the number {number} counts now." in trouble


def test_a_period_is_read_as_a_day(tmp_path, capsys):
    code, _, trouble = run(capsys, str(write_map(tmp_path, date(2025, 3, 1))), "--period", "March")
    assert code == 5
    assert "'March' is not a day." in trouble


def test_nothing_to_load_is_a_wrong_command_line(capsys):
    code, _, trouble = run(capsys)
    assert code == 2
    assert "Name a folder or a file to load" in trouble
