"""`openpcn funding statement`: what a network is entitled to in a contract year, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, read_day, show_json, show_table
from openpcn.kernel.errors import NotRight

if TYPE_CHECKING:
    from openpcn.engines.funding.statements import Line, Statement

app = typer.Typer(help="Work out entitlements and explain them", no_args_is_help=True)

NOT_KNOWN = "not known"


@app.callback()
def funding() -> None:
    """Work out entitlements and explain them."""


@app.command("statement")
def statement(
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help="For example 2025/26")],
    registered: Annotated[
        str | None, typer.Option("--registered", metavar="N", help="Registered patients")
    ] = None,
    adjusted: Annotated[
        str | None, typer.Option("--adjusted", metavar="N", help="PCN adjusted population")
    ] = None,
    weighted: Annotated[
        str | None, typer.Option("--weighted", metavar="N", help="Contractor weighted population")
    ] = None,
    beds: Annotated[
        str | None, typer.Option("--beds", metavar="N", help="Care home beds of aligned homes")
    ] = None,
    as_known: Annotated[
        str | None, typer.Option("--as-known", metavar="DAY", help="As far as known on a day; now")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out a year's entitlements from populations, without any network."""
    from openpcn.workflows.funding.statements import as_json as plain
    from openpcn.workflows.funding.statements import ready_reckoner

    answer = ready_reckoner(
        year,
        registered=number(registered, "--registered"),
        adjusted=number(adjusted, "--adjusted"),
        weighted=number(weighted, "--weighted"),
        beds=number(beds, "--beds"),
        as_known=known_on(as_known),
    )
    if as_json:
        show_json(plain(answer))
    else:
        show_statement(answer)


def number(text: str | None, option: str) -> Decimal | None:
    """A number as people type it; commas are fine."""
    if text is None:
        return None
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise NotRight(
            f"{option} is {text!r}.", next_step="Give a number, such as 41,000."
        ) from None


def known_on(text: str | None) -> date | None:
    """The day of knowledge; None where none was typed."""
    return read_day(text) if text else None


def show_statement(answer: Statement) -> None:
    """A statement for reading, with every working beneath its table."""
    from openpcn.engines.funding.working import pounds
    from openpcn.rulebook.statuses import Status

    print(f"Entitlements in {answer.year}\n")
    show_table(
        ("Entitlement", "Amount", "Rate is", "Paid to"),
        [row(line) for line in answer.lines]
        + [("Total of what is known", pounds(answer.total), "", "")],
    )
    print()
    for line in answer.lines:
        print(f"{line.sentence}. {Status(line.status).words}.")
        if line.arrears_words:
            print(f"  {line.arrears_words}.")
    for words in answer.unheld:
        print(words)
    print("\nPayments are made by others; this explains and checks them.")


def row(line: Line) -> tuple[str, str, str, str]:
    """A line of the table."""
    from openpcn.engines.funding.working import pounds
    from openpcn.rulebook.statuses import Status

    most = ", at most" if line.is_most else ""
    amount = NOT_KNOWN if line.amount is None else pounds(line.amount)
    return (line.title + most, amount, Status(line.status).words, line.payee.words)
