"""A statement as a workbook: its lines, its months, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from openpcn.engines.funding.caveats import caveats
from openpcn.kernel.exports import Cell
from openpcn.workflows.funding.show_money import Money

MONEY = "£#,##0.00"
PRACTICES = ("Entitlement", "Code", "Practice", "Amount", "Working", "Counted on")


def statement_workbook(
    money: Money, headings: Sequence[str], rows: Iterable[Sequence[Cell]], source: str
) -> bytes:
    """The bytes of an xlsx file; no cell of it is a formula."""
    book = Workbook()
    lines = book.active
    assert isinstance(lines, Worksheet)  # noqa: S101 - a new workbook has one sheet
    lines.title = "Statement"
    fill(lines, headings, rows, money_columns=(2, 9))
    fill(book.create_sheet("Months"), ("Entitlement", *months(money)), schedule(money))
    if shares := practice_rows(money):
        fill(book.create_sheet("Practices"), PRACTICES, shares, money_columns=(4,))
    about = book.create_sheet("About")
    for said in (
        f"{money.page.subject.organisation.name}, {money.year}",
        "Payments are made by others; this explains and checks them.",
        source,
        f"Rules: sha256 {money.statement.rules_version}",
        *caveats(money.statement),
        *money.statement.unheld,
    ):
        about.append([said])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def practice_rows(money: Money) -> list[list[Cell]]:
    """What is known to go to each practice, for each line that is paid to practices."""
    return [
        [
            line.title,
            one.practice,
            money.stated.practice_name(one.practice),
            None if one.amount is None else float(one.amount),
            one.working,
            one.counted_on,
        ]
        for line in money.statement.lines
        for one in money.stated.shares.get(line.code, ())
        if any(share.amount is not None for share in money.stated.shares[line.code])
    ]


def plain_workbook(
    name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], source: str
) -> bytes:
    """One sheet of rows whose numbers are pounds, and one that says where they come from."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one sheet
    sheet.title = name
    fill(sheet, headings, rows)
    about = book.create_sheet("About")
    about.append(["Payments are made by others; this explains and checks them."])
    about.append([source])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def fill(
    sheet: Worksheet,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    money_columns: Sequence[int] = (),
) -> None:
    """Rows under bold headings; text stays text."""
    sheet.append(list(headings))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
        for column, cell in enumerate(sheet[sheet.max_row], 1):
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif column in money_columns or (not money_columns and column > 1):
                cell.number_format = MONEY
    sheet.freeze_panes = "B2"


def months(money: Money) -> list[str]:
    """The months of the year, as headings."""
    return [f"{month:%B %Y}" for month in money.year.months]


def schedule(money: Money) -> list[list[Cell]]:
    """What is due for each month, by entitlement; empty where it is paid on claim."""
    made: list[list[Cell]] = []
    for line in money.statement.lines:
        due = {payment.month: float(payment.pounds) for payment in line.schedule}
        made.append([line.title, *(due.get(month) for month in money.year.months)])
    return made
