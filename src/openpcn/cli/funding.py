"""`openpcn funding statement`: what a network is entitled to in a contract year, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import (
    AsJson,
    moment,
    read_day,
    say_source_after,
    show_json,
    show_table,
    start_registry,
)
from openpcn.cli.fairness import fairness
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When, in_words

if TYPE_CHECKING:
    from openpcn.engines.funding.statements import Line, Statement
    from openpcn.workflows.funding.compare_money import Compared
    from openpcn.workflows.funding.network_statements import NetworkStatement

app = typer.Typer(help="Work out entitlements and explain them", no_args_is_help=True)
app.command("fairness")(fairness)

NOT_KNOWN = "not known"


@app.callback()
def funding() -> None:
    """Work out entitlements and explain them."""


@app.command("statement")
def statement(
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help="For example 2025/26")],
    network: Annotated[
        str | None, typer.Argument(metavar="NETWORK", help="A network's code; else populations")
    ] = None,
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
    points: Annotated[
        str | None, typer.Option("--points", metavar="N", help="Points of the incentive fund")
    ] = None,
    as_known: Annotated[
        str | None, typer.Option("--as-known", metavar="DAY", help="As far as known on a day; now")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out a year's entitlements of a network, or from populations without any network."""
    typed = {
        "registered": number(registered, "--registered"),
        "adjusted": number(adjusted, "--adjusted"),
        "weighted": number(weighted, "--weighted"),
        "beds": number(beds, "--beds"),
        "points": number(points, "--points"),
    }
    if network:
        refuse_both(typed)
        state(network, year, as_known, as_json)
    else:
        reckon(year, typed, as_known, as_json)


def reckon(
    year: str, typed: dict[str, Decimal | None], as_known: str | None, as_json: bool
) -> None:
    """The ready reckoner, which needs no database."""
    from openpcn.workflows.funding.statements import as_json as plain
    from openpcn.workflows.funding.statements import ready_reckoner

    answer = ready_reckoner(year, **typed, as_known=known_on(as_known))
    if as_json:
        show_json(plain(answer))
    else:
        show_statement(answer, f"Entitlements in {answer.year}")


def state(network: str, year: str, as_known: str | None, as_json: bool) -> None:
    """The statement of a network that is held."""
    from openpcn.kernel.contract_years import contract_year

    which = contract_year(year)
    start_registry()
    from openpcn.workflows.funding.network_statements import state_code
    from openpcn.workflows.funding.statements import network_as_json

    when = moment(None, as_known)
    found = state_code(network, which, when=when)
    if as_json:
        show_json(network_as_json(found), When(as_at=when.as_at))
        return
    title = f"Entitlements of {found.name} ({found.network.code}) in {which}"
    show_statement(found.statement, title)
    if found.as_held_now:
        print(f"\n{found.as_held_now}")
    show_shares(found)
    say_source_after(When(as_at=when.as_at))


def refuse_both(typed: dict[str, Decimal | None]) -> None:
    """A network has its own populations; others are typed to compare."""
    if any(value is not None for value in typed.values()):
        raise NotRight(
            "A network and typed populations do not go together in a statement.",
            next_step="Leave the populations out, or type them in `openpcn funding compare`.",
        )


