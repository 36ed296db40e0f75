"""A list of codes is read from tables as publishers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.sources.codelists import CodeRow, read_codelist


def a_file(folder: Path, text: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    place = folder / name
    place.write_bytes(text.encode(encoding))
    return place


@pytest.mark.parametrize("heading", ["code", "SNOMED_code", "Concept ID", "dmd_id", "ICD10 code"])
def test_the_column_of_codes_is_found_by_its_heading(tmp_path: Path, heading: str) -> None:
    read = read_codelist(a_file(tmp_path, f"n,{heading},term\n1,91999,A\n2,92999,B\n"))

    assert [(row.line, row.code, row.term) for row in read.rows] == [
        (2, "91999", "A"),
        (3, "92999", "B"),
    ]
    assert len(read.fingerprint) == 64


def test_other_delimiters_a_mark_at_the_start_and_lines_without_a_code_are_read(
    tmp_path: Path,
) -> None:
    read = read_codelist(a_file(tmp_path, "code\tterm\n91999\n\n \tB\n", encoding="utf-8-sig"))

    assert read.rows == (CodeRow(line=2, code="91999", term="", active=True),)


@pytest.mark.parametrize(
    ("heading", "value", "active"),
    [
        ("active", "0", False),
        ("active", "1", True),
        ("status", "Inactive", False),
        ("status", "current", True),
        ("inactive", "yes", False),
        ("inactive", "", True),
    ],
)
def test_a_column_says_whether_a_code_is_in_use(
    tmp_path: Path, heading: str, value: str, active: bool
) -> None:
    read = read_codelist(a_file(tmp_path, f"code,{heading}\n91999,{value}\n"))

    assert read.rows[0].active is active


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("term,group\nA,1\n", "has no column of codes; its headings are TERM, GROUP"),
        ("code,term\n", "has a heading and no code"),
        ('code,term\n91999,"A\n92999,B\n' + "x" * (1 << 20), "runs on"),
        ("", "is empty"),
    ],
)
def test_a_file_that_is_no_list_says_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(NotRight, match=said):
        read_codelist(a_file(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotRight, match="There is no file"):
        read_codelist(tmp_path / "nowhere.csv")
    with pytest.raises(NotRight, match="not a text"):
        read_codelist(a_file(tmp_path, "co\0de\n1\n"))
