"""`openpcn demonstration`: write the files of the invented system, to look at or to load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import AsJson, show_json
from openpcn.kernel.errors import NotPossible

app = typer.Typer(help="Write the files of the demonstration")


@app.command()
def demonstration(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where to write them")],
    seed: Annotated[int, typer.Option(help="Another seed makes another county", min=0)] = 2026,
    as_json: AsJson = False,
) -> None:
    """Invent a county with its practices and networks, as files like the published ones."""
    from openpcn.workflows.demonstration.write import write_demonstration

    if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
        raise NotPossible(f"{out} is not an empty folder.", next_step="Name another with --out.")
    written = write_demonstration(out, seed=seed)
    if as_json:
        show_json(sorted(path.name for path in written))
    else:
        print(f"{len(written)} files are in {out}. Load them with openpcn load {out}.")
