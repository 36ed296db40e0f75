"""`openpcn load`: a folder or a file of published data, file by file, with what to know of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, read_day, show_json, show_table, start_registry
from openpcn.kernel.errors import NotRight

if TYPE_CHECKING:
    from openpcn.workflows.load_files.reports import LoadReport, Progress, Step

SHOWN = 3
"""Differences from the nearest format that are told in words."""

app = typer.Typer(help="Load a folder or a file of published data")

WORDS = {
    "loaded": "loaded",
    "already_loaded": "already loaded",
    "not_used": "known, not used",
    "not_recognised": "not known",
    "not_right": "not loaded",
}


@app.command(epilog="--state FOLDER says where the data are kept, as for every command.")
def load(
    place: Annotated[
        Path | None, typer.Argument(metavar="FOLDER|FILE", help="What to load")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="DAY", help="Day the data are about, where no file says"),
    ] = None,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="LOAD", help="Take back the load of this number")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Load published files: each lands whole or not at all; again changes nothing."""
    start_registry()
    if undo is not None and place is None:
        take_back(undo, as_json)
        return
    if place is None or undo is not None:
        raise typer.BadParameter("Name a folder or a file to load, or --undo with a load's number.")
    from openpcn.workflows.load_files import load_folder

    hints = {"": read_day(period)} if period else {}
    with watching(as_json) as progress:
        report = load_folder(place, period_hints=hints, progress=progress)
    show_json(report.as_json()) if as_json else show_report(report)
    if not report.is_whole:
        count = len(report.with_outcome("not_right"))
        others = "; the others are in" if count < len(report.files) else ""
        raise NotRight(
            f"{count} of {len(report.files)} files could not be loaded{others}.",
            next_step="Read the reasons above, mend the files and load them again.",
        )


def take_back(number: int, as_json: bool) -> None:
    """Undo one load and say what it was."""
    from openpcn.workflows.load_files import undo_load
    from openpcn.workflows.load_files.reports import in_silence

    undone = undo_load(number, progress=in_silence if as_json else tell_of_waiting)
    if as_json:
        show_json(undone)
    else:
        print(f"{undone.file_name} no longer counts. Load it again to bring it back.")


@contextmanager
def watching(as_json: bool) -> Iterator[Progress]:
    """A progress bar on stderr while a load runs; where nobody watches, only that it waits."""
    from openpcn.workflows.load_files.reports import in_silence

    if as_json:
        yield in_silence
        return
    if not sys.stderr.isatty():
        yield tell_of_waiting
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Loading", total=1.0)
        yield lambda step: bar.update(task, completed=step.done, description=step.doing)


def tell_of_waiting(step: Step) -> None:
    """Where no bar is drawn, say only that another load holds this one up."""
    from openpcn.workflows.load_files.reports import WAITING

    if step.doing == WAITING:
        print(f"{step.doing}.", file=sys.stderr, flush=True)


def show_report(report: LoadReport) -> None:
    """Print the files, how they join, and what to know about them."""
    show_table(
        ["File", "What it is", "Period", "Rows", "Kept", "Rejected", ""],
        [
            [
                file.path,
                file.title or (f"nearest: {file.nearest}" if file.nearest else ""),
                file.period_on,
                file.rows_read or None,
                file.rows_kept or None,
                file.rows_rejected or None,
                WORDS[file.outcome],
            ]
            for file in report.files
        ],
    )
    for file in report.files:
        if file.outcome == "not_right":
            print(f"\n{file.path}: {file.message} {file.next_step}")
        for row in file.rejected[:5]:
            print(f"{file.path}, line {row.line}: {row.reason}")
        if file.outcome == "not_recognised":
            print(f"\n{file.path}: {' '.join(file.differences[:SHOWN]) or file.message}")
    show_findings(report)
    show_joins(report)
    files = "1 file" if len(report.files) == 1 else f"{len(report.files)} files"
    print(f"\n{files} in {report.seconds:.1f} s.")


def show_findings(report: LoadReport) -> None:
    """Print what to know about the files: each kind with its first example."""
    counts: dict[str, list[str]] = {}
    for finding in (*(f for file in report.files for f in file.findings), *report.findings):
        counts.setdefault(finding.code, []).append(finding.message)
    if counts:
        print("\nWhat to know about them")
        for code, messages in counts.items():
            print(f"  {code} ({len(messages):,}): {messages[0]}")


def show_joins(report: LoadReport) -> None:
    """Print the joins that matter most."""
    shown = report.main_joins()
    if shown:
        left_out = len(shown) < len(report.joins)
        more = f": {len(shown)} of {len(report.joins)}, all of them with --json"
        print(f"\nHow the files join{more if left_out else ''}")
        for join in shown:
            print(f"  {join.in_words()}")
