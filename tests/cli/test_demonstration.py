"""`openpcn demonstration --out FOLDER`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openpcn.cli.main import main


def test_the_files_are_written_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["demonstration", "--out", str(tmp_path / "new"), "--json"])
    assert left.value.code in (0, None)
    named = json.loads(capsys.readouterr().out)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == named
    assert len(named) == 50


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SystemExit) as left:
        main(["demonstration", "--out", str(tmp_path)])
    assert left.value.code == 4
    assert "is not an empty folder. Name another with --out." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
