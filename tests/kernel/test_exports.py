"""A spreadsheet shows what an export says, and runs none of it."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.kernel.exports import csv_lines, safe_cell


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "-2+3", "@SUM(A1)", "  =1+1", "\t=1", "\r=1", "\n=1", "＝1+1", "\0=1"],
)
def test_a_formula_becomes_a_text(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_numbers_days_and_names_stay_as_they_are() -> None:
    assert safe_cell(-5) == "-5"
    assert safe_cell(1.5) == "1.5"
    assert safe_cell(date(2025, 3, 31)) == "2025-03-31"
    assert safe_cell(None) == ""
    assert safe_cell("The Surgery (A&B)") == "The Surgery (A&B)"


def test_an_export_has_a_heading_and_one_line_for_each_row() -> None:
    lines = list(
        csv_lines(["Practice", "Patients"], [['The "Old" Surgery, Town', 9], ["=x", None]])
    )
    assert lines == [
        "Practice,Patients\r\n",
        '"The ""Old"" Surgery, Town",9\r\n',
        "'=x,\r\n",
    ]


@settings(deadline=None)
@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_whatever_is_written_is_read_back_as_harmless_text(rows: list[list[str]]) -> None:
    text = "".join(csv_lines(["one", "two"], rows))
    read = list(csv.reader(StringIO(text, newline="")))
    assert len(read) == len(rows) + 1
    for cell in (cell for row in read for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
