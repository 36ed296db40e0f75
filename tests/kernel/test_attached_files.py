"""A file is taken for what it holds, whatever its ending says."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from openpcn.kernel.attached_files import LARGEST, checked_type
from openpcn.kernel.errors import NotRight


def package(*inside: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as files:
        for name in inside:
            files.writestr(name, "")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "type_"),
    [
        ("report.PDF", b"%PDF-1.7 ...", "application/pdf"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("answers.csv", "a,b\n1,é".encode(), "text/csv"),
        ("book.xlsx", package("xl/workbook.xml"), "spreadsheetml.sheet"),
        ("letter.docx", package("word/document.xml"), "wordprocessingml.document"),
    ],
)
def test_a_file_of_a_known_kind_is_taken(name: str, content: bytes, type_: str) -> None:
    assert checked_type(name, content).endswith(type_)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("run.exe", b"MZ", "of a kind that is not taken"),
        ("empty.pdf", b"", "is empty"),
        ("large.csv", b"a" * (LARGEST + 1), "larger than 5 MB"),
        ("page.pdf", b"<html><script>", "does not hold what its ending says"),
        ("book.xlsx", package("word/document.xml"), "does not hold what its ending says"),
        ("book.xlsx", b"PK\x03\x04 broken", "does not hold what its ending says"),
        ("sheet.csv", b"a\0b", "does not hold what its ending says"),
    ],
)
def test_a_file_with_a_false_ending_is_refused(name: str, content: bytes, says: str) -> None:
    with pytest.raises(NotRight, match=says):
        checked_type(name, content)
