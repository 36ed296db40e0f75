"""`openpcn evidence`: every published number, and where sources contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from openpcn.cli.answers import AsJson, show_json, show_table

if TYPE_CHECKING:
    from openpcn.engines.evidence.claims import Claim

app = typer.Typer(help="Published numbers and their contradictions", no_args_is_help=True)


@app.command("contradictions")
def contradictions(as_json: AsJson = False) -> None:
    """Things about which sources contradict each other, with what each says."""
    from openpcn.workflows.evidence.register import register

    found = register().disputes
    if as_json:
        show_json([{"about": one.sentence, "claims": rows(one.claims)} for one in found])
        return
    for one in found:
        print(f"{one.sentence}")
        show_table(
            ("Number", "What is said", "Source", "Where"),
            [(each.written, each.words, each.source, each.place) for each in one.claims],
        )
        print()


@app.command("list")
def list_numbers(as_json: AsJson = False) -> None:
    """Every published number that is used, with its source and status."""
    from openpcn.workflows.evidence.register import register

    found = register()
    if as_json:
        show_json(rows(found.claims))
        return
    show_table(
        ("What", "About", "Time", "Number", "Status", "Source"),
        [(one.of, one.about, one.when, one.written, one.status, one.source)
         for one in found.claims],
    )  # fmt: skip
    print(found.sentence)


def rows(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """Claims for other programs; numbers as text, exactly as printed."""
    return [
        {
            "id": one.id,
            "of": one.of,
            "about": one.about,
            "when": one.when,
            "value": str(one.value),
            "unit": one.unit,
            "words": one.words,
            "source": one.source,
            "place": one.place,
            "url": one.url,
            "status": one.status,
            "checked_on": one.checked_on.isoformat(),
        }
        for one in claims
    ]
