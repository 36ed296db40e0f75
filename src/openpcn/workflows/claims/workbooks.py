"""A month's claim as rows for a spreadsheet, and as a workbook for submission elsewhere."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from openpcn.kernel.exports import Cell
from openpcn.workflows.claims.sheets import Sheet
from openpcn.workflows.funding.workbooks import fill

PREPARES = (
    "OpenPCN prepares, checks, explains and reconciles; it does not replace the national claim "
    "portals."
)
HEADINGS = (
    "Post",
    "Name",
    "Role",
    "Employer",
    "FTE",
    "Days in post",
    "Days of the month",
    "Amount",
    "Above the maximum",
    "Working",
    "Rate is",
    "Source",
    "To confirm",
    "Note",
)


def rows_of(sheet: Sheet) -> list[tuple[Cell, ...]]:
    """The lines, then what they come to; amounts that are not shown stay words."""
    found: list[tuple[Cell, ...]] = [
        (
            one.post,
            one.name,
            one.title,
            one.employer,
            float(one.fte),
            one.days,
            one.days_of_month,
            one.amount_words if one.amount is None else float(one.amount),
            None if one.above is None else float(one.above),
            one.working,
            one.status_words,
            "; ".join(title for title, _ in one.sources),
            one.condition,
            one.note,
        )
        for one in sheet.lines
    ]
    for words, amount in (
        ("Claimed", sheet.claimed),
        ("Above the year's sum, not reimbursed", sheet.above_sum),
        ("Payable", sheet.payable),
    ):
        if amount is not None:
            blanks = [""] * (len(HEADINGS) - 8)
            found.append((words, "", "", "", None, None, None, float(amount), *blanks))
    return found


def claim_workbook(sheet: Sheet, source: str) -> bytes:
    """The bytes of an xlsx file; no cell of it is a formula."""
    book = Workbook()
    lines = book.active
    assert isinstance(lines, Worksheet)  # noqa: S101 - a new workbook has one sheet
    lines.title = "Claim"
    fill(lines, HEADINGS, rows_of(sheet), money_columns=(8, 9))
    about = book.create_sheet("About")
    what = f"{sheet.claimant_name} ({sheet.claimant_code}), {sheet.month:%B %Y}"
    for said in (
        f"{what}: {sheet.state_words.lower()}",
        PREPARES,
        source,
        *(f"{one.title}: {one.working}" for one in sheet.sums),
        f"Rules: sha256 {sheet.rules_version}",
        *sheet.findings,
    ):
        about.append([said])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def file_name(sheet: Sheet) -> str:
    """The name of a claim's file."""
    return f"{sheet.claimant_code}-claim-{sheet.month:%Y-%m}"
