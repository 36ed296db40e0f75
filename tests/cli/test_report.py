"""Reports on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from openpcn.cli.main import main
from tests.support.demonstration import _django_db_helper  # noqa: F401

pytestmark = pytest.mark.django_db


def run(*words: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(["report", *words])
    return left.value.code


def test_the_scrutiny_pack_is_written(
    demonstration: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.html"
    assert not run("scrutiny", "--within", "ZQ1", "--as-at", "2025-03-31", "--out", str(out))
    assert "holds the report to scrutiny" in capsys.readouterr().out
    assert "How funding is calculated" in out.read_text()


def test_a_form_that_is_not_known_is_told_before_anything_is_worked_out(
    demonstration: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("scrutiny", "--within", "ZQ1", "--out", str(tmp_path / "pack.odt"))
    assert "which form" in capsys.readouterr().err
