"""A user's copy of a published list of clinical codes: one code a line, in a table with headings.

OpenCodelists and the reference set portal both write such tables. The heading of the column of
codes differs and is found by its words; a column that says whether a code is still in use is
optional, and so is its text.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openpcn.kernel.errors import NotRight
from openpcn.sources.opening import open_text, survey
from openpcn.sources.tables import delimiter_of, plain, runs_on

CODES = (
    "CODE",
    "SNOMED_CODE",
    "SNOMEDCT_CODE",
    "SNOMED CODE",
    "SNOMED CT CODE",
    "CONCEPTID",
    "CONCEPT ID",
    "CONCEPT_ID",
    "SNOMEDCT CONCEPT ID",
    "SCTID",
    "ID",
    "DMD_ID",
    "DMD ID",
    "DMD_CODE",
    "ICD10",
    "ICD10_CODE",
    "ICD10 CODE",
    "ICD_CODE",
    "ICD CODE",
)
TERMS = (
    "TERM",
    "SNOMED_CODE_DESCRIPTION",
    "NAME",
    "NM",
    "DESCRIPTION",
    "DISPLAY",
    "CODE_DESCRIPTION",
    "FULLY SPECIFIED NAME",
)
IN_USE = ("ACTIVE", "STATUS", "IN_USE", "ACTIVE_STATUS", "ACTIVE IN REFSET")
NOT_IN_USE = ("INACTIVE", "RETIRED")
NO = {"0", "N", "NO", "FALSE", "INACTIVE", "RETIRED", "DEPRECATED"}
YES = {"1", "Y", "YES", "TRUE", "INACTIVE", "RETIRED"}


if TYPE_CHECKING:
    from _csv import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeRow:
    """A line of a list: the code as written, its text, and whether it is said to be in use."""

    line: int
    code: str
    term: str
    active: bool


@dataclass(frozen=True, kw_only=True)
class CodelistFile:
    """A list as a file has it; `fingerprint` is the SHA-256 of its bytes."""

    name: str
    fingerprint: str
    rows: tuple[CodeRow, ...]


def read_codelist(path: Path) -> CodelistFile:
    """Every line of a list with a code, as it is written; NotRight where it is no such table."""
    if not path.is_file():
        raise NotRight(f"There is no file {path}.", next_step="Give the path of a list as CSV.")
    found = survey(path, path.name)
    if found.container != "text":
        raise NotRight(
            f"{path.name} is not a text with a table.", next_step="Save the list as CSV."
        )
    delimiter = delimiter_of(found.head.splitlines()[0])
    with open_text(path, found.encoding) as stream:
        rows = _rows(csv.reader(stream, delimiter=delimiter), path.name)
    if not rows:
        raise NotRight(
            f"{path.name} has a heading and no code.",
            next_step="Fetch the list again from its publisher.",
        )
    return CodelistFile(name=path.name, fingerprint=found.fingerprint, rows=rows)


def _rows(reader: Reader, name: str) -> tuple[CodeRow, ...]:
    line = 0
    try:
        headings = [plain(heading) for heading in next(reader)]
        code_at = _code_column(headings, name)
        term_at = _column(headings, TERMS)
        yes_at, no_at = _column(headings, IN_USE), _column(headings, NOT_IN_USE)
        rows = []
        for cells in reader:
            line = reader.line_num
            if not _cell(cells, code_at).strip():
                continue
            rows.append(
                CodeRow(
                    line=line,
                    code=_cell(cells, code_at),
                    term=_cell(cells, term_at).strip(),
                    active=_cell(cells, yes_at).strip().upper() not in NO
                    and _cell(cells, no_at).strip().upper() not in YES,
                )
            )
    except csv.Error as problem:
        raise runs_on(name, line + 1) from problem
    return tuple(rows)


def _code_column(headings: list[str], name: str) -> int:
    at = _column(headings, CODES)
    if at is None:
        raise NotRight(
            f"{name} has no column of codes; its headings are {', '.join(headings)}.",
            next_step="Call the column `code`, as OpenCodelists does.",
        )
    return at


def _column(headings: list[str], words: tuple[str, ...]) -> int | None:
    return next((headings.index(word) for word in words if word in headings), None)


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""
