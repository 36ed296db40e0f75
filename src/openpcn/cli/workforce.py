"""`openpcn workforce`: a paper recomputed, tables of staff, and projections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openpcn.cli.answers import (
    AsAt,
    AsJson,
    AsKnown,
    moment,
    say_source_after,
    show_json,
    show_table,
    start_registry,
)
from openpcn.kernel.errors import NotFound, NotRight

if TYPE_CHECKING:
    from openpcn.engines.workforce.tables import GroupTable
    from openpcn.kernel.when import When
    from openpcn.workflows.workforce.show_projection import Projected

app = typer.Typer(help="Staff: tables, a paper recomputed, projections", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="Code of a system, place, network or practice")]
Per = Annotated[float | None, typer.Option(metavar="PER CENT", help="A year; seen or England")]


@app.command("recompute")
def recompute(
    paper: Annotated[
        Path | None,
        typer.Option("--paper", metavar="FILE", help="A transcribed paper"),
    ] = None,
    only_differences: Annotated[
        bool, typer.Option("--differences", help="Only what contradicts")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Work a paper's tables out again from their inputs, and list the contradictions."""
    from openpcn.workflows.workforce.papers import as_json as plain
    from openpcn.workflows.workforce.papers import recompute_paper

    found = recompute_paper(paper)
    if as_json:
        show_json(plain(found))
        return
    print(f"{found.paper.title}, {found.paper.published}\n{found.sentence}\n")
    show_table(
        ("Page", "Table", "Row", "Figure", "Theirs", "Ours", "Outcome"),
        [
            (one.page, one.table, one.row, one.figure, f"{one.theirs:,}", f"{one.ours:,}",
             one.kind.words)
            for one in (found.differing if only_differences else found.rows)
        ],
    )  # fmt: skip
    print()
    for one in found.differing:
        print(f"{one.table}, {one.row}: {one.working}.")


@app.command("show")
def show(code: Code, as_at: AsAt = None, as_known: AsKnown = None, as_json: AsJson = False) -> None:
    """Lists, GPs and ratios of an organisation and its parts."""
    start_registry()
    from openpcn.workflows.workforce.show_people import show_people

    when = moment(as_at, as_known)
    found = show_people(None, path_of(code, when), code, when=when).tables
    if found.here is None or found.ends_on is None:
        newest = f" The newest held ends on {found.newest_on}." if found.newest_on else ""
        raise NotFound(
            f"Staff of {code} are not held for {when.as_at}.{newest}",
            next_step="Ask about another day, or load the workforce by practice.",
        )
    rows = [(each.code, each.table) for each in found.parts] + [(code, found.here)]
    if as_json:
        show_json({"year_ends_on": found.ends_on, "is_mean_of_year": True,
                   "rows": [group_as_json(one, of) for one, of in rows]}, when)  # fmt: skip
        return
    print(f"Mean of the year to {found.ends_on}; staff of networks are not counted.\n")
    show_table(
        ("Code", "Name", "Practices", "With a list", "List", "Average list", "GP per 1,000",
         "GPs, WTE", "List per WTE GP"),
        [group_row(one, of) for one, of in rows],
    )  # fmt: skip
    say_source_after(when)


