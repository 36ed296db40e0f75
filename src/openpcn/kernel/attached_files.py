"""Which files may stand with a record: told by what they hold, never by their ending alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpcn.kernel.errors import NotRight

LARGEST = 5 * 1024 * 1024
"""Bytes."""
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """A kind of file: its type, how it begins, and for a package a file that it must hold."""

    type: str
    begins: bytes = b""
    holds: str = ""


KINDS: Mapping[str, FileKind] = {
    ".pdf": FileKind(type="application/pdf", begins=b"%PDF-"),
    ".png": FileKind(type="image/png", begins=b"\x89PNG\r\n\x1a\n"),
    ".jpg": FileKind(type="image/jpeg", begins=b"\xff\xd8\xff"),
    ".jpeg": FileKind(type="image/jpeg", begins=b"\xff\xd8\xff"),
    ".xlsx": FileKind(
        type=f"{OFFICE}.spreadsheetml.sheet", begins=b"PK\x03\x04", holds="xl/workbook.xml"
    ),
    ".docx": FileKind(
        type=f"{OFFICE}.wordprocessingml.document", begins=b"PK\x03\x04", holds="word/document.xml"
    ),
    ".csv": FileKind(type="text/csv"),
}
"""By ending. A CSV is any text."""


def checked_type(name: str, content: bytes) -> str:
    """The type of a file; NotRight where it is none that is taken or not what its name says."""
    ending = next((one for one in KINDS if name.lower().endswith(one)), "")
    if not ending:
        raise NotRight(
            f"{name[:60]} is of a kind that is not taken.",
            next_step=f"Attach one of: {', '.join(KINDS)}.",
        )
    if not content:
        raise NotRight(f"{name[:60]} is empty.", next_step="Attach the file again.")
    if len(content) > LARGEST:
        raise NotRight(
            f"{name[:60]} is larger than {LARGEST // 1024**2} MB.",
            next_step="Attach a smaller copy.",
        )
    if not is_what_it_says(KINDS[ending], content):
        raise NotRight(
            f"{name[:60]} does not hold what its ending says.",
            next_step="Save it again as what it is, then attach it.",
        )
    return KINDS[ending].type


def is_what_it_says(kind: FileKind, content: bytes) -> bool:
    """Whether a file begins, and where it is a package holds, what its kind asks for."""
    if not content.startswith(kind.begins):
        return False
    if kind.holds:
        try:
            with ZipFile(BytesIO(content)) as package:
                return kind.holds in package.namelist()
        except BadZipFile:
            return False
    return bool(kind.begins) or is_text(content)


def is_text(content: bytes) -> bool:
    """Whether bytes are text without signs that no text has."""
    return b"\0" not in content
