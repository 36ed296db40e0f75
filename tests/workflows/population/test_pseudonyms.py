"""People are kept under numbers that nobody can work back without the key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.population import pseudonyms
from openpcn.workflows.population.pseudonyms import (
    clinician_numbers,
    person_numbers,
    pseudonym_key,
)


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    key = pseudonym_key(tmp_path / "state")
    place = tmp_path / "state" / "pseudonym-key"
    assert (pseudonym_key(tmp_path / "state"), len(key)) == (key, 32)
    assert place.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in place.parent.iterdir()] == ["pseudonym-key"]


def test_where_two_make_a_key_at_once_the_first_one_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pseudonym_key(tmp_path)
    pseudonyms._make_key(tmp_path / "pseudonym-key")
    assert pseudonym_key(tmp_path) == first


def test_a_damaged_key_is_refused_rather_than_used(tmp_path: Path) -> None:
    (tmp_path / "pseudonym-key").write_text("not a key")
    with pytest.raises(NotRight, match="is not a key of 32 bytes"):
        pseudonym_key(tmp_path)


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotPossible, match="cannot be used"):
        pseudonym_key(tmp_path / "file")


def test_numbers_are_positive_the_same_again_and_different_for_another_key() -> None:
    key, other = os.urandom(32), os.urandom(32)
    people = [f"943 476 {n:04}" for n in range(500)]
    numbers = person_numbers(people, key)
    assert (numbers > 0).all()
    assert len(set(numbers.tolist())) == 500
    assert (numbers == person_numbers([p.replace(" ", "") for p in people], key)).all()
    assert not (numbers == person_numbers(people, other)).any()


def test_a_clinician_and_a_person_of_the_same_name_have_numbers_of_their_own() -> None:
    key = bytes(32)
    assert clinician_numbers(["A"], key)[0] > 0
    assert int(clinician_numbers(["A"], key)[0]) != int(person_numbers(["A"], key)[0])
