"""A report as a file: its form by its name, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.documents import files
from openpcn.workflows.documents.files import form_of, write_document
from openpcn.workflows.documents.word import as_word
from tests.support.report import every_part


@pytest.mark.parametrize(
    ("name", "start"), [("a.pdf", b"%PDF-"), ("a.DOCX", b"PK"), ("a.html", b"<!DOCTYPE html>")]
)
def test_the_name_says_the_form(tmp_path: Path, name: str, start: bytes) -> None:
    write_document(every_part(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["pack", "pack.doc", "pack.pdf.exe"])
def test_another_form_is_told(name: str) -> None:
    with pytest.raises(NotRight, match="which form"):
        form_of(Path(name))


def test_an_interrupted_writing_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.html"
    out.write_text("before")

    def full(self: Path, made: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NotPossible, match="No space left"):
        write_document(every_part(), out)
    assert out.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.html"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="cannot be written"):
        write_document(every_part(), tmp_path / "nowhere" / "a.html")


def test_a_template_serves_a_word_document_alone(tmp_path: Path) -> None:
    look = tmp_path / "look.docx"
    look.write_bytes(as_word(every_part()))
    write_document(every_part(), tmp_path / "a.docx", template=look)
    with pytest.raises(NotRight, match="Word document only"):
        write_document(every_part(), tmp_path / "a.pdf", template=look)
    with pytest.raises(NotPossible, match="cannot be read"):
        write_document(every_part(), tmp_path / "a.docx", template=tmp_path / "none.docx")


def test_every_form_has_a_rendering() -> None:
    assert set(files.FORMS) == {".pdf", ".docx", ".html"}
