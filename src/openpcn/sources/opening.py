"""Open a published file however it was saved, within bounds, and say what cannot be read."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpcn.kernel.errors import NotRight

CHUNK = 1 << 20
LARGEST = 2 << 30
"""Bytes that a file may have when unpacked."""
LARGEST_WORKBOOK = 100 << 20
LONGEST_LINE = 8 << 20
"""Bytes of a line of a table; GeoJSON may stand on one line and is read in pieces."""
RATIO_COUNTS_FROM = 20 << 20
LARGEST_RATIO = 200
"""Published files unpack to 5-30 times their size; a trap unpacks to 1,000 times."""

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What one pass over a file found: its fingerprint, its size, and how it was saved."""

    name: str
    fingerprint: str
    """SHA-256 of the bytes; of the unpacked bytes where the file is gzip."""
    size: int
    """Bytes, unpacked."""
    container: str
    """text, workbook or other."""
    encoding: str
    head: str
    """The first characters, for those who look at a file that is no table."""


def survey(path: Path, name: str) -> Survey:
    """Read a file once: fingerprint, encoding, and whether it is whole and within bounds."""
    head = _first_bytes(path, name)
    if not head.strip():
        raise NotRight(
            f"{name} is empty.", next_step="Fetch the file again from its publisher, then load it."
        )
    if head.startswith(ZIP):
        return _survey_workbook(path, name)
    encoding = _encoding_from_mark(head)
    if encoding == "utf-8" and b"\0" in head.split(b"\n", 1)[0]:
        return Survey(name=name, fingerprint="", size=0, container="other", encoding="", head="")
    return _survey_text(path, name, encoding, head)


def open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    """The text of a surveyed file, unpacked where it is gzip, with line ends as they are."""
    with path.open("rb") as start:
        is_packed = start.read(2) == GZIP
    return io.TextIOWrapper(
        gzip.GzipFile(path, "rb") if is_packed else path.open("rb", buffering=CHUNK),
        encoding=encoding,
        errors="replace" if encoding == "cp1252" else "strict",
        newline="",
    )


def _first_bytes(path: Path, name: str) -> bytes:
    return next(_chunks(path, name), b"")[:65536]


def _chunks(path: Path, name: str) -> Iterator[bytes]:
    """The bytes of a file, unpacked, refusing a file that is cut off or unpacks beyond bounds."""
    packed_size = path.stat().st_size
    with path.open("rb") as raw:
        is_packed = raw.read(2) == GZIP
        raw.seek(0)
        stream = gzip.GzipFile(fileobj=raw) if is_packed else raw
        size = 0
        while True:
            try:
                chunk = stream.read(CHUNK)
            except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
                raise _cut_off(name) from problem
            if not chunk:
                return
            size += len(chunk)
            _stay_within_bounds(name, size, packed_size, LARGEST)
            yield chunk


def _stay_within_bounds(name: str, size: int, packed_size: int, largest: int) -> None:
    swells = size > RATIO_COUNTS_FROM and size > packed_size * LARGEST_RATIO
    if size > largest or swells:
        raise NotRight(
            f"{name} unpacks to more than {size >> 20:,} MB from {max(packed_size >> 10, 1):,} kB, "
            "which no published file does.",
            next_step="Check where it came from; if it is genuine, unpack it yourself and load "
            "it in parts.",
        )


def _cut_off(name: str) -> NotRight:
    return NotRight(
        f"{name} ends before it is complete.",
        next_step="Fetch it again; the download or copy was cut off.",
    )


def _encoding_from_mark(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) >= 4 and head[1] == 0 and head[3] == 0 and head[0] and head[2]:
        return "utf-16-le"
    if len(head) >= 4 and head[0] == 0 and head[2] == 0 and head[1] and head[3]:
        return "utf-16-be"
    return "utf-8"


def _survey_text(path: Path, name: str, encoding: str, head: bytes) -> Survey:
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    is_utf_8, size, lines = encoding.startswith("utf-8"), 0, 0
    is_table, unbroken = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] not in (b"{", b"["), 0
    for chunk in _chunks(path, name):
        digest.update(chunk)
        size += len(chunk)
        unbroken = _unbroken_after(chunk, unbroken)
        if is_table and unbroken > LONGEST_LINE:
            raise _line_too_long(name)
        if encoding.startswith("utf-16"):
            continue
        if b"\0" in chunk:
            raise _holds_nul(name, lines + chunk[: chunk.index(b"\0")].count(b"\n") + 1)
        lines += chunk.count(b"\n")
        is_utf_8 = is_utf_8 and _continues(decoder, chunk)
    if is_utf_8 and not _continues(decoder, b"", final=True):
        is_utf_8 = False
    if encoding.startswith("utf-8") and not is_utf_8:
        encoding = "cp1252"
    return Survey(
        name=name,
        fingerprint=digest.hexdigest(),
        size=size,
        container="text",
        encoding=encoding,
        head=head.decode(encoding, errors="replace").lstrip("\ufeff"),
    )


def _unbroken_after(chunk: bytes, before: int) -> int:
    """Bytes since the last end of a line."""
    last = chunk.rfind(b"\n")
    return before + len(chunk) if last < 0 else len(chunk) - last - 1


def _line_too_long(name: str) -> NotRight:
    return NotRight(
        f"{name} has a line of more than {LONGEST_LINE >> 20} MB, which no table has.",
        next_step="Check that it is the file you mean, and fetch it again.",
    )


def _continues(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _holds_nul(name: str, line: int) -> NotRight:
    return NotRight(
        f"{name}, line {line}, holds a byte of value zero, which no text has.",
        next_step="Fetch the file again, or open it and save it as CSV UTF-8, then load it.",
    )


def _survey_workbook(path: Path, name: str) -> Survey:
    """Unpack every part of a workbook once, so that a trap or a cut is met here and not later."""
    digest = hashlib.sha256(path.read_bytes())
    packed_size, size = path.stat().st_size, 0
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            for part in parts.infolist():
                with parts.open(part) as stream:
                    while chunk := stream.read(CHUNK):
                        size += len(chunk)
                        _stay_within_bounds(name, size, packed_size, LARGEST_WORKBOOK)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise _cut_off(name) from problem
    container = "workbook" if "xl/workbook.xml" in names else "other"
    return Survey(
        name=name,
        fingerprint=digest.hexdigest(),
        size=size,
        container=container,
        encoding="",
        head="",
    )