@app.command("compare")
def compare(
    sides: Annotated[
        list[str],
        typer.Argument(
            metavar="SIDE SIDE…", help="U12345@2025/26, or registered=30000,adjusted=31000@2025/26"
        ),
    ],
    year: Annotated[
        str, typer.Option("--year", metavar="YEAR", help="For sides that name none")
    ] = "",
    as_known: Annotated[
        str | None, typer.Option("--as-known", metavar="DAY", help="As far as known on a day; now")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare years, networks and scenarios with the first side, line by line, and say why."""
    from openpcn.workflows.funding.compare_money import (
        compare_sides,
        compared_as_json,
        read_side,
    )

    asked = [read_side(side, year=year) for side in sides]
    if len(asked) < 2:
        raise NotRight("One side alone cannot be compared.", next_step="Name two or more sides.")
    if any(side.network for side in asked):
        start_registry()
    when = moment(None, as_known)
    found = [compare_sides(asked[0], other, when=when) for other in asked[1:]]
    if as_json:
        plain = [compared_as_json(one) for one in found]
        show_json(plain[0] if len(plain) == 1 else {"comparisons": plain})
        return
    for one in found:
        show_compared(one)
    if any(side.network for side in asked):
        say_source_after(When(as_at=when.as_at))


def show_compared(found: Compared) -> None:
    """Two statements beside each other, then why each line differs."""
    from openpcn.engines.funding.comparing import signed
    from openpcn.kernel.wording import pounds

    whole = found.comparison
    print(f"First: {found.first.label}\nSecond: {found.second.label}\n")
    show_table(
        ("Entitlement", "First", "Second", "Difference"),
        [
            (
                line.title,
                shown(line.first),
                shown(line.second),
                signed(line.difference) if line.is_known else NOT_KNOWN,
            )
            for line in whole.lines
        ]
        + [
            (
                "Total of what is known",
                pounds(whole.first.total),
                pounds(whole.second.total),
                signed(whole.difference),
            )
        ],
    )
    print()
    for line in whole.lines:
        print(f"{line.title}: {'; '.join(line.words)}.")
    print(
        f"\nOf the difference, {signed(whole.by_population)} is by population, "
        f"{signed(whole.by_rate)} by rate, {signed(whole.by_rule)} by rule."
    )
    if not whole.is_complete:
        print("Lines that cannot be compared are not in the difference.")
    print()


def shown(line: Line | None) -> str:
    """The amount of a line on one side."""
    from openpcn.kernel.wording import pounds

    if line is None:
        return "no such line"
    return NOT_KNOWN if line.amount is None else pounds(line.amount)


def show_shares(found: NetworkStatement) -> None:
    """What each practice is paid."""
    from openpcn.kernel.wording import pounds
    from openpcn.workflows.funding.statement_document import shares_words

    for code, shares in found.shares.items():
        line = next(one for one in found.statement.lines if one.code == code)
        print(f"\n{line.title}, by practice: {shares_words(line, shares)}")
        if all(one.amount is None for one in shares):
            continue
        print()
        show_table(
            ("Practice", "Name", "Amount", "Working"),
            [
                (
                    one.practice,
                    found.practice_name(one.practice),
                    NOT_KNOWN if one.amount is None else pounds(one.amount),
                    one.working,
                )
                for one in shares
            ],
        )


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


def show_statement(answer: Statement, title: str) -> None:
    """A statement for reading, with every working beneath its table."""
    from openpcn.engines.funding.caveats import caveats
    from openpcn.kernel.wording import pounds
    from openpcn.workflows.funding.statements import status_words

    is_known = any(line.amount is not None for line in answer.lines)
    total = pounds(answer.total) if is_known else NOT_KNOWN
    print(f"{title}\n")
    show_table(
        ("Entitlement", "Amount", "Rate is", "Paid to"),
        [row(line) for line in answer.lines] + [("Total of what is known", total, "", "")],
    )
    print()
    for words in caveats(answer):
        print(words)
    print()
    for line in answer.lines:
        print(f"{line.sentence}{stand_in(line)}. {status_words(line)}.")
        if line.arrears_words:
            print(f"  {line.arrears_words}.")
    for words in answer.unheld:
        print(words)
    print("\nPayments are made by others; this explains and checks them.")


def stand_in(line: Line) -> str:
    """Says where the count of another day stands in."""
    if not line.is_stand_in or line.counted_on is None:
        return ""
    return f"; the count of {in_words(line.counted_on)} stands in"


def row(line: Line) -> tuple[str, str, str, str]:
    """A line of the table."""
    from openpcn.kernel.wording import pounds
    from openpcn.workflows.funding.statements import status_words

    most = ", at most" if line.is_most else ""
    amount = NOT_KNOWN if line.amount is None else pounds(line.amount)
    return (line.title + most, amount, status_words(line), line.payee.words)
