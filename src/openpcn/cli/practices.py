"""`openpcn practices`: show a practice on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli import tables
from openpcn.cli.answers import AsAt, AsJson, AsKnown, Within, show_json, show_table
from openpcn.cli.networks import asked
from openpcn.kernel.when import When, in_words

if TYPE_CHECKING:
    from openpcn.workflows.structure.reading import PracticeShown

app = typer.Typer(help="Show practices", no_args_is_help=True)


@app.command("list")
def list_practices(
    as_at: AsAt = None, as_known: AsKnown = None, within: Within = "", as_json: AsJson = False
) -> None:
    """Every practice that was open on a day."""
    when = asked(as_at, as_known)
    from openpcn.domains.registry.queries.structure import practices
    from openpcn.workflows.facts.displayed import as_displayed

    found = as_displayed(practices(when=when, within=within or None), when=when)
    if as_json:
        show_json(found)
    else:
        show_table(tables.PRACTICES, map(tables.practice_row, found))


@app.command("show")
def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The practice's code")],
    as_at: AsAt = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """One practice: its network, its lists and its history."""
    when = asked(as_at, as_known)
    from openpcn.workflows.structure.reading import show_practice

    found = show_practice(code, when=when)
    show_json(found, when) if as_json else print_practice(found, when)


def print_practice(found: PracticeShown, when: When) -> None:
    """A practice as a person reads it."""
    one = found.organisation
    print(f"{one.name} ({one.code}), as at {in_words(when.as_at)}")
    print(" › ".join(parent.name for parent in found.parents))
    print(", ".join(part for part in (one.address, one.postcode, one.phone) if part))
    if found.not_on_the_day:
        print(found.not_on_the_day)
    if found.membership is not None:
        since = in_words(found.membership.starts_on)
        network = f"{found.membership.network_name} ({found.membership.network_code})"
        print(f"In {network} since {since}, by {found.membership.source}")
    elif not found.not_on_the_day:
        print("In no network on that day.")
    print()
    show_table(("List of", "Patients"), [(size.on, size.patients) for size in found.lists])
    print("\nHistory")
    show_table(tables.LINKS, tables.link_rows(found.history))
