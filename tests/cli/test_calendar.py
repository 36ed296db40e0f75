"""The contract calendar on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from openpcn.cli.main import main
from tests.domains.world import county

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code: object = 0
    try:
        main(["calendar", "show", *words])
    except SystemExit as left:
        code = left.code
    out, err = capsys.readouterr()
    return f"{code}: {err}" if code else out


def test_the_year_of_england_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "--year", "2022/23")
    assert "Contract calendar 2022/23" in told
    assert "31 August 2022" in told
    assert told.count("Claim for people in additional roles") == 1


def test_a_networks_year_for_programs_and_as_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    county()
    file = tmp_path / "year.ics"
    words = ("U90001", "--as-at", "2024-06-01", "--ics", str(file))
    assert run(capsys, *words) == ""
    days = {str(one["summary"]) for one in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert "Practice: say whether your practice takes part" in days
    told = json.loads(run(capsys, *words, "--json"))
    assert (told["year"], told["of"]) == ("2024/25", "U90001")
    first = told["owed"][0]
    assert (first["code"], first["due_on"], first["status"]) == (
        "take_part", "2024-04-30", "verified",
    )  # fmt: skip


def test_a_year_that_is_not_held(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--year", "2018/19").startswith("4: There is no contract calendar")
