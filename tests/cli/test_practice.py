"""`openpcn population practice number|name`: what a practice types at home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli.main import main
from openpcn.workflows.population.pseudonyms import person_numbers, pseudonym_key
from tests.sources.records.extracts import event, extract, patient, write


def type_in(*words: str) -> int:
    """Type a command; its exit code."""
    with pytest.raises(SystemExit) as left:
        main(["population", "practice", *words])
    return int(left.value.code or 0)


def test_a_practice_numbers_its_people_and_names_them_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "home"
    monkeypatch.setenv("OPENPCN_STATE", str(state))
    folder = extract(tmp_path / "x", patients=[patient("A")], events=[event("A", "2020-01-01")])
    ours = ("--practice", "Z90001", "--out")
    assert type_in("number", str(folder), *ours, str(tmp_path / "sent")) == 0
    said = capsys.readouterr().out
    assert "1 person of Z90001 is a number in" in said
    assert "Keep the key" in said
    assert type_in("number", str(folder), *ours, str(tmp_path / "again"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"]["event"] == 1

    number = int(person_numbers(["A"], pseudonym_key(state))[0])
    heading = ("Practice", "Person (pseudonym)")
    listed = write(tmp_path / "list.csv", heading, [("Z90001", number), ("Z90001", 5)])
    own = ("name", str(listed), "--patients", str(folder / "patients.csv"), *ours)
    assert type_in(*own, str(tmp_path / "named.csv")) == 0
    said = capsys.readouterr().out
    assert "1 person of Z90001 has a name in" in said
    assert "1 of the list are not among these patients" in said
    assert str(number) not in said
    assert type_in(*own, str(tmp_path / "b.csv"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["not_found"] == 1
    assert type_in(*own[:4], "--practice", "Z90002", "--out", str(tmp_path / "c.csv")) == 3
    assert "only their own practice can name them" in capsys.readouterr().err
