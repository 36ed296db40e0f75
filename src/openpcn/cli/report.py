"""`openpcn report`: reports for committees and boards as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import moment, start_registry

app = typer.Typer(help="Write reports for committees and boards", no_args_is_help=True)

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="A .pdf, .docx or .html file")]
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
    as_known: Annotated[
        str | None, typer.Option("--as-known", metavar="DAY", help="As far as known on a day; now")
    ] = None,
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
