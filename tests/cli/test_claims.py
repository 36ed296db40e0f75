"""`openpcn claims work-out`: a year's claims from a spreadsheet, without any database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli.main import main

TOP = "Name,Role,Post number,Hours,Salary,On-costs,Start,End\n"
ANN = 'Ann,Clinical pharmacist,P1,37.5,"52,000",14000,2025-04-16,\n'


def run(*words: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["claims", *words])
    assert left.value.code == 0


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    path = tmp_path / "staff.csv"
    path.write_text(TOP + ANN, encoding="utf-8")
    return path


def test_a_year_as_json(staff: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("work-out", str(staff), "--year", "2025/26", "--sum", "£60,000", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["months"][0] == {
        "month": "2025-04",
        "claimed": 2750.0,
        "payable": 2750.0,
        "above_the_sum": 0.0,
        "not_known": 0,
    }
    assert (answer["total"], answer["sum"], answer["unused"]) == (60_000.0, 60_000.0, 0.0)
    assert answer["months"][-1]["payable"] == 2250.0
    line = answer["lines"][0]
    assert (line["row"], line["days"], line["wte"], line["status"]) == (2, 15, 1.0, "verified")
    assert line["working"].startswith("£2,750.00 = £66,000.00 pay and on-costs ÷ 12 × 15/30 days")
    assert "The Pharmacist" in line["source"]
    assert "Ann" not in json.dumps(answer)


def test_the_sum_from_a_weighted_population(
    staff: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["work-out", str(staff), "--year", "2025/26", "--weighted", "30,000"]
    run(*command, "--json")
    assert json.loads(capsys.readouterr().out)["sum"] == 798_930.0
    run(*command, "--month", "2025-05")
    told = capsys.readouterr().out
    assert "May 2025, Clinical pharmacist, post P1: £5,500.00 = " in told
    assert "The year's sum is £798,930.00" in told
    assert "April 2025" not in told
    run(*command, "--json", "--baseline", "pharmacist=0.5")
    half = json.loads(capsys.readouterr().out)["lines"][1]
    assert half["amount"] == 2750.0


def test_what_is_wrong_with_rows_is_said(staff: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with staff.open("a", encoding="utf-8") as file:
        file.write("Bo,Clinical pharmacist,P1,37.5,1,1,2025-05-01,\n")
        file.write("Cy,Consultant nurse,N1,-5,1,1,2025-05-01,\n")
        file.write("Di,New salaried GP claimed by a practice,S1,20,1,1,2025-05-01,\n")
    run("work-out", str(staff), "--year", "2025/26", "--json")
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["row"], one["refused"]) for one in found] == [(3, False), (4, True), (5, False)]
    assert "Two people hold post P1" in found[0]["message"]
    assert "not reimbursed in 2025/26" in found[2]["message"]
    run("work-out", str(staff), "--year", "2025/26")
    assert "Row 4: The hours are -5." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--year", "2018/19"], "no funding rules for 2018/19"),
        (["--year", "2025"], "is not a contract year"),
        (["--year", "2025/26", "--month", "May"], "is not a month"),
        (["--year", "2025/26", "--sum", "much"], "--sum is 'much'"),
        (["--year", "2025/26", "--weighted", "-4"], "--weighted is '-4'"),
        (["--year", "2025/26", "--baseline", "king=1"], "The baseline is “king=1”"),
        (["--year", "2025/26", "--baseline", "GP=x"], "The baseline is “GP=x”"),
    ],
)
def test_what_cannot_be_worked_out_is_refused(
    staff: Path, capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    with pytest.raises(SystemExit):
        main(["claims", "work-out", str(staff), *more])
    assert says in capsys.readouterr().err


def test_a_sum_for_each_pot_of_2024_25(staff: Path, capsys: pytest.CaptureFixture[str]) -> None:
    staff.write_text(TOP + "Gwen,GP,G1,37.5,90000,20000,2024-11-01,2025-03-31\n", encoding="utf-8")
    run("work-out", str(staff), "--year", "2024/25", "--weighted", "30000", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["sum"] == 725_910.0
    assert answer["total"] == pytest.approx(92_462 * 5 / 12, abs=0.05)


def test_where_maxima_are_not_held_there_is_no_total(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(TOP + ANN, encoding="utf-8")
    command = ["work-out", str(path), "--year", "2026/27", "--weighted", "30,000"]
    run(*command)
    told = capsys.readouterr().out
    assert "Total of what is known: not known\n12 lines are not known and in no amount." in told
    assert "up to £830,040.00 of it would go unused" in told
    run(*command, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["total"], answer["not_known"]) == (None, 12)
