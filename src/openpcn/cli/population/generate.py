"""`openpcn population generate`: records of invented people of the demonstration system."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import AsJson, show_json


def verb(
    people: Annotated[int, typer.Option("--people", metavar="N", help="How many are registered")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder for the records")],
    seed: Annotated[int, typer.Option("--seed", help="Of the demonstration system", min=0)] = 2026,
    region: Annotated[
        str, typer.Option("--region", help="Whose published prevalence is met; England is one")
    ] = "East Midlands",
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CODE", help="This practice or network; may be repeated"),
    ] = None,
    years: Annotated[
        int, typer.Option("--years", help="Years of contacts with services", min=1, max=10)
    ] = 3,
    as_json: AsJson = False,
) -> None:
    """Invent people, what they have and how they use services; the same seed, the same people."""
    from openpcn.cli.progress import bar
    from openpcn.workflows.population.generate import generate

    with bar("Generating", quiet=as_json) as progress:
        made = generate(
            people=people,
            out=out,
            seed=seed,
            region=region,
            only=tuple(only or ()),
            years=years,
            progress=progress,
        )
    if as_json:
        show_json(made)
        return
    print(
        f"{made.people:,} people of {made.practices:,} practices with {made.events:,} events and "
        f"{made.encounters:,} encounters are in {out}.\n"
        f"All are invented; prevalence is as published for {made.region}.\n"
        "OpenPCN is not assured as a medical device."
    )
