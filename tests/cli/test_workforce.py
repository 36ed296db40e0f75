"""Staff on the command line: the paper, tables and projections, for reading and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli.main import main
from openpcn.rulebook.reading import shipped
from tests.support.staff import _django_db_helper, county_with_staff, staffed

__all__ = ["_django_db_helper", "county_with_staff", "staffed"]
ON = ("--as-at", "2024-06-01")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code: object = 0
    try:
        main(["workforce", *words])
    except SystemExit as left:
        code = left.code
    out, err = capsys.readouterr()
    return f"{code}: {err}" if code else out


def test_the_paper_is_recomputed_without_any_database(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "recompute")
    assert "21 agree and 19 contradict" in told
    assert "Vacancies, ELRCCG, All roles: 4 of 4 percentages follow from 11 vacancies" in told
    fewer = run(capsys, "recompute", "--differences")
    assert "Agrees" not in fewer
    rows = json.loads(run(capsys, "recompute", "--json"))["rows"]
    assert len(rows) == 40
    assert {"sum", "ratio", "count", "percentage", "base", "agrees"} == {r["kind"] for r in rows}


def test_another_paper_of_the_same_layout_is_recomputed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    paper = tmp_path / "paper.toml"
    text = shipped("workforce/leicester-2016.toml").replace("391859", "391860")
    paper.write_text(text, encoding="utf-8")
    assert "22 agree and 18 contradict" in run(capsys, "recompute", "--paper", str(paper))
    missing = run(capsys, "recompute", "--paper", str(tmp_path / "none.toml"))
    assert missing.startswith("4: There is no file none.toml.")


@pytest.mark.usefixtures("staffed")
def test_tables_are_printed_and_given_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "show", "P91", *ON)
    assert "North PCN" in told
    assert "Mean of the year to 2024-03-31" in told
    found = json.loads(run(capsys, "show", "P91", *ON, "--json"))
    assert found["is_mean_of_year"]
    assert found["rows"][-1]["practices"] == 3
    assert found["rows"][-1]["contracts"] == {"GMS": 2, "APMS": 1}
    assert run(capsys, "show", "P91", "--as-at", "2026-06-01").startswith("4: Staff of P91 are")
    assert run(capsys, "show", "Y91", *ON).startswith("5: Y91 is a region.")


@pytest.mark.usefixtures("staffed")
def test_a_projection_is_printed_and_given_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "project", "Q91", *ON, "--years", "3", "--leaving", "9")
    assert "Leaving, not to retire: 9.00 % a year (typed)" in told
    assert "Held back and told, mean error:" in told
    found = json.loads(run(capsys, "project", "Q91", *ON, "--staff", "nurses", "--json"))
    assert [each["year"] for each in found["years"]] == list(range(2025, 2035))
    assert found["held_back"][0]["tests"] == 5
    assert run(capsys, "project", "Z90006", *ON).startswith("4: No staff of Z90006 are held")
    assert run(capsys, "project", "Q91", *ON, "--staff", "elves").startswith("5: There is no staff")
