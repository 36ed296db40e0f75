"""Reports on the command line: what is written, and what is told instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openpcn.cli import report
from openpcn.cli.main import main
from openpcn.domains.registry.queries import structure
from tests.support.demonstration import _django_db_helper  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "today", lambda: TODAY)


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


BOARD = ("board", "--within", "ZN0001", "--month")
BOARDS = ("boards", "--within", "ZQ1", "--month", "2026-10", "--into")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("scrutiny", "--within", "", "--out", "a.pdf"), 5, "--within is empty. Name a system"),
        (("scrutiny", "--within", "ZQ1", "--as-at", "", "--out", "a.pdf"), 5, "--as-at is empty"),
        (("scrutiny", "--within", "ZQ1", "--as-at", "31/3/25", "--out", "a.pdf"), 5, "not a day"),
        (("scrutiny", "--within", "ZQ1", "--as-known", "", "--out", "a.pdf"), 5, "is empty"),
        (
            ("scrutiny", "--within", "ZQ1", "--as-known", "2027-01-01", "--out", "a.pdf"),
            5,
            "Nobody knows yet what we will know on 1 January 2027.",
        ),
        (("scrutiny", "--within", "ZQ1", "--as-at", "2040-01-01", "--out", "a.pdf"), 5, "nobody"),
        (("scrutiny", "--within", "ZN0001", "--out", "a.pdf"), 4, "(ZN0001) is a network, not a"),
        (("scrutiny", "--within", "NONE", "--out", "a.pdf"), 4, "with the code NONE"),
        (("scrutiny", "--within", "ZQ1", "--out", "pack.odt"), 5, "“pack.odt” does not say which"),
        (("scrutiny", "--within", "ZQ1", "--out", ""), 5, "No file is named."),
        (("scrutiny", "--within", "ZQ1", "--out", "folder.pdf"), 4, "folder.pdf is a folder."),
        (("scrutiny", "--within", "ZQ1", "--out", "gone/a.pdf"), 4, "gone is no folder."),
        (
            ("scrutiny", "--within", "ZQ1", "--out", "a.pdf", "--template", "kept.pdf"),
            5,
            "gives its look to a Word document only",
        ),
        (
            ("scrutiny", "--within", "ZQ1", "--out", "a.docx", "--template", "kept.pdf"),
            5,
            "The template is not a Word document.",
        ),
        (("scrutiny", "--within", "ZQ1", "--out", "a.docx", "--template", "gone.docx"), 4, "gone"),
        ((*BOARD, "2035-10", "--out", "kept.pdf"), 4, "October 2035 has not begun"),
        ((*BOARD, "2026-12", "--out", "kept.pdf"), 4, "December 2026 has not begun"),
        ((*BOARD, "", "--out", "kept.pdf"), 5, "--month is empty. Type the month"),
        ((*BOARD, "October", "--out", "kept.pdf"), 5, "“October” is no month"),
        ((*BOARD, "2026-13", "--out", "kept.pdf"), 5, "“2026-13” is no month"),
        ((*BOARD, "2026-10", "--out", "x.odt"), 5, "“x.odt” does not say which form"),
        (
            ("board", "--within", "ZQ1", "--month", "2026-10", "--out", "a.pdf"),
            5,
            "openpcn report boards writes the papers of all its networks",
        ),
        (
            ("position", "--within", " ", "--month", "2026-10", "--out", "a.pdf"),
            5,
            "Name a network",
        ),
        (("position", "--within", "ZN0001", "--month", "", "--out", "a.pdf"), 5, "is empty"),
        (
            ("boards", "--within", "ZN0001", "--month", "2026-10", "--into", "papers"),
            4,
            "openpcn report board writes the paper of a network.",
        ),
        (
            ("boards", "--within", "ZQ1", "--month", "2027-03", "--into", "papers"),
            4,
            "March 2027 has not begun",
        ),
        ((*BOARDS, ""), 5, "--into is empty."),
        ((*BOARDS, "kept.pdf"), 4, "kept.pdf cannot be a folder"),
        ((*BOARDS, "papers", "--form", "odt"), 5, "Papers have no form “odt”. Write --form pdf"),
        ((*BOARDS, "papers", "--form", ""), 5, "Papers have no form “”."),
    ],
)
def test_what_cannot_be_made_is_told_with_what_to_do_and_what_was_there_stays(
    demonstration: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept.pdf").write_text("kept")
    (tmp_path / "folder.pdf").mkdir()
    assert run(*words) == code
    message = capsys.readouterr().err
    assert told in message
    assert message.count(".") >= 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder.pdf", "kept.pdf"]
    assert (tmp_path / "kept.pdf").read_text() == "kept"


def test_a_month_without_networks_says_so_rather_than_write_no_paper(
    demonstration: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(structure, "networks", lambda **_asked: [])
    assert run(*BOARDS, str(tmp_path / "papers")) == 4
    assert "No network of ZQ1 is held on 31 October 2026" in capsys.readouterr().err
    assert not (tmp_path / "papers").exists()
