"""`openpcn population generate` and `openpcn population load`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli.main import main
from openpcn.workflows.population.keeping import held_in
from tests.sources.records.extracts import event, extract, patient


def type_in(*words: str) -> int:
    """Type a command; its exit code."""
    with pytest.raises(SystemExit) as left:
        main(["population", *words])
    return int(left.value.code or 0)


def test_people_are_made_for_one_practice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "records"
    assert type_in("generate", "--people", "300", "--only", "Z90001", "--years", "1",
                   "--out", str(out)) == 0  # fmt: skip
    said = capsys.readouterr().out
    assert said.startswith("300 people of 1 practices with ")
    assert "All are invented; prevalence is as published for East Midlands." in said
    assert "OpenPCN is not assured as a medical device." in said
    assert held_in(out).is_synthetic


def test_a_region_without_figures_is_said_with_those_that_have_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "records")
    assert type_in("generate", "--people", "300", "--region", "Wales", "--out", out, "--json") == 4
    told = json.loads(capsys.readouterr().err)
    assert told["message"] == "There are no published figures for the region 'Wales'."
    assert "East Midlands" in told["next_step"]


@pytest.mark.django_db
def test_an_extract_is_loaded_and_what_became_of_it_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = [event("A", "2020-01-01"), event("A", "2020-01-01", "1.23E+17")]
    folder = extract(tmp_path / "x", patients=[patient("A")], events=events)
    into = str(tmp_path / "records")
    assert type_in("load", str(folder), "--into", into, "--extracted-on", "2026-10-01") == 0
    said = capsys.readouterr().out
    assert "GP extract (CSV), taken on 2026-10-01." in said
    assert "1  event has a code that cannot be: a spreadsheet has written it" in said
    assert f"The rejected rows are listed in {into}/quarantine." in said
    assert "OpenPCN is not assured as a medical device." in said
    assert type_in("load", str(folder), "--into", into, "--json", "--synthetic") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["practices"][0]["events"] == 1
    assert told["label"].startswith("Synthetic")


@pytest.mark.django_db
def test_a_folder_that_holds_no_records_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    assert type_in("load", str(tmp_path), "--into", str(tmp_path / "records")) == 5
    assert "holds no records that we can read" in capsys.readouterr().err
