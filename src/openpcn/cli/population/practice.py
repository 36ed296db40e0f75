"""`openpcn population practice number|name`: what a practice does with its own key, at home."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import AsJson, show_json
from openpcn.kernel.state import state_folder
from openpcn.kernel.wording import counted

app = typer.Typer(
    help="At the practice: number its people before records leave, name them again",
    no_args_is_help=True,
)
Practice = Annotated[str, typer.Option("--practice", metavar="CODE", help="The practice's code")]


@app.command()
def number(
    extract: Annotated[Path, typer.Argument(metavar="EXTRACT", help="The GP extract, as CSV")],
    practice: Practice,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder, to send")],
    as_json: AsJson = False,
) -> None:
    """Write an extract with numbers in place of patients; the key stays in the state folder."""
    from openpcn.workflows.population.at_practice import number_extract

    done = number_extract(extract, practice=practice, key=own_key(), out=out)
    if as_json:
        show_json(done)
        return
    print(
        f"{counted(done.people, 'person', 'people')} of {practice} "
        f"{'is a number' if done.people == 1 else 'are numbers'} in {out}: "
        f"{', '.join(f'{many:,} of {kind}' for kind, many in done.rows.items())}."
    )
    if done.left_behind:
        print(f"Columns left behind: {', '.join(done.left_behind)}.")
    print("Send this folder. Keep the key (pseudonym-key in the state folder): it never leaves.")


@app.command()
def name(
    listed: Annotated[Path, typer.Argument(metavar="LIST", help="The list, as the site gives it")],
    patients: Annotated[
        Path, typer.Option("--patients", metavar="FILE", help="The practice's own patients, as CSV")
    ],
    practice: Practice,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="A new file, to keep here")],
    as_json: AsJson = False,
) -> None:
    """Write a list with the practice's own identifiers before the numbers."""
    from openpcn.workflows.population.at_practice import name_people

    done = name_people(listed, patients, practice=practice, key=own_key(), out=out)
    if as_json:
        show_json(done)
        return
    print(
        f"{counted(done.named, 'person', 'people')} of {practice} "
        f"{'has a name' if done.named == 1 else 'have names'} in {out}."
    )
    if done.not_found:
        print(f"{done.not_found:,} of the list are not among these patients; they may have left.")
    print(f"The file says who people are: keep it at the practice.\n{done.not_assured}")


def own_key() -> bytes:
    """The key of this computer's state folder."""
    from openpcn.workflows.population.pseudonyms import pseudonym_key

    return pseudonym_key(state_folder())
