"""`openpcn population why`: the codes and days behind a definition's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli.answers import AsJson, moment, show_json, show_table
from openpcn.cli.population.run import OnDay, Records, asked

if TYPE_CHECKING:
    from openpcn.workflows.population.telling_why import CodeOn


def verb(
    records: Records,
    as_at: OnDay,
    definition: Annotated[str, typer.Option("--definition", metavar="NAME", help="Which one")],
    person: Annotated[
        int | None, typer.Option("--person", metavar="ID", help="The person's pseudonym")
    ] = None,
    practice: Annotated[
        str, typer.Option("--practice", metavar="CODE", help="Where to look, or whom to list")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Why a definition is true of a person, or of everybody that it is true of in a practice."""
    if person is None and not practice:
        raise typer.BadParameter("Name a person, or a practice.")
    from openpcn.workflows.population.telling_why import why_person, why_practice

    day = moment(as_at).as_at
    catalogue, codes = asked(records, (definition,))
    if person is None:
        here = why_practice(records, catalogue, codes, definition, practice, as_at=day)
        if as_json:
            show_json(here)
            return
        print(f"{here.title} ({here.definition}) in {here.practice}, as at {here.as_at}")
        heads = ("Person", "Events", "First", "", "Last", "")
        show_table(
            heads,
            [(str(w.person_id), w.events, *cells(w.first), *cells(w.last)) for w in here.people],
        )
        print("\n".join(filter(None, (here.label, here.not_assured))))
        return
    why = why_person(records, catalogue, codes, definition, person, as_at=day, practice=practice)
    if as_json:
        show_json(why)
        return
    print(f"{why.title} ({why.definition}) of {why.person_id}, as at {why.as_at}: {why.answer}")
    show_table(
        ("Part of", "Looked for", "True", "Events", "First", "", "Last", ""),
        [
            (
                one.definition,
                one.looked_for,
                "yes" if one.is_true else "no",
                one.events,
                *cells(one.first),
                *cells(one.last),
            )
            for one in why.reasons
        ],
    )
    print("\n".join(filter(None, (why.label, why.not_assured))))


def cells(found: CodeOn | None) -> tuple[str, str]:
    """Day and code of a first or last event."""
    return ("", "") if found is None else (found.on.isoformat(), f"{found.code} {found.display}")
