"""`openpcn population codes`: add, lint and list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from openpcn.cli.main import main
from openpcn.rulebook.synthetic_codes import synthetic_codes

CODES = [code for _, code, _ in synthetic_codes("DM_COD")]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of this test's own."""
    monkeypatch.setattr(settings, "STATE", tmp_path / "state")
    return tmp_path / "state"


def answered(*words: str) -> int:
    """The exit code of a command of codes."""
    with pytest.raises(SystemExit) as left:
        main(["population", "codes", *words])
    return int(left.value.code or 0)


def a_list(folder: Path, *codes: str) -> str:
    place = folder / "diabetes.csv"
    place.write_text("code,term\n" + "".join(f"{code},x\n" for code in codes))
    return str(place)


def test_a_list_is_added_and_then_listed(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(tmp_path, *CODES)
    assert answered("add", path, "--cluster", "DM_COD", "--source", "Invented") == 0
    assert f"DM_COD now has {len(CODES)} codes of diabetes.csv." in capsys.readouterr().out

    assert answered("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("DM_COD") and "Diabetes mellitus" in line for line in lines)

    assert answered("list", "--missing", "--json") == 0
    missing = {one["cluster"] for one in json.loads(capsys.readouterr().out)}
    assert "DM_COD" not in missing
    assert "AST_COD" in missing
    assert "ICD10_F00" not in missing


def test_adding_answers_as_json(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(tmp_path, *CODES)
    assert answered("add", path, "--cluster", "DM_COD", "--json") == 0

    assert json.loads(capsys.readouterr().out)["cluster"] == "DM_COD"


def test_lint_shows_what_is_mild_and_is_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered("lint", a_list(tmp_path, CODES[0], CODES[0])) == 0

    said = capsys.readouterr().out
    assert "2 lines, 1 different code." in said
    assert "mild: it is a repetition, and counts once" in said
    assert "SHA-256 " in said


def test_lint_of_a_clean_list_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.csv"
    path.write_text("code\nmine-1\n")
    assert answered("lint", str(path), "--system", "local") == 0

    assert "Nothing is wrong with it." in capsys.readouterr().out


def test_lint_leaves_with_trouble_where_a_code_is_damaged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered("lint", a_list(tmp_path, "1.23E+17"), "--json") == 5

    said = capsys.readouterr()
    assert json.loads(said.out)["troubles"][0]["weight"] == "grave"
    assert "power of ten" in json.loads(said.err)["message"]


def test_lint_takes_the_system_of_a_cluster_and_refuses_another_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(tmp_path, "I21.0")
    assert answered("lint", path, "--cluster", "CHARLSON_MYOCARDIAL_INFARCTION") == 0
    assert "Nothing is wrong" in capsys.readouterr().out

    assert answered("lint", path, "--system", "read2") == 5
    assert "There is no system 'read2'" in capsys.readouterr().err


def test_the_lists_that_a_definition_needs_are_shown(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered("list", "--for", "qof_heart_failure_lvsd", "--json") == 0
    assert {one["cluster"] for one in json.loads(capsys.readouterr().out)} == {
        "HF_COD",
        "HFRES_COD",
        "HFLVSD_COD",
        "REDEJCFRAC_COD",
    }
    assert answered("list", "--for", "qof_gout") == 5
    assert "no definition called qof_gout" in capsys.readouterr().err
