"""`openpcn up`: bring the database up to date, then run site and worker until told to stop."""

from __future__ import annotations

import shutil
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import start_django
from openpcn.kernel.errors import NotPossible

HOST = "127.0.0.1"
DATABASE = "openpcn.sqlite3"
KEY = "secret-key"
UNFINISHED = "demonstration-unfinished"

app = typer.Typer(help="Serve the site")


@app.command()
def up(
    port: Annotated[int, typer.Option(help="Where to serve")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on")] = HOST,
    data: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Load these published files first")
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Prepare the demonstration where nothing is held")
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="Begin with an empty state folder")
    ] = False,
) -> None:
    """Serve the site on this machine until Ctrl+C."""
    check_port(host, port)
    start_django()
    check_state()
    if reset or was_interrupted():
        empty()
    from openpcn.cli.serving import serve
    from openpcn.workflows.upkeep import upgrade

    for line in upgrade():
        tell(line)
    if data is not None:
        load(data)
    elif demo:
        demonstrate()
    sys.exit(serve(host, port, ready=lambda: announce(host, port)))


work = typer.Typer(help="Do long work")


@work.command()
def do_work() -> None:
    """Do long work until told to stop; `openpcn up` runs one of these beside the site."""
    start_django()
    from openpcn.workflows.work import run_worker

    run_worker()


def tell(text: str) -> None:
    """Say what is being done, on stderr."""
    print(text, file=sys.stderr, flush=True)


def announce(host: str, port: int) -> None:
    """Print the address, once it answers."""
    print(f"OpenPCN is at http://{host}:{port}\nStop it with Ctrl+C.", flush=True)


def check_port(host: str, port: int) -> None:
    """Another program on the port is said before anything is done, with the next free one."""
    if is_free(host, port):
        return
    free = next((near for near in range(port + 1, port + 100) if is_free(host, near)), None)
    raise NotPossible(
        f"Something else already serves on port {port} of {host}.",
        next_step=f"Stop it, or use --port {free}." if free else "Stop it, or name another --port.",
    )


def is_free(host: str, port: int) -> bool:
    """Whether we could listen there."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
    return True


def check_state() -> None:
    """A state folder that we may not write to is said before anything is done."""
    from django.conf import settings

    probe = settings.STATE / ".writable"
    try:
        probe.touch()
        probe.unlink()
    except OSError as trouble:
        raise NotPossible(
            f"The state folder {settings.STATE} cannot be written to: {trouble.strerror}.",
            next_step="Give write access to it, or name another with --state FOLDER.",
        ) from None


def empty() -> None:
    """Throw away what the state folder holds; a folder that is not one is left alone."""
    from django.conf import settings

    if settings.DATABASES["default"]["NAME"] != str(settings.STATE / DATABASE):
        raise NotPossible(
            "--reset empties the state folder, and the data are in another database.",
            next_step="Empty the database that OPENPCN_DATABASE names with its own tools.",
        )
    held = {item.name: item for item in settings.STATE.iterdir() if item.name != KEY}
    if held and DATABASE not in held:
        raise NotPossible(
            f"{settings.STATE} holds files and no OpenPCN database, so it is not emptied.",
            next_step="Name another folder with --state, or empty this one yourself.",
        )
    for item in held.values():
        shutil.rmtree(item) if item.is_dir() and not item.is_symlink() else item.unlink()


def was_interrupted() -> bool:
    """Whether a demonstration was being prepared here, in an empty state, and did not finish."""
    from django.conf import settings

    return bool((settings.STATE / UNFINISHED).exists())


def demonstrate() -> None:
    """Prepare the invented system where nothing at all is held yet."""
    from django.conf import settings

    from openpcn.domains.registry.queries.datasets import datasets

    if datasets():
        return
    from openpcn.workflows.demonstration.preparing import prepare
    from openpcn.workflows.population.demonstration import ask_for_records

    tell("Preparing the demonstration: an invented county and city")
    unfinished = settings.STATE / UNFINISHED
    unfinished.touch()
    prepared = prepare()
    unfinished.unlink()
    ask_for_records()
    for line in prepared.in_words():
        tell(line)


def load(folder: Path) -> None:
    """Load published files, and say on one line what came of it."""
    from openpcn.workflows.load_files import load_folder

    tell(f"Loading {folder}")
    report = load_folder(folder)
    counts = [(outcome, len(report.with_outcome(outcome))) for outcome in OUTCOMES]
    tell(", ".join(f"{count} {OUTCOMES[outcome]}" for outcome, count in counts if count))


OUTCOMES = {
    "loaded": "files loaded",
    "already_loaded": "already loaded",
    "not_recognised": "not known",
    "not_right": "not loaded (see Data and quality)",
}
