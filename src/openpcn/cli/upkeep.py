"""`openpcn backup | restore | upgrade | administrator | version`: keeping an installation well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openpcn import __version__
from openpcn.cli.answers import AsJson, show_json, start_django

backup = typer.Typer()
restore = typer.Typer()
upgrade = typer.Typer()
administrator = typer.Typer()
version = typer.Typer()

Copy = Annotated[Path, typer.Argument(metavar="FILE", help="The copy")]


@backup.command()
def back_up(place: Copy, as_json: AsJson = False) -> None:
    """Keep a copy of everything recorded in one file, while the site goes on."""
    start_django()
    from openpcn.workflows import upkeep

    made = upkeep.back_up(place)
    if as_json:
        show_json(made)
    else:
        print(f"{made.rows:,} rows are kept in {made.place} ({made.size / 1e6:,.1f} MB).")


@restore.command()
def put_back(place: Copy, as_json: AsJson = False) -> None:
    """Put a kept copy back, once it is proven whole; what was there before is kept as well."""
    start_django()
    from openpcn.workflows import upkeep

    upkeep.upgrade()
    copy, before = upkeep.restore(place)
    upkeep.upgrade()
    if as_json:
        show_json({"restored": copy, "before": before})
    else:
        print(f"{copy.rows:,} rows of {copy.made_at:%d %B %Y, %H:%M} UTC are back.")
        print(f"What was there before is kept in {before}.")


@upgrade.command()
def bring_up_to_date(as_json: AsJson = False) -> None:
    """Bring the database to this version; an older one is kept first."""
    start_django()
    from openpcn.workflows import upkeep

    said = upkeep.upgrade() or ("The database is of this version already.",)
    if as_json:
        show_json({"version": __version__, "said": said})
    else:
        print("\n".join(said))


@administrator.command()
def make_first(
    name: Annotated[str, typer.Argument(help="The name to sign in with")],
    password: Annotated[
        str,
        typer.Option(prompt=True, confirmation_prompt=True, hide_input=True),
    ] = "",
) -> None:
    """Make the first administrator, who makes the other accounts on the site."""
    start_django()
    from openpcn.domains.accounts.actions import make_first_administrator
    from openpcn.workflows import upkeep

    upkeep.upgrade()
    account = make_first_administrator(username=name, password=password)
    print(f"{account.username} can sign in. Set up the second step at the first sign-in.")


@version.command()
def show_version(as_json: AsJson = False) -> None:
    """Say which version this is."""
    if as_json:
        show_json({"version": __version__})
    else:
        print(f"OpenPCN {__version__}")
