"""`openpcn population run`: answer the definitions for everybody in a folder of records."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, moment, show_json
from openpcn.kernel.state import state_folder

if TYPE_CHECKING:
    from openpcn.engines.population.definitions import Catalogue
    from openpcn.engines.population.plan import Codes

Records = Annotated[Path, typer.Option("--records", metavar="DIR", help="The folder of records")]
OnDay = Annotated[str, typer.Option("--as-at", metavar="DAY", help="The day asked about")]
Definitions = Annotated[
    list[str] | None,
    typer.Option("--definitions", metavar="NAMES", help="Only these, with commas; may be repeated"),
]


def verb(
    records: Records,
    as_at: OnDay,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where the answers are kept")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="duckdb; or spark or polars, which must agree")
    ] = "duckdb",
    definitions: Definitions = None,
    practice: Annotated[
        list[str] | None,
        typer.Option("--practice", metavar="CODE", help="Only this practice; may be repeated"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Answer every definition for everybody registered on a day, in one pass over the records."""
    from openpcn.workflows.population.running import run_population

    day = moment(as_at).as_at
    catalogue, codes = asked(records, in_words(definitions))
    ran = run_population(
        records,
        catalogue,
        codes,
        as_at=day,
        engine=engine,
        practices=practice or (),
        out=out,
    )
    if as_json:
        show_json(ran)
        return
    print(
        f"{ran.people:,} people of {ran.practices:,} practices, {ran.events:,} events and "
        f"{ran.encounters:,} encounters; {ran.definitions:,} definitions as at {ran.as_at}.\n"
        f"{ran.seconds:.2f} seconds, at most {ran.peak_mb:,} MB, with {ran.engine}.\n"
        f"Fingerprint {ran.fingerprint}"
    )
    print("\n".join(filter(None, (ran.label, ran.not_assured))))


def asked(records: Path, names: Collection[str]) -> tuple[Catalogue, Codes]:
    """The definitions that are asked for, with the codes that the records have for them.

    Those of the user's own that cannot be used are told on stderr; asked for by name, refused.
    """
    from openpcn.workflows.population.asking import catalogue_and_codes
    from openpcn.workflows.population.own_definitions import own_definitions

    state = state_folder()
    own = own_definitions(state)
    for finding in own.findings:
        print(f"{finding.file} is left out: {finding.words}", file=sys.stderr)
    return catalogue_and_codes(records, names, state=state, own=own.used)


def in_words(typed: list[str] | None) -> tuple[str, ...]:
    """Names typed with commas or one by one."""
    return tuple(name for some in typed or () for name in some.replace(",", " ").split())
