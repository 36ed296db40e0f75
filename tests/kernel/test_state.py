"""Where an installation keeps what it knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.kernel import state


def test_the_folder_that_is_named_counts_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENPCN_STATE", str(tmp_path / "a" / ".." / "here"))
    assert state.state_folder() == tmp_path / "here"


def test_a_checkout_has_its_own_and_an_installation_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("OPENPCN_STATE")
    (tmp_path / "run.py").touch()
    monkeypatch.setattr(state, "CHECKOUT", tmp_path)
    assert state.state_folder() == tmp_path / "var"
    monkeypatch.setattr(state, "CHECKOUT", tmp_path / "site-packages")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert state.state_folder() == tmp_path / "data" / "openpcn"
