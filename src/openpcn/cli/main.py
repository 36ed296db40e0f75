"""The console program `openpcn`: which word is answered by which module, loaded when called.

How a command is added
----------------------
One line in `COMMANDS` below names a module beside this one and the Typer application in it:

    "networks": Command("openpcn.cli.networks:app", "List, show and review networks"),

The module is imported only when its word is typed, so every other command stays quick:

    app = typer.Typer(help="List, show and review networks", no_args_is_help=True)

    @app.command("list")
    def list_networks(as_at: AsAt = None, within: Within = "", as_json: AsJson = False) -> None:
        start_django()
        from openpcn.domains.registry.queries import structure
        ...

A noun with verbs (`networks list`) has one `@app.command("verb")` for each, and an empty
`@app.callback()` where there is only one verb. A word that stands alone (`load FOLDER`) has
exactly one `@app.command()`.

What a module may count on
--------------------------
* `openpcn.cli.answers` has `start_django()`, the shared options `AsAt`, `AsKnown`, `Within` and
  `AsJson`, `moment(as_at, as_known)`, which gives a `When`, `show_json` and `show_table`.
* Import Django, queries, numpy or shapely inside the function, after `start_django()`.
* Raise the errors of `openpcn.kernel.errors` and let them through: `main` prints message and
  next step on stderr (as JSON where `--json` was typed) and leaves with the family's exit code:
  Refused 3, NotPossible 4, NotRight 5. A wrong command line is 2, our own mistake 1.
* Answers go to stdout, everything else to stderr.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from openpcn.kernel.errors import NotPossible, NotRight, OpenPCNError, Refused

EXIT_CODES: dict[type[OpenPCNError], int] = {Refused: 3, NotPossible: 4, NotRight: 5}
WRONG_COMMAND_LINE = 2


@dataclass(frozen=True)
class Command:
    """Where a word of the command line is answered ("module:application"), and what it is for."""

    target: str
    summary: str


COMMANDS: dict[str, Command] = {
    "up": Command("openpcn.cli.up:app", "Serve the site"),
    "work": Command("openpcn.cli.up:work", "Do long work (`up` runs one of these itself)"),
    "load": Command("openpcn.cli.load:app", "Load a folder or a file of published data"),
    "networks": Command("openpcn.cli.networks:app", "List, show and review networks"),
    "practices": Command("openpcn.cli.practices:app", "Show practices"),
    "structure": Command("openpcn.cli.structure:app", "Draw neighbourhood, place and system"),
    "demonstration": Command(
        "openpcn.cli.demonstration:app", "Write the files of an invented system"
    ),
    "population": Command(
        "openpcn.cli.population:app", "Make, load and question records of people"
    ),
    "funding": Command("openpcn.cli.funding:app", "Work out entitlements and explain them"),
    "report": Command("openpcn.cli.report:app", "Write reports for committees and boards"),
    "claims": Command("openpcn.cli.claims:app", "Prepare and check claims for staff in post"),
    "workforce": Command("openpcn.cli.workforce:app", "Show and project staff; recompute a paper"),
    "evidence": Command("openpcn.cli.evidence:app", "Show published numbers and contradictions"),
    "calendar": Command("openpcn.cli.calendar:app", "Show what a contract year asks for, and when"),
    "community": Command("openpcn.cli.community:app", "Import directories of community services"),
    "administrator": Command("openpcn.cli.upkeep:administrator", "Make the first administrator"),
    "backup": Command("openpcn.cli.upkeep:backup", "Keep a copy of everything in one file"),
    "restore": Command("openpcn.cli.upkeep:restore", "Put a kept copy back"),
    "upgrade": Command("openpcn.cli.upkeep:upgrade", "Bring the database to this version"),
    "version": Command("openpcn.cli.upkeep:version", "Say which version this is"),
}


def main(typed: Sequence[str] | None = None) -> None:
    """Answer what was typed, and leave with the exit code of what happened."""
    words = take_state_out(list(sys.argv[1:] if typed is None else typed))
    if not words or words[0] in {"--help", "-h"}:
        print(overview())
    elif words[0] not in COMMANDS:
        print(f"There is no command {words[0]!r}.\n\n{overview()}", file=sys.stderr)
        sys.exit(WRONG_COMMAND_LINE)
    else:
        answer(words[0], words[1:])


def answer(word: str, rest: list[str]) -> None:
    """Run one command; trouble that a person can act on is told without a traceback."""
    from typer.main import get_command

    module, _, name = COMMANDS[word].target.partition(":")
    application = getattr(importlib.import_module(module), name)
    application._add_completion = False
    try:
        get_command(application)(args=rest, prog_name=f"openpcn {word}")
    except OpenPCNError as trouble:
        print(in_words(trouble, as_json="--json" in rest), file=sys.stderr)
        sys.exit(exit_code(trouble))


def take_state_out(words: list[str]) -> list[str]:
    """Every command takes `--state FOLDER`; settings read it once, from OPENPCN_STATE."""
    for at, word in enumerate(words):
        name, given, folder = word.partition("=")
        if name == "--state" and (given or at + 1 < len(words)):
            os.environ["OPENPCN_STATE"] = folder if given else words[at + 1]
            return words[:at] + words[at + (1 if given else 2) :]
    return words


def overview() -> str:
    """Every command with what it is for."""
    lines = [f"  {word:<14} {command.summary}" for word, command in COMMANDS.items()]
    return "\n".join(
        [
            "openpcn: networks and neighbourhoods of English primary care, on any date.",
            "",
            "openpcn COMMAND [--help] [--state FOLDER]",
            "",
            *lines,
        ]
    )


def in_words(trouble: OpenPCNError, *, as_json: bool) -> str:
    """What happened and the next step, for a person or for a program."""
    if not as_json:
        return str(trouble)
    return json.dumps(
        {
            "error": type(trouble).__name__,
            "message": trouble.message,
            "next_step": trouble.next_step,
        }
    )


def exit_code(trouble: OpenPCNError) -> int:
    """The exit code of the family that the trouble belongs to."""
    return next((code for family, code in EXIT_CODES.items() if isinstance(trouble, family)), 1)


if __name__ == "__main__":
    main()
