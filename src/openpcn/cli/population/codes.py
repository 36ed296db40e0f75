"""`openpcn population codes add|lint|list`: the user's own copies of published lists of codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, moment, show_json, show_table
from openpcn.kernel.state import state_folder
from openpcn.kernel.wording import counted

if TYPE_CHECKING:
    from openpcn.workflows.population.codelists import Linted

app = typer.Typer(help="Load and check lists of clinical codes", no_args_is_help=True)

List = Annotated[Path, typer.Argument(metavar="FILE", help="A list of codes as CSV")]


@app.command()
def add(
    file: List,
    cluster: Annotated[str, typer.Option("--cluster", metavar="NAME", help="What it fills")],
    source: Annotated[
        str, typer.Option("--source", help="Publisher, version and day of the list")
    ] = "",
    system: Annotated[
        str, typer.Option("--system", help="Of a cluster of your own: snomed, dmd, icd10 or local")
    ] = "",
    meaning: Annotated[
        str, typer.Option("--meaning", help="Of a cluster of your own (OWN_…): what its codes say")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Keep a copy of a list as the contents of a cluster, pinned by its hash.

    A name that begins with OWN_ makes a cluster of your own, which your definitions can name.
    """
    from openpcn.workflows.population.codelists import add_codelist

    held = add_codelist(
        file,
        cluster=cluster,
        state=state_folder(),
        source=source,
        on=moment(None).as_at,
        system=system,
        meaning=meaning,
    )
    if as_json:
        show_json(held)
        return
    what = counted(held.codes, "code")
    print(f"{held.cluster} now has {what} of {held.file}.\nSHA-256 {held.sha256}")


@app.command()
def remove(
    cluster: Annotated[str, typer.Argument(metavar="NAME", help="The cluster whose list goes")],
) -> None:
    """Take the list of a cluster out of the state folder."""
    from openpcn.workflows.population.codelists import remove_codelist

    remove_codelist(cluster, state_folder())
    print(f"{cluster} has no list any longer.")


@app.command()
def lint(
    file: List,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="NAME", help="The cluster whose system it is of")
    ] = "",
    system: Annotated[
        str, typer.Option("--system", help="Or the system: snomed, dmd, icd10 or local")
    ] = "snomed",
    as_json: AsJson = False,
) -> None:
    """Check a list: check digits, spreadsheet damage, repetitions and codes out of use."""
    from openpcn.kernel.clinical_codes import SYSTEMS
    from openpcn.kernel.errors import NotRight
    from openpcn.workflows.population.codelists import cluster_of, in_words, lint_codelist

    of = cluster_of(cluster, state_folder()).system if cluster else system
    if of not in SYSTEMS:
        raise NotRight(
            f"There is no system {of!r} of codes.", next_step=f"Say one of {', '.join(SYSTEMS)}."
        )
    linted = lint_codelist(file, system=of)
    if as_json:
        show_json(linted)
    else:
        show(linted)
    if linted.grave:
        raise NotRight(
            f"{linted.file} cannot be used: {in_words(linted.grave)}.",
            next_step="Fetch the list again and do not open it in a spreadsheet before loading it.",
        )


def show(linted: Linted) -> None:
    """What was found, for a person."""
    lines, codes = counted(linted.lines, "line"), counted(len(linted.codes), "different code")
    print(f"{linted.file}: {lines}, {codes}.")
    if linted.troubles:
        show_table(
            ("line", "code", "what"),
            [(str(one.line), one.code, f"{one.weight}: {one.words}") for one in linted.troubles],
        )
    else:
        print("Nothing is wrong with it.")
    print(f"SHA-256 {linted.fingerprint}")


@app.command("list")
def list_clusters(
    missing: Annotated[
        bool, typer.Option("--missing", help="Only those without a list of your own")
    ] = False,
    definition: Annotated[
        str, typer.Option("--for", metavar="NAME", help="Only what this definition asks for")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the clusters that definitions name, and the lists that fill them."""
    from openpcn.rulebook.clusters import publications
    from openpcn.workflows.population.codelists import states_of_clusters
    from openpcn.workflows.population.own_definitions import catalogue_with, own_definitions

    state = state_folder()
    held = catalogue_with(own_definitions(state).used)
    asked = held.only([definition]).clusters if definition else None
    shown = [
        one
        for one in states_of_clusters(state)
        if (asked is None or one.cluster in asked)
        and not (missing and (one.held or one.published == "icd10"))
    ]
    if as_json:
        show_json(shown)
        return
    show_table(
        ("cluster", "system", "meaning", "codes", "added", "where it is published"),
        [
            (
                one.cluster,
                one.system,
                one.meaning,
                one.held.codes if one.held else None,
                one.held.added_on if one.held else "",
                publications()[one.published].title if one.published else "your own",
            )
            for one in shown
        ],
    )
