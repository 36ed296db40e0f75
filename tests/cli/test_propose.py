"""`openpcn networks propose` and the review of a plan, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli import main as program
from openpcn.cli import propose

ROWS = [
    "practice_code,registered_patients,easting,northing,area_code",
    "Z90000,20000,450000,300000,A",
    "Z90001,14000,451000,300700,A",
    "Z90002,21000,452000,300000,A",
    "Z90003,16000,453000,300700,A",
]


@pytest.fixture
def practices(tmp_path: Path) -> Path:
    """A town of four practices."""
    path = tmp_path / "practices.csv"
    path.write_text("\n".join(ROWS))
    return path


def run(*words: object) -> None:
    try:
        program.main(["networks", *map(str, words)])
    except SystemExit as left:
        if left.code:
            raise


def test_a_proposal_is_printed_as_json_and_written(
    practices: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, near = tmp_path / "plan.csv", tmp_path / "near.csv"
    run(
        *("propose", "--practices", practices, "--smallest", 30_000, "--largest", 50_000),
        *("--within", "A", "--count", 2, "--seed", 3, "--seconds", 20, "--keep-today", 0.5),
        *("--out", plan, "--neighbours-out", near, "--json"),
    )
    said = json.loads(capsys.readouterr().out)
    assert set(said) >= {
        "networks",
        "objective_km_per_patient",
        "lower_bound_km_per_patient",
        "gap",
        "areas",
        "patients_moved",
        "seconds",
        "seed",
    }
    assert set(said["networks"][0]) >= {
        "network",
        "practices",
        "registered_patients",
        "in_band",
        "contiguous",
        "reasons",
    }
    assert set(said["areas"][0]) >= {"area_code", "proved_optimal", "gap", "seconds"}
    assert plan.read_text().splitlines()[0] == "practice_code,network"
    assert len(plan.read_text().splitlines()) == 5
    run("review", plan, "--practices", practices, "--json")
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_proposal_is_told_to_a_person(
    practices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("propose", "--practices", practices, "--together", "z90000,Z90001", "--seconds", 20)
    said = capsys.readouterr().out
    assert "2 networks, 2 inside 30,000 to 50,000." in said
    assert "Proved best in 1 of 1 areas" in said
    run("propose", "--practices", practices, "--count", "free", "--target", 99, "--seconds", 20)
    assert "drifts towards many small networks" in capsys.readouterr().out


def test_reasons_and_moved_patients_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"{ROWS[0]},current_network\nZ90000,80000,450000,300000,A,U90001\n")
    run("propose", "--practices", path)
    said = capsys.readouterr().out
    assert "U90001: Z90000 has 80,000 patients, more than 50,000" in said
    assert "0 patients whose practice changes network." in said


def test_a_review_tells_what_needs_attention(
    practices: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("practice_code,network\nZ90000,N1\nZ90001,N2\nZ90002,N2\nZ90003,N2\n")
    run("review", plan, "--practices", practices)
    said = capsys.readouterr().out
    assert "N1  10,000 patients below 30,000" in said
    assert "The smallest change that would mend it: Z90001 (14,000 patients) joins N1." in said
    plan.write_text("practice_code,network\nZ90000,N1\nZ90001,N1\nZ90002,N2\nZ90003,N2\n")
    run("review", plan, "--practices", practices)
    assert "Nothing needs attention." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["propose"], "Add --practices practices.csv."),
        (["propose", "--practices", "P", "--count", "two"], "'two' is not a number of networks"),
        (["propose", "--practices", "P", "--together", "Z90000"], "A lock names one practice."),
        (["propose", "--practices", "P", "--target", "0"], "--target is 0."),
        (["propose", "--practices", "P", "--keep-today", "-1"], "--keep-today is -1."),
        (["propose", "--practices", "P", "--seconds", "0"], "--seconds is 0."),
        (["propose", "--practices", "P", "--balance", "x"], "--balance is 'x'."),
        (["propose", "--practices", "P", "--balance", "x=much"], "--balance is 'x=much'."),
        (["propose", "--practices", "P", "--stays", "z90009"], "Z90009 are to stay"),
        (["propose", "--practices", "P", "--travel", "none.csv"], "There is no file none.csv."),
        (["propose", "--practices", "P", "--smallest", "60000"], "is above the largest"),
        (["review", "--practices", "P"], "No plan was named."),
        (["review", "none.csv"], "No file of practices was named."),
        (["review", "none.csv", "--practices", "P"], "There is no file none.csv."),
        (["review", "none.csv", "--practices", "P", "--smallest", "0"], "or not above 0"),
    ],
)
def test_what_cannot_be_done_is_said(
    practices: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(*(practices if word == "P" else word for word in words))
    assert left.value.code == 5
    assert said in capsys.readouterr().err


def test_every_option_of_a_proposal_is_one_of_a_review(
    practices: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ROWS[1:]
    extra = [f"{row},U{at // 2},0.{at + 1}" for at, row in enumerate(rows)]
    practices.write_text("\n".join([f"{ROWS[0]},current_network,need", *extra]))
    travel = tmp_path / "travel.csv"
    travel.write_text("from_practice,to_practice,minutes\nZ90000,Z90001,4\n")
    plan, near = tmp_path / "plan.csv", tmp_path / "near.csv"
    asked = [
        *("--practices", practices, "--within", "A", "--smallest", 30_000, "--largest", 50_000),
        *("--soft-largest", 60_000, "--travel", travel, "--detour", 1.2, "--count", 2),
        *("--target", 40_000, "--keep-today", 0.5, "--balance", "need=0.1"),
        *("--together", "Z90000,Z90001", "--apart", "Z90000,Z90003", "--stays", "Z90000"),
        *("--seed", 1, "--seconds", 20, "--neighbours-out", near),
    ]
    run("propose", *asked, "--out", plan)
    said = capsys.readouterr().out
    assert "0 patients whose practice changes network." in said
    assert "Distances are minutes from travel.csv. 5 of 6 pairs are not in it" in said
    near.unlink()
    run("review", plan, *asked)
    said = capsys.readouterr().out
    assert "Nothing needs attention." in said
    assert "0 patients whose practice changes network." in said
    assert near.read_text().startswith("practice_code,neighbour_code")
    run("review", plan, *asked, "--count", 3)
    assert "3 networks were asked for, and the plan has 2." in capsys.readouterr().out


def test_a_proposal_that_is_ended_from_outside_leaves_at_once() -> None:
    with pytest.raises(SystemExit) as left:
        propose.leave(15, None)
    assert left.value.code == 143
