"""Two issues of a report beside each other."""

from __future__ import annotations

from openpcn.kernel.documents import Cell, Column, Footnote, Row, Table
from openpcn.workflows.reports.comparing import differences
from tests.support.report import document

COLUMNS = (Column(label="Network"), Column(label="Patients", is_number=True))


def table(*rows: Row, caption: str = "Sizes") -> Table:
    return Table(caption=caption, columns=COLUMNS, rows=rows)


def test_a_number_that_changed_is_said_with_both() -> None:
    noted = Cell(text="30,000", footnote=Footnote(text="added up"))
    found = differences(
        document(table(("North", noted), ("South", "40,000"))),
        document(table(("North", "31,000"), ("South", "40,000"))),
    )
    assert [(one.row, one.column, one.before, one.after) for one in found] == [
        ("North", "Patients", "30,000", "31,000")
    ]


def test_rows_and_tables_that_came_or_went_are_said() -> None:
    found = differences(
        document(table(("North", "1"))),
        document(table(("East", "1")), table(("a", "b"), caption="New")),
    )
    assert [(one.table, one.row, one.before, one.after) for one in found] == [
        ("Sizes", "North", "there", "not there"),
        ("Sizes", "East", "not there", "there"),
        ("New", "a", "not there", "there"),
    ]


def test_the_same_report_does_not_differ() -> None:
    assert differences(document(table(("a", "1"))), document(table(("a", "1")))) == ()


def test_a_table_of_another_year_is_compared_with_that_of_the_year_before() -> None:
    (found,) = differences(
        document(table(("Core", "1"), caption="All together, 2024/25")),
        document(table(("Core", "2"), caption="All together, 2026/27")),
    )
    assert (found.table, found.row) == ("All together, 2024/25, then All together, 2026/27", "Core")
    assert (found.before, found.after) == ("1", "2")


def test_tables_that_only_their_time_tells_apart_stay_apart() -> None:
    years = [table(("Core", str(n)), caption=f"All, 202{n}/2{n + 1}") for n in (4, 5)]
    (found,) = differences(document(*years), document(years[0]))
    assert (found.table, found.after) == ("All, 2025/26", "not there")


def test_rows_that_begin_alike_are_told_apart() -> None:
    both = (("In no network", "Lark Surgery"), ("In no network", "Wren Surgery"))
    found = differences(document(table(*both)), document(table(both[1], ("North", "1"))))
    assert "In no network: Lark Surgery" in {one.row for one in found}
