"""`openpcn networks`: list, show, compare, review and propose networks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openpcn.cli import plan_options as options
from openpcn.cli import propose, tables
from openpcn.cli.answers import (
    LONDON,
    AsAt,
    AsJson,
    AsKnown,
    Within,
    moment,
    read_day,
    read_moment,
    say_source_after,
    show_json,
    show_table,
    start_registry,
)
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When, in_words

if TYPE_CHECKING:
    from openpcn.domains.registry.queries.structure import NetworkAnswer
    from openpcn.workflows.reviewing.networks import ReviewAnswer
    from openpcn.workflows.structure.comparing import Comparison
    from openpcn.workflows.structure.reading import NetworkShown

app = typer.Typer(help="List, show, compare, review and propose networks", no_args_is_help=True)
app.command("propose")(propose.propose)
Code = Annotated[str, typer.Argument(metavar="CODE", help="The network's code")]


def asked(as_at: str | None, as_known: str | None) -> When:
    """The day and the moment that were typed, once something is held that could answer."""
    when = moment(as_at, as_known)
    start_registry()
    from openpcn.workflows.structure.reading import check_question

    check_question(when, today=datetime.now(LONDON).date())
    say_source_after(when)
    return when


@app.command("list")
def list_networks(
    as_at: AsAt = None,
    as_known: AsKnown = None,
    within: Within = "",
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer as CSV")] = False,
) -> None:
    """Every network on a day, with its size."""
    if as_json and as_csv:
        raise NotRight("An answer is JSON or CSV, not both.", next_step="Leave one of them out.")
    when = asked(as_at, as_known)
    from openpcn.domains.registry.queries.structure import networks
    from openpcn.workflows.facts.displayed import as_displayed

    found = as_displayed(networks(when=when, within=within or None), when=when)
    if as_json:
        show_json(found)
    elif as_csv:
        from openpcn.workflows.facts.tell_source import tell_source
        from openpcn.workflows.structure.exporting import network_cells, network_fields

        told = tell_source(when=when)
        tables.write_csv(network_fields(told), (network_cells(one, told) for one in found))
    else:
        print_list(found, when)


def print_list(found: list[NetworkAnswer], when: When) -> None:
    """A table of networks and one line that sums it up."""
    show_table(tables.NETWORKS, map(tables.network_row, found))
    lists = [one.patients for one in found if one.patients is not None]
    patients = f"with {sum(lists):,} patients" if lists else "whose lists are not held"
    practices = sum(one.practices for one in found)
    day = in_words(when.as_at)
    print(f"\n{len(found):,} networks of {practices:,} practices {patients} on {day}.")
    if len(lists) < len(found):
        missing = len(found) - len(lists)
        print(f"No list of the 12 months before is held for {missing:,} of them.")


@app.command("show")
def show(code: Code, as_at: AsAt = None, as_known: AsKnown = None, as_json: AsJson = False) -> None:
    """One network: its practices, size, reasons and history."""
    when = asked(as_at, as_known)
    from openpcn.workflows.structure.reading import show_network

    found = show_network(code, when=when)
    show_json(found, when) if as_json else print_network(found, when)


def print_network(found: NetworkShown, when: When) -> None:
    """A network as a person reads it."""
    from openpcn.workflows.structure.reading import against_the_band

    one = found.organisation
    print(f"{one.name} ({one.code}), as at {in_words(when.as_at)}")
    print(" › ".join(parent.name for parent in found.parents))
    if found.not_on_the_day:
        print(found.not_on_the_day)
    if found.network is not None and found.network.patients is not None:
        band = against_the_band(found.network.patients)
        print(f"{found.network.patients:,} registered patients; {band} (30,000 to 50,000)")
    for why in found.rationales:
        print(f"Rationale of {in_words(why.signed_on)}, signed by {why.signed_by}: {why.text}")
    print()
    show_table(tables.PRACTICES, map(tables.practice_row, found.members))
    print("\nHistory")
    show_table(tables.LINKS, tables.link_rows(found.history))


@app.command("compare")
def compare(
    earlier: Annotated[str, typer.Option("--from", metavar="DAY", help="The earlier day")],
    later: Annotated[str, typer.Option("--to", metavar="DAY", help="The later day")],
    within: Within = "",
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """The difference between two days, explained practice by practice."""
    days = read_day(earlier), read_day(later)
    when = asked(later, as_known)
    from openpcn.workflows.structure.comparing import compare_networks

    found = compare_networks(
        earlier=days[0],
        later=days[1],
        within=within or None,
        as_known=read_moment(as_known) if as_known else None,
    )
    show_json(found, when) if as_json else print_comparison(found)


def print_comparison(found: Comparison) -> None:
    """Both totals, each network's sum, and what became of each practice."""
    for day, practices, patients in (
        (found.earlier, found.practices_before, found.patients_before),
        (found.later, found.practices_now, found.patients_now),
    ):
        print(f"{in_words(day)}: {practices:,} practices with {patients:,} patients")
    print("\nNetworks: what was, plus arrived, departed and change of lists, is what is.\n")
    show_table(tables.CHANGES, map(tables.change_row, found.networks))
    for change in found.networks:
        if change.name_before != change.name:
            print(f"{change.code} was called {change.name_before}; it is {change.name} now.")
    print("\nPractices that are elsewhere, opened, closed or renamed\n")
    for one in found.structural:
        print(f"{one.code}  {one.sentence}")
    print("\nPractices with another list\n")
    for one in found.changes:
        if one.what == "list":
            print(f"{one.code}  {one.sentence}")


@app.command("review")
@options.asks
def review(
    ask: options.Ask,
    plan: Annotated[
        Path | None, typer.Argument(metavar="[PLAN.csv]", help="Judge a plan, not what is held")
    ] = None,
    as_at: AsAt = None,
    as_known: AsKnown = None,
    within: options.InArea = "",
    neighbours_out: options.NeighboursOut = None,
    as_json: AsJson = False,
) -> None:
    """What needs attention in a map of networks, and the smallest change that would mend it.

    A plan is judged by the options of a proposal; seed, seconds and target change nothing.
    """
    if plan is not None or options.is_about_a_file(ask):
        propose.review_plan_file(plan, ask(), neighbours_out=neighbours_out, as_json=as_json)
        return
    when = asked(as_at, as_known)
    from openpcn.workflows.reviewing.networks import review_networks

    found = review_networks(when=when, within=within or None)
    show_json(found) if as_json else [print_review(one) for one in found]


def print_review(one: ReviewAnswer) -> None:
    """The findings of one system or part, the gravest first."""
    print(f"{one.within}: {one.practices} practices in {one.networks} networks")
    if not one.findings:
        print("Nothing needs attention.")
    for finding in one.findings:
        explained = " (a rationale is held)" if finding.explained else ""
        where = finding.network or ", ".join(finding.practices)
        print(f"\n{where}  {finding.title}{explained}")
        if finding.detail:
            print(f"  {finding.detail}")
        if finding.mend is not None:
            print(f"  Smallest change: {finding.mend.sentence}")
    print(f"\nNeighbours: {one.neighbour_rule}\n")
