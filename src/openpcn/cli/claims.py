"""`openpcn claims`: what is claimed for staff in post, from a spreadsheet or from the records."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, show_json, show_table, start_registry
from openpcn.kernel.errors import NotRight

if TYPE_CHECKING:
    from openpcn.workflows.claims.sheets import Sheet
    from openpcn.workflows.claims.working_out import WorkedOut

app = typer.Typer(help="Prepare and check claims for staff in post", no_args_is_help=True)
Month = Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help="One month only")]


@app.callback()
def claims() -> None:
    """Prepare and check claims for staff in post."""


@app.command("work-out")
def work_out(
    spreadsheet: Annotated[Path, typer.Argument(help="Staff in post, CSV or XLSX")],
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help="For example 2025/26")],
    month: Month = None,
    sum_of_year: Annotated[
        str | None, typer.Option("--sum", metavar="POUNDS", help="The network's sum for the year")
    ] = None,
    weighted: Annotated[
        str | None,
        typer.Option("--weighted", metavar="N", help="Contractor weighted population, for the sum"),
    ] = None,
    registered: Annotated[
        str | None,
        typer.Option("--registered", metavar="N", help="Registered patients, for limits by size"),
    ] = None,
    baseline: Annotated[
        list[str] | None,
        typer.Option("--baseline", metavar="ROLE=FTE", help="In post on 31 March 2019"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out a year's claims from a spreadsheet, without any database."""
    from openpcn.workflows.claims.working_out import as_json as plain
    from openpcn.workflows.claims.working_out import baselines_of
    from openpcn.workflows.claims.working_out import work_out as workflow

    answer = workflow(
        spreadsheet,
        year,
        sum_of_year=number(sum_of_year, "--sum"),
        weighted=number(weighted, "--weighted"),
        registered=number(registered, "--registered"),
        baselines=baselines_of(baseline or ()),
    )
    chosen = None if month is None else read_month(month)
    if as_json:
        show_json(plain(answer, month=chosen))
    else:
        show_worked_out(answer, chosen)


@app.command("prepare")
def prepare(
    network: Annotated[str, typer.Argument(help="Code of the network")],
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="The month claimed")],
    by: Annotated[
        str,
        typer.Option("--by", metavar="ACCOUNT", help="Who asks: pay is shown to who may see it"),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Prepare the claim of a month from the staff that are recorded."""
    start_registry()
    from openpcn.workflows.claims.sheets import prepare_sheet
    from openpcn.workflows.claims.sheets import sheet_as_json as plain

    sheet = prepare_sheet(network, read_month(month), username=by)
    if as_json:
        show_json(plain(sheet))
    else:
        show_sheet(sheet)
    if not sheet.sees_all:
        print(
            "Pay is left out. Name the account of whoever claims or approves with --by.",
            file=sys.stderr,
        )


def read_month(text: str) -> date:
    """A month typed as 2026-10."""
    from openpcn.workflows.claims.months import month_of

    return month_of(text)


def number(text: str | None, option: str) -> Decimal | None:
    """A number as people type it; commas are fine."""
    if text is None:
        return None
    try:
        found = Decimal(text.replace(",", "").replace("£", "").strip())
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        raise NotRight(f"{option} is {text!r}.", next_step="Give a number, such as 41,000.")
    return found


def show_worked_out(answer: WorkedOut, month: date | None) -> None:
    """A year by month, or a month by line, with every working."""
    from openpcn.kernel.wording import counted, pounds

    worked = answer.worked
    chosen = [one for one in worked.months if month is None or one.claim.month == month]
    print(f"Claims for staff in post, {worked.year}\n")
    show_table(
        ("Month", "Claimed", "Payable", "Lines not known"),
        [
            (
                f"{one.claim.month:%B %Y}",
                shown(one.claim.claimed, one.claim.unknown),
                shown(one.payable, one.claim.unknown),
                len(one.claim.unknown),
            )
            for one in chosen
        ],
    )
    print()
    for one in chosen:
        for line in one.claim.lines:
            print(f"{one.claim.month:%B %Y}, {line.sentence}.")
    unknown = [line for one in chosen for line in one.claim.unknown]
    total = sum((one.payable for one in chosen), Decimal(0))
    print(f"\nTotal of what is known: {shown(total, unknown)}")
    if unknown:
        print(f"{counted(len(unknown), 'line is', 'lines are')} not known and in no amount.")
    if worked.unused is not None and worked.sum is not None:
        most = "up to " if worked.not_known else ""
        print(
            f"The year's sum is {pounds(worked.sum)}; {most}{pounds(worked.unused)} of it would go "
            "unused, and nothing is carried forward."
        )
    for finding in answer.findings:
        print(f"Row {finding.row}: {finding.message} {finding.next_step}", file=sys.stderr)


def shown(amount: Decimal, unknown: Sequence[object]) -> str:
    """An amount; not known where nothing but lines without an amount stands behind it."""
    from openpcn.kernel.wording import pounds

    return "not known" if unknown and not amount else pounds(amount)


def show_sheet(sheet: Sheet) -> None:
    """A month's claim for reading."""
    print(f"{sheet.network_name}, {sheet.month:%B %Y}: {sheet.state_words.lower()}\n")
    show_table(
        ("Post", "Role", "FTE", "Days", "Amount"),
        [
            (line.post, line.title, f"{line.fte:.2f}", f"{line.days}/{line.days_of_month}",
             line.amount_words)
            for line in sheet.lines
        ],
    )  # fmt: skip
    print()
    for line in sheet.lines:
        if line.working:
            print(f"{line.title}, post {line.post}: {line.working}.")
    if not sheet.sees_lines:
        print(f"{sheet.fte:.2f} full-time equivalents in post.")
    if sheet.payable is not None:
        print(f"\nPayable: £{sheet.payable:,.2f}")
    for words in sheet.findings:
        print(words, file=sys.stderr)
    print("\nOpenPCN prepares and checks; claims are sent through the national portal.")
