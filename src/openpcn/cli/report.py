"""`openpcn report`: reports for committees and boards as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import moment, start_registry
from openpcn.kernel.errors import NotPossible, NotRight

app = typer.Typer(help="Write reports for committees and boards", no_args_is_help=True)

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="A .pdf, .docx or .html file")]
Network = Annotated[str, typer.Option("--within", metavar="CODE", help="A network")]
Month = Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="The month, 2025-03")]
AsKnown = Annotated[
    str | None, typer.Option("--as-known", metavar="DAY", help="As far as known on a day; now")
]
Template = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE", help="A Word document whose look a .docx takes"),
]


@app.callback()
def report() -> None:
    """Write reports for committees and boards."""


@app.command("scrutiny")
def scrutiny(
    within: Annotated[str, typer.Option("--within", metavar="CODE", help="A system or place")],
    out: Out,
    as_at: Annotated[
        str | None, typer.Option("--as-at", metavar="DAY", help="When it was true; today")
    ] = None,
    as_known: AsKnown = None,
    template: Template = None,
) -> None:
    """Answer the questions of a scrutiny committee about a system or place."""
    start_registry()
    from openpcn.workflows.documents.files import form_of, write_document
    from openpcn.workflows.reports.scrutiny import scrutiny_pack

    form_of(out)
    document = scrutiny_pack(within, when=moment(as_at, as_known))
    write_document(document, out, template=template)
    typer.echo(f"{out} holds the report to scrutiny.")


@app.command("board")
def board(
    within: Network, month: Month, out: Out, as_known: AsKnown = None, template: Template = None
) -> None:
    """Write the board paper of a network's month."""
    start_registry()
    from openpcn.workflows.documents.files import form_of, write_document
    from openpcn.workflows.reports.board.paper import board_paper

    form_of(out)
    first = first_of(month)
    document = board_paper(within, month=first, when=moment(last_of(first), as_known))
    write_document(document, out, template=template)
    typer.echo(f"{out} holds the board paper.")


@app.command("position")
def position_page(
    within: Network, month: Month, out: Out, as_known: AsKnown = None, template: Template = None
) -> None:
    """Write the one page on a network's month for its clinical director."""
    start_registry()
    from openpcn.workflows.documents.files import form_of, write_document
    from openpcn.workflows.reports.board.paper import position

    form_of(out)
    first = first_of(month)
    document = position(within, month=first, when=moment(last_of(first), as_known))
    write_document(document, out, template=template)
    typer.echo(f"{out} holds the position.")


@app.command("boards")
def boards(
    within: Annotated[str, typer.Option("--within", metavar="CODE", help="A system or place")],
    month: Month,
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="Where files are written")],
    form: Annotated[str, typer.Option("--form", help="pdf, docx or html")] = "pdf",
    as_known: AsKnown = None,
) -> None:
    """Write the board papers of every network of a system or place into a folder."""
    start_registry()
    from openpcn.domains.registry.queries.structure import networks
    from openpcn.workflows.documents.files import form_of, write_document
    from openpcn.workflows.reports.board.paper import board_paper

    first = first_of(month)
    when = moment(last_of(first), as_known)
    held = networks(when=when, within=within)
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise NotPossible(
            f"{into} cannot be a folder: {trouble.strerror}.",
            next_step="Name a folder that is there, or one that can be made.",
        ) from trouble
    for at, one in enumerate(held, start=1):
        out = into / f"{one.code}-{month}.{form}"
        form_of(out)
        write_document(board_paper(one.code, month=first, when=when), out)
        typer.echo(f"{at} of {len(held)}: {out.name}", err=True)
    typer.echo(f"{into} holds {len(held)} board papers.")


def first_of(month: str) -> date:
    """The first day of a month that was typed as 2025-03."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NotRight(
            f"“{month}” is no month.", next_step="Type the month as year and month: 2025-03."
        ) from None


def last_of(first: date) -> str:
    """The last day of the month that begins on a day, as it is typed."""
    from openpcn.kernel.contract_years import month_end

    return month_end(first).isoformat()
