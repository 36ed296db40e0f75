"""`openpcn community`: directories of services and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, show_json, show_table, start_registry
from openpcn.cli.load import watching

if TYPE_CHECKING:
    from openpcn.workflows.open_referral.importing import ImportReport

SHOWN = 10
"""Faults that are shown one by one; all are in --json and on the page of the load."""

app = typer.Typer(help="Import directories of community services", no_args_is_help=True)


@app.callback()
def community() -> None:
    """Directories of community services."""


@app.command("import")
def import_directory(
    place: Annotated[
        str, typer.Argument(metavar="URL|FILE|FOLDER", help="A feed of Open Referral UK 3.0")
    ],
    name: Annotated[
        str,
        typer.Option("--name", help="Which directory it is; the same name again is a newer feed"),
    ] = "",
    accept_removals: Annotated[
        bool,
        typer.Option("--accept-removals", help="Close services although more than half are gone"),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a directory: each service lands whole or not at all; again changes nothing."""
    start_registry()
    from openpcn.workflows.open_referral.importing import import_feed

    with watching(as_json) as progress:
        report = import_feed(place, name=name, accept_removals=accept_removals, progress=progress)
    show_json(report.as_json()) if as_json else show_report(report)


def show_report(report: ImportReport) -> None:
    """Print what became of a directory, and what to know about it."""
    counts = {
        "Listed": report.listed,
        "New": report.added,
        "Changed": report.changed,
        "As before": report.unchanged,
        "No longer listed": report.ended,
        "Left out": report.left_out,
        "Repeated": report.repeated,
    }
    show_table(list(counts), [list(counts.values())])
    for fault in report.faults[:SHOWN]:
        where = f"entry {fault.entry}, {fault.service}: {fault.field}: " if fault.entry else ""
        print(f"{where}{fault.message} {fault.next_step}")
    if report.faults_in_all > SHOWN:
        print(f"… and {report.faults_in_all - SHOWN:,} more to know; see --json.")
    if report.dataset is None and report.left_out and report.left_out == report.listed:
        print("Nothing was taken in: something in every service cannot be used.")
    elif report.dataset is None:
        print("Nothing has changed since the last import.")
    else:
        print(f"To take it back: openpcn load --undo {report.dataset}")
    print(f"{report.title} in {report.seconds:.1f} s.")
