"""`openpcn population`: make, load and question records of people.

Each module beside this one is a verb, named as it is typed. It has either `verb`, the one function
that answers it, or `app`, a Typer application with words of its own (`population codes add`).
Nothing else has to be told of a new verb.
"""

from __future__ import annotations

import importlib
import pkgutil

import typer

app = typer.Typer(help="Make, load and question records of people", no_args_is_help=True)


@app.callback()
def population() -> None:
    """Make, load and question records of people."""


def add_verbs() -> None:
    """Give the application every verb of this folder, in the order of their names."""
    for found in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        module = importlib.import_module(f"{__name__}.{found}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=found)
        else:
            app.command(found)(module.verb)


add_verbs()
