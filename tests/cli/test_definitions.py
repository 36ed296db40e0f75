"""`openpcn population definitions`: list, show and check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli.main import main
from openpcn.rulebook.phenotypes import phenotypes

OWN = """
name = "own_diabetes_of_the_old"
title = "Diabetes at 80 and over"
kind = "flag"
words = "On the diabetes register, aged 80 or over."
family = "own"
version = 1
authority = "A network of ours"
status = "derived"
note = "Invented for a test."
answer = "group"

[source]
title = "Minutes of a meeting"
clause = "Item 3"
checked_on = 2026-11-22

[steps.register]
uses = "qof_diabetes"

[steps.old]
between = "age_years"
lowest = 80

[steps.group]
all = ["register", "old"]

[[vignettes]]
kind = "positive"
words = "A woman of 85 with diabetes"
as_at = 2026-03-31
answer = true
born = 1941-01-01
events = [{ on = 2010-01-01, cluster = "DM_COD" }]

[[vignettes]]
kind = "negative"
words = "A woman of 85 without"
as_at = 2026-03-31
answer = false
born = 1941-01-01

[[vignettes]]
kind = "resolved"
words = "Resolved in 2020"
as_at = 2026-03-31
answer = false
born = 1941-01-01
events = [
  { on = 2010-01-01, cluster = "DM_COD" },
  { on = 2020-01-01, cluster = "DMRES_COD" },
]

[[vignettes]]
kind = "boundary"
words = "Turns 80 on 1 March 2026"
as_at = 2026-03-01
answer = true
day_before = false
born = 1946-03-01
events = [{ on = 2010-01-01, cluster = "DM_COD" }]
"""


def answered(*words: str) -> int:
    """The exit code of a command of definitions."""
    with pytest.raises(SystemExit) as left:
        main(["population", "definitions", *words])
    return int(left.value.code or 0)


def test_definitions_are_listed_whole_or_by_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered("list") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(phenotypes()) + 1

    assert answered("list", "--family", "cms") == 0
    said = capsys.readouterr().out
    assert "cms_dementia" in said
    assert "like qof_dementia" in said
    assert "qof_asthma" not in said

    assert answered("list", "--json") == 0
    assert {one["name"] for one in json.loads(capsys.readouterr().out)} == {
        one.name for one in phenotypes()
    }


def test_a_family_that_there_is_not_is_told_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert answered("list", "--family", "qoff") == 4
    assert "Say one of b2h, charlson, cms, cohort, efi, gap, hfrs" in capsys.readouterr().err


def test_a_definition_is_shown_with_its_source_and_vignettes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert answered("show", "qof_cholesterol") == 0
    said = capsys.readouterr().out
    assert "Cholesterol register (qof_cholesterol, version 1)" in said
    assert "CHOL_REG, checked on 2026-11-22" in said
    assert "Uses       qof_chronic_kidney_disease, qof_coronary_heart_disease" in said
    assert "resolved  2026-03-31  no   Kidney disease only, which has resolved" in said

    assert answered("show", "efi_band", "--json") == 0
    assert json.loads(capsys.readouterr().out)["vignettes"][0]["answer"] == "moderate"


def test_definitions_of_one_s_own_are_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "own_diabetes_of_the_old.toml"
    place.write_text(OWN)
    assert answered("check", str(tmp_path)) == 0
    assert "1 definition of" in (said := capsys.readouterr().out)
    assert "4 vignettes came out as expected." in said
    assert answered("check", str(tmp_path), "--json") == 0
    capsys.readouterr()

    place.write_text(OWN.replace("lowest = 80", "lowest = 90"))
    assert answered("check", str(tmp_path)) == 5
    assert "the answer should be yes, and the rule says no" in capsys.readouterr().err


def test_definitions_of_one_s_own_are_kept_listed_and_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENPCN_STATE", str(tmp_path / "state"))
    place = tmp_path / "own_diabetes_of_the_old.toml"
    place.write_text(OWN)
    assert answered("add", str(place)) == 0
    assert "Diabetes at 80 and over (own_diabetes_of_the_old) is kept" in capsys.readouterr().out
    (tmp_path / "state" / "definitions" / "damaged.toml").write_text("name = ")
    assert answered("list", "--family", "own") == 0
    told = capsys.readouterr()
    assert "Diabetes at 80 and over" in told.out
    assert "damaged.toml is left out: damaged.toml cannot be read as TOML" in told.err
    assert answered("show", "own_diabetes_of_the_old") == 0
    assert "Turns 80 on 1 March 2026" in capsys.readouterr().out
    assert answered("remove", "own_diabetes_of_the_old") == 0
    assert answered("list", "--family", "own") == 4
