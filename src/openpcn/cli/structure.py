"""`openpcn structure`: draw places, networks and practices of a system, on a day or on two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import AsAt, AsJson, AsKnown, Within, read_day, show_json
from openpcn.cli.networks import asked
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import When

app = typer.Typer(help="Draw neighbourhood, place and system")
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE.svg", help="Where the drawing goes")
]
Against = Annotated[
    str | None, typer.Option("--against", metavar="DAY", help="Another day to stand beside it")
]
Future = Annotated[
    int | None, typer.Option("--future", metavar="NUMBER", help="A published future beside it")
]


@app.command()
def structure(
    out: Out = None,
    as_at: AsAt = None,
    as_known: AsKnown = None,
    within: Within = "",
    against: Against = None,
    future: Future = None,
    as_json: AsJson = False,
) -> None:
    """Draw the structure as SVG, with what differs where two are shown; or answer it as JSON."""
    if out is None and not as_json:
        raise NotRight("There is nowhere to draw.", next_step="Name a file with --out FILE.svg.")
    other = read_day(against) if against else None
    when = asked(as_at, as_known)
    code = within or the_only_system(when)
    if out is not None:
        from openpcn.workflows.drawings.structure import structure_svg
        from openpcn.workflows.facts.tell_source import labelled, tell_source
        from openpcn.workflows.structure.show_structure import show_structure

        answer = show_structure(code, when=when, against=other, future=future)
        places = [place.code for place in answer.places]
        drawing = structure_svg(answer.shown, opened=places, name="structure")
        write(out, labelled(drawing, tell_source(when=when)))
        if not as_json:
            print(f"{answer.title}. {answer.lead}\n{out}")
    if as_json:
        from openpcn.workflows.structure.tree import tree_of

        show_json(tree_of(when=when, within=code))


def the_only_system(when: When) -> str:
    """The system, where one alone is held."""
    from openpcn.domains.registry.queries.structure import systems

    codes = [one.code for one in systems(when=when)]
    if len(codes) != 1:
        raise NotRight(
            f"{len(codes)} systems are held, and one is drawn at a time.",
            next_step="Name a system or place with --within, for example QK1.",
        )
    return codes[0]


def write(out: Path, drawing: str) -> None:
    """The drawing in its file."""
    try:
        out.write_text(drawing, encoding="utf-8")
    except OSError as trouble:
        raise NotPossible(
            f"{out} cannot be written: {trouble.strerror}.", next_step="Name another file."
        ) from None
