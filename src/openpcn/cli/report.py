"""`openpcn report`: reports for committees and boards as files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import LONDON, moment, start_registry
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words

if TYPE_CHECKING:
    from openpcn.domains.registry.queries.structure import NetworkAnswer
    from openpcn.kernel.when import When

app = typer.Typer(help="Write reports for committees and boards", no_args_is_help=True)

ENDINGS = ("pdf", "docx", "html")
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="A .pdf, .docx or .html file")]
Network = Annotated[str, typer.Option("--within", metavar="CODE", help="A network")]
Area = Annotated[str, typer.Option("--within", metavar="CODE", help="A system or place")]
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
    within: Area,
    out: Out,
    as_at: Annotated[
        str | None, typer.Option("--as-at", metavar="DAY", help="When it was true; today")
    ] = None,
    as_known: AsKnown = None,
    template: Template = None,
) -> None:
    """Answer the questions of a scrutiny committee about a system or place."""
    code = area_typed(within)
    when = asked(as_at, as_known)
    start_registry()
    from openpcn.workflows.documents.files import check_place, write_document
    from openpcn.workflows.reports.scrutiny import scrutiny_pack

    check_place(out, template=template)
    document = scrutiny_pack(code, when=when, today=today())
    write_document(document, out, template=template)
    typer.echo(f"{out} holds the report to scrutiny.")


@app.command("board")
def board(
    within: Network, month: Month, out: Out, as_known: AsKnown = None, template: Template = None
) -> None:
    """Write the board paper of a network's month."""
    code, first, when = network_typed(within), first_of(month), asked(None, as_known)
    start_registry()
    from openpcn.workflows.documents.files import check_place, write_document
    from openpcn.workflows.reports.board.paper import board_paper

    check_place(out, template=template)
    document = board_paper(code, month=first, when=when, today=today())
    write_document(document, out, template=template)
    typer.echo(f"{out} holds the board paper.")


@app.command("position")
def position_page(
    within: Network, month: Month, out: Out, as_known: AsKnown = None, template: Template = None
) -> None:
    """Write the one page on a network's month for its clinical director."""
    code, first, when = network_typed(within), first_of(month), asked(None, as_known)
    start_registry()
    from openpcn.workflows.documents.files import check_place, write_document
    from openpcn.workflows.reports.board.paper import position

    check_place(out, template=template)
    document = position(code, month=first, when=when, today=today())
    write_document(document, out, template=template)
    typer.echo(f"{out} holds the position.")


@app.command("boards")
def boards(
    within: Area,
    month: Month,
    into: Annotated[str, typer.Option("--into", metavar="FOLDER", help="Where files are written")],
    form: Annotated[str, typer.Option("--form", help="pdf, docx or html")] = "pdf",
    as_known: AsKnown = None,
) -> None:
    """Write the board papers of every network of a system or place into a folder."""
    code, first, when = area_typed(within), first_of(month), asked(None, as_known)
    ending = form_typed(form)
    start_registry()
    from openpcn.workflows.documents.files import write_document
    from openpcn.workflows.reports.board.paper import board_paper

    held = networks_of(code, first, when)
    folder = made_folder(into)
    for at, one in enumerate(held, start=1):
        out = folder / f"{one.code}-{first:%Y-%m}.{ending}"
        write_document(board_paper(one.code, month=first, when=when, today=today()), out)
        typer.echo(f"{at} of {len(held)}: {out.name}", err=True)
    written = "the board paper of 1 network" if len(held) == 1 else f"{len(held)} board papers"
    typer.echo(f"{folder} holds {written}.")


def networks_of(code: str, month: date, when: When) -> list[NetworkAnswer]:
    """The networks of a system or place on the last day of a month, or on that of `when`."""
    from openpcn.domains.registry.queries.structure import networks
    from openpcn.kernel.contract_years import month_end
    from openpcn.kernel.when import When
    from openpcn.workflows.reports.board.ground import check_begun
    from openpcn.workflows.reports.ground import area_of

    check_begun(month, today=today())
    at = When(as_at=min(month_end(month), when.as_at), as_known=when.as_known)
    area = area_of(code, when=at, instead="openpcn report board writes the paper of a network.")
    held = networks(when=at, within=area.code)
    if not held:
        raise NotPossible(
            f"No network of {area.code} is held on {in_words(at.as_at)}: there is no paper to "
            "write.",
            next_step="Choose another month, or load the networks of that one.",
        )
    return held


def made_folder(into: str) -> Path:
    """A folder that papers can be written into."""
    if not into.strip():
        raise NotRight("--into is empty.", next_step="Name the folder that takes the papers.")
    folder = Path(into)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise NotPossible(
            f"{folder} cannot be a folder: {trouble.strerror}.",
            next_step="Name a folder that is there, or one that can be made.",
        ) from trouble
    return folder


def today() -> date:
    """The day on which it is asked."""
    return datetime.now(LONDON).date()


def asked(as_at: str | None, as_known: str | None) -> When:
    """The two times that were typed; an option that is there says something."""
    for option, said, instead in (
        ("--as-at", as_at, "Write the day as 2025-03-31, or leave it out for today."),
        ("--as-known", as_known, "Write the day as 2025-03-31, or leave it out for now."),
    ):
        if said is not None and not said.strip():
            raise NotRight(f"{option} is empty.", next_step=instead)
    when = moment(as_at or today().isoformat(), as_known)
    if when.as_known and when.as_known.astimezone(LONDON).date() > today():
        raise NotRight(
            f"Nobody knows yet what we will know on {in_words(when.as_known.date())}.",
            next_step=f"Ask for {in_words(today())} or earlier.",
        )
    return when


def network_typed(code: str) -> str:
    """The code of a network, as it was typed."""
    return code_typed(code, "Name a network, for example --within U08206.")


def area_typed(code: str) -> str:
    """The code of a system or place, as it was typed."""
    return code_typed(code, "Name a system or place, for example --within QK1.")


def code_typed(code: str, instead: str) -> str:
    """A code that is not empty."""
    if not code.strip():
        raise NotRight("--within is empty.", next_step=instead)
    return code.strip()


def form_typed(form: str) -> str:
    """One of the forms of a report, as it was typed."""
    ending = form.strip().lower().lstrip(".")
    if ending not in ENDINGS:
        raise NotRight(
            f"Papers have no form “{form}”.", next_step="Write --form pdf, docx (Word) or html."
        )
    return ending


def first_of(month: str) -> date:
    """The first day of a month that was typed as 2025-03."""
    instead = "Type the month as year and month: 2025-03."
    if not month.strip():
        raise NotRight("--month is empty.", next_step=instead)
    try:
        return date.fromisoformat(f"{month.strip()}-01")
    except ValueError:
        raise NotRight(f"“{month}” is no month.", next_step=instead) from None