@app.command("project")
def project(
    code: Code,
    staff: Annotated[
        str, typer.Option("--staff", help="gps, locums, nurses, direct or admin")
    ] = "gps",
    years: Annotated[int, typer.Option("--years", help="1 to 20")] = 10,
    joining: Annotated[
        float | None, typer.Option(metavar="FTE", help="Full-time equivalents that join a year")
    ] = None,
    leaving: Per = None,
    retiring: Per = None,
    hours: Annotated[
        float | None, typer.Option(metavar="PER CENT", help="Change of hours a year")
    ] = None,
    trained: Annotated[
        float | None, typer.Option(metavar="PEOPLE", help="More who complete training a year")
    ] = None,
    stay: Annotated[
        float | None, typer.Option(metavar="PER CENT", help="Of them, who take a post here")
    ] = None,
    fte_each: Annotated[
        float | None, typer.Option("--fte-each", metavar="FTE", help="Hours of each")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same interval")] = 2016,
    as_at: AsAt = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """Project staff from who joins, leaves and retires, and test it on years held back."""
    start_registry()
    from openpcn.workflows.workforce.scenarios import Typed
    from openpcn.workflows.workforce.show_projection import show_projection

    when = moment(as_at, as_known)
    typed = Typed(
        group=staff, years=years, joining=joining, leaving=leaving, retiring=retiring,
        hours=hours, trained=trained, stay=stay, fte_each=fte_each, seed=seed,
    )  # fmt: skip
    found = show_projection(path_of(code, when), code, typed, when=when)
    if not found.years:
        raise NotFound(
            f"No staff of {code} are held up to {when.as_at}.",
            next_step="Load the workforce by practice.",
        )
    if as_json:
        show_json(projected_as_json(found), when)
    else:
        show_projected(found)
        say_source_after(when)


def path_of(code: str, when: When) -> str:
    """Under which path an organisation stands."""
    from openpcn.domains.registry.queries.organisations import get_organisation
    from openpcn.workflows.facts.subject import KINDS

    kind = get_organisation(code, when=when).kind
    for path, kinds in KINDS.items():
        if kind in kinds:
            return path
    raise NotRight(
        f"{code} is a {kind}.", next_step="Ask about a system, place, network or practice."
    )


def group_row(code: str, of: GroupTable) -> tuple[object, ...]:
    """A group for reading."""
    from openpcn.workflows.workforce.gathering import GPS

    gps = of.staff.get(GPS)
    return (
        code, of.name, of.practices, of.with_patients, round(of.patients),
        None if of.average_list is None else round(of.average_list),
        *((None, None, None) if gps is None or gps.per_thousand is None else (
            f"{gps.per_thousand:.2f}", f"{gps.fte:.2f}",
            None if gps.patients_each is None else round(gps.patients_each))),
    )  # fmt: skip


def group_as_json(code: str, of: GroupTable) -> dict[str, Any]:
    """A group for other programs."""
    return {
        "code": code, "name": of.name, "practices": of.practices,
        "practices_with_a_list": of.with_patients, "patients": of.patients,
        "average_list": of.average_list, "single_handed": of.single_handed,
        "contracts": of.contracts,
        "staff": [
            {"group": name, "fte": each.fte, "practices_reporting": each.practices,
             "per_1000": each.per_thousand, "patients_each": each.patients_each}
            for name, each in of.staff.items()
        ],
    }  # fmt: skip


def show_projected(found: Projected) -> None:
    """A projection for reading."""
    last = found.history[-1]
    print(f"Published for {last.year}: {last.stock:,.1f} FTE\n")
    show_table(
        ("Year", "As it goes on", "Told", "Low", "High", "Needed", "Gap"),
        [
            (str(each.base.year), f"{each.base.stock:.1f}", f"{each.shown.stock:.1f}",
             f"{each.shown.low:.1f}", f"{each.shown.high:.1f}", f"{each.needed:.1f}",
             f"{each.gap:.1f}")
            for each in found.years
        ],
    )  # fmt: skip
    print("\nAssumed:")
    for one in found.assumptions:
        typed = getattr(found.typed, one.field)
        words = f"{one.status}; {one.source}" if typed is None else "typed"
        print(f"  {one.name}: {one.value if typed is None else typed:.2f} {one.unit} ({words})")
    print("\nHeld back and told, mean error:")
    show_table(
        ("Years ahead", "Tests", "Projection", "No change", "Inside 95%"),
        [
            (str(one.ahead), one.years, f"{100 * one.error:.1f}%",
             f"{100 * one.unchanged_error:.1f}%", f"{one.inside} of {one.years}")
            for one in found.scores
        ],
    )  # fmt: skip


def projected_as_json(found: Projected) -> dict[str, Any]:
    """A projection for other programs."""
    return {
        "published": [{"year": one.year, "fte": one.stock} for one in found.history],
        "years": [
            {"year": each.base.year, "goes_on": each.base.stock, "told": each.shown.stock,
             "low": each.shown.low, "high": each.shown.high, "joined": each.shown.joined,
             "trained": each.shown.trained, "left": each.shown.left,
             "retired": each.shown.retired, "needed": each.needed, "gap": each.gap}
            for each in found.years
        ],
        "assumptions": [
            {"name": one.field, "unit": one.unit, "note": one.note,
             "value": one.value if (typed := getattr(found.typed, one.field)) is None else typed,
             "status": one.status if typed is None else "typed",
             "origin": one.source if typed is None else ""}
            for one in found.assumptions
        ],
        "held_back": [
            {"years_ahead": one.ahead, "tests": one.years, "error": one.error,
             "no_change_error": one.unchanged_error, "inside": one.inside}
            for one in found.scores
        ],
        "seed": found.typed.seed,
    }  # fmt: skip
