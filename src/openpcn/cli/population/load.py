"""`openpcn population load`: people's records from an extract, practice by practice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, moment, show_json, show_table, start_registry

if TYPE_CHECKING:
    from openpcn.workflows.population.loading import Loaded


def verb(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The extract")],
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="The folder of records")],
    format_called: Annotated[
        str, typer.Option("--format", help="gp-csv, fhir or omop; told from the files otherwise")
    ] = "",
    extracted_on: Annotated[
        str | None,
        typer.Option("--extracted-on", metavar="DAY", help="When the extract was taken; today"),
    ] = None,
    practice: Annotated[
        str, typer.Option("--practice", metavar="CODE", help="Of people who name no practice")
    ] = "V81999",
    synthetic: Annotated[
        bool, typer.Option("--synthetic", help="Label these people as invented")
    ] = False,
    may_shrink: Annotated[
        bool, typer.Option("--may-shrink", help="Also where most of a practice's people are gone")
    ] = False,
    optouts_applied: Annotated[
        bool,
        typer.Option("--optouts-applied", help="The supplier has left out whoever opted out"),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Replace the records of every practice in the extract; all other practices stay as held."""
    start_registry()
    from django.conf import settings

    from openpcn.cli.progress import bar
    from openpcn.workflows.population.loading import load_records
    from openpcn.workflows.population.pseudonyms import pseudonym_key
    from openpcn.workflows.population.registered import practices_of_registry

    day = moment(extracted_on).as_at
    with bar("Loading", quiet=as_json) as progress:
        loaded = load_records(
            folder,
            into=into,
            extracted_on=day,
            key=pseudonym_key(Path(settings.STATE)),
            format_called=format_called,
            practice=practice,
            synthetic=synthetic,
            known_practices=practices_of_registry(day),
            may_shrink=may_shrink,
            optouts_applied=optouts_applied,
            progress=progress,
        )
    show_json(loaded) if as_json else show(loaded, into)


def show(loaded: Loaded, into: Path) -> None:
    """Print what was kept, what was not and why, without a word about anybody."""
    print(f"{loaded.title}, taken on {loaded.extracted_on}. {loaded.label}\n")
    show_table(
        ["Practice", "People", "Registrations", "Events", "Encounters", "Rejected rows"],
        [
            [one.practice, one.people, one.registrations, one.events, one.encounters, one.rejected]
            for one in loaded.practices
        ],
    )
    print()
    show_table(
        ["What was read", "Read", "Used"],
        [[kind, many, loaded.kept.get(kind)] for kind, many in sorted(loaded.read.items())],
    )
    for title, counts in (
        ("Not kept", loaded.passed_over),
        ("Rejected", loaded.rejected),
        ("Put right", loaded.noticed),
    ):
        if counts:
            print(f"\n{title}")
            for said, many in counts.items():
                print(f"  {many:>10,}  {said}")
    if loaded.rejected:
        print(f"\nThe rejected rows are listed in {into / 'quarantine'}.")
    print(f"\n{loaded.not_assured}")
