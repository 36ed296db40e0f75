"""`openpcn population run` and `why`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli.main import main
from tests.workflows.population.test_asking import records


def answered(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    with pytest.raises(SystemExit) as left:
        main(["population", *map(str, words)])
    told = capsys.readouterr()
    assert not left.value.code, told.err
    return told.out


@pytest.fixture
def held(tmp_path: Path) -> Path:
    return records(tmp_path / "records", synthetic=True)


DAY = ("--as-at", "2026-10-01")


def test_a_run_tells_its_size_and_its_fingerprint(
    held: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("run", "--records", held, *DAY, "--definitions", "qof_diabetes,efi_band")
    told = json.loads(answered(capsys, *asked, "--out", tmp_path / "out", "--json"))
    assert told["people"] == 2
    assert len(told["fingerprint"]) == 64
    assert (tmp_path / "out" / "people.parquet").is_file()
    words = answered(capsys, *asked, "--practice", "Z90001")
    assert told["fingerprint"] in words
    assert "not assured as a medical device" in words


def test_why_tells_a_person_and_a_practice(held: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("why", "--records", held, *DAY, "--definition", "qof_diabetes")
    person = json.loads(answered(capsys, *asked, "--person", 1, "--json"))
    assert person["answer"] is True
    assert "2020-01-01" in [one["first"]["on"] for one in person["reasons"] if one["first"]]
    assert "True" in answered(capsys, *asked, "--person", 1)
    practice = json.loads(answered(capsys, *asked, "--practice", "Z90001", "--json"))
    assert [one["person_id"] for one in practice["people"]] == [1, 2]
    assert "2020-01-01" in answered(capsys, *asked, "--practice", "Z90001")


def test_why_needs_a_person_or_a_practice(held: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["population", "why", "--records", str(held), *DAY, "--definition", "qof_diabetes"])
    assert left.value.code == 2
    assert "Name a person, or a practice." in capsys.readouterr().err


def test_records_of_people_who_exist_use_the_lists_that_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = records(tmp_path / "records", synthetic=False)
    with pytest.raises(SystemExit) as left:
        main(["population", "run", "--records", str(real), *DAY, "--definitions", "qof_diabetes"])
    assert left.value.code == 5
    assert "openpcn population codes add" in capsys.readouterr().err


def test_registers_are_held_against_the_published_ones(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("prevalence", "--records", held, *DAY, "--region", "england")
    told = json.loads(answered(capsys, *asked, "--json"))
    assert told["region"] == "England"
    assert len(told["registers"]) == 20
    words = answered(capsys, *asked, "--by-tenth")
    assert "7 or fewer" in words
    assert "published of England for 2019/20: 0 of 20 within a fifth, 20 of too few" in words
    assert "not assured as a medical device" in words
