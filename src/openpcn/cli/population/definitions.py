"""`openpcn population definitions list|show|check|add|remove`: what is asked, by whose word."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, show_json, show_table
from openpcn.kernel.state import state_folder
from openpcn.kernel.wording import counted

if TYPE_CHECKING:
    from openpcn.rulebook.phenotypes import Phenotype

app = typer.Typer(help="List, read and check definitions of groups", no_args_is_help=True)


@app.command("list")
def list_definitions(
    family: Annotated[str, typer.Option("--family", help="Only this family, such as qof")] = "",
    as_json: AsJson = False,
) -> None:
    """Show every definition with its title, how sure it is, and whether it counts."""
    from openpcn.kernel.errors import NotFound
    from openpcn.workflows.population.own_definitions import held_phenotypes, own_definitions

    held, findings = held_phenotypes(state_folder()), own_definitions(state_folder()).findings
    families = {one.family for one in held}
    if family and family not in families:
        raise NotFound(
            f"There is no family {family!r}.",
            next_step=f"Say one of {', '.join(sorted(families))}.",
        )
    shown = [one for one in held if family in ("", one.family)]
    for finding in findings:
        print(f"{finding.file} is left out: {finding.words} {finding.next_step}", file=sys.stderr)
    if as_json:
        show_json([about(one) for one in shown])
        return
    show_table(
        ("name", "family", "kind", "title", "status", "counted"),
        [
            (
                one.name,
                one.family,
                one.definition.kind,
                one.definition.title,
                str(one.status),
                "yes" if one.counted else f"like {one.like}",
            )
            for one in shown
        ],
    )


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The definition's name")],
    as_json: AsJson = False,
) -> None:
    """Show a definition: its words, source, codes and vignettes."""
    from openpcn.rulebook.phenotypes import phenotype_called
    from openpcn.rulebook.phenotypes.vignettes import said
    from openpcn.workflows.population.own_definitions import held_called

    one = held_called(name, state_folder())
    one = one if one.vignettes else phenotype_called(name, vignettes=True)
    if as_json:
        show_json(about(one))
        return
    source = one.source
    print(
        f"{one.definition.title} ({one.name}, version {one.version})\n\n{one.words}\n\n"
        f"Authority  {one.authority}\n"
        f"Source     {source.title}: {source.clause}, checked on {source.checked_on}\n"
        f"Status     {one.status} ({one.status.words})"
    )
    rest = {
        "Note": one.note,
        "Like": one.like,
        "Codes": ", ".join(sorted(one.definition.clusters)),
        "Uses": ", ".join(sorted(one.definition.uses)),
    }
    print("\n".join(f"{word:<10} {text}" for word, text in rest.items() if text))
    print()
    for vignette in one.vignettes:
        print(f"{vignette.kind:<9} {vignette.as_at}  {said(vignette.answer):<4} {vignette.words}")


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Your own definitions")],
    as_json: AsJson = False,
) -> None:
    """Read definitions of your own, and try each of their vignettes."""
    from openpcn.rulebook.phenotypes import phenotypes, read_folder

    own = read_folder(folder, beside=phenotypes())
    if as_json:
        show_json([about(one) for one in own])
        return
    vignettes = sum(len(one.vignettes) for one in own)
    print(
        f"{counted(len(own), 'definition')} of {folder} can be used; "
        f"{counted(vignettes, 'vignette')} came out as expected."
    )


@app.command()
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A definition of your own")],
) -> None:
    """Keep a definition of your own beside those that are shipped, if every vignette holds."""
    from openpcn.workflows.population.own_definitions import add_own

    one = add_own(file, state_folder())
    print(
        f"{one.definition.title} ({one.name}) is kept; "
        f"{counted(len(one.vignettes), 'vignette')} came out as expected.\n"
        "The next openpcn population run answers it; so does “Answer again” in the site."
    )


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The definition's name")],
) -> None:
    """Take a definition of your own away; those that are shipped stay."""
    from openpcn.workflows.population.own_definitions import remove_own

    remove_own(name, state_folder())
    print(f"{name} is used no longer.")


def about(one: Phenotype) -> dict[str, object]:
    """A definition as JSON says it."""
    return {
        "name": one.name,
        "title": one.definition.title,
        "kind": one.definition.kind,
        "words": one.words,
        "family": one.family,
        "version": one.version,
        "authority": one.authority,
        "source": one.source,
        "status": str(one.status),
        "note": one.note,
        "counted": one.counted,
        "like": one.like,
        "clusters": sorted(one.definition.clusters),
        "uses": sorted(one.definition.uses),
        "vignettes": [
            {
                "kind": vignette.kind,
                "words": vignette.words,
                "as_at": vignette.as_at,
                "answer": vignette.answer,
            }
            for vignette in one.vignettes
        ],
    }
