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
