"""`openpcn funding fairness`: money against need, and who gains from more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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
from openpcn.kernel.errors import NotRight
from openpcn.kernel.names import as_written

if TYPE_CHECKING:
    from openpcn.workflows.fairness.scenario import Scenario
    from openpcn.workflows.fairness.show_fairness import Fairness


def fairness(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A network, place or system")],
    method: Annotated[
        str, typer.Option("--method", help="Need is measured by: published, carr-hill or open")
    ] = "",
    money: Annotated[str, typer.Option("--money", help="Money that counts: core or all")] = "",
    year: Annotated[
        str, typer.Option("--year", metavar="YEAR", help="Payment year; the newest held")
    ] = "",
    budget: Annotated[
        str, typer.Option("--budget", metavar="POUNDS", help="Extra money a year; 1% of today's")
    ] = "",
    pace: Annotated[
        str, typer.Option("--pace", metavar="PERCENT", help="Most more a year for a practice; 5")
    ] = "",
    years: Annotated[str, typer.Option("--years", metavar="N", help="Over how many years; 5")] = "",
    floor: Annotated[
        str, typer.Option("--floor", metavar="POUNDS", help="Floor for each registered patient")
    ] = "",
    per_point: Annotated[
        str, typer.Option("--per-point", help="What a point of deprivation counts; 1.054")
    ] = "",
    told: Annotated[
        list[str] | None,
        typer.Option("--told", metavar="LINE", help="“Z90001 weighted=5120.5 money=612000”"),
    ] = None,
    as_at: AsAt = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """Compare money with need, and share out extra money so that nobody loses."""
    said = {
        "method": method,
        "money": money,
        "budget": budget,
        "pace": pace,
        "years": years,
        "floor": floor,
        "per_point": per_point,
        "told": "\n".join(told or ()),
    }
    start_registry()
    from openpcn.workflows.fairness.files import as_json as plain
    from openpcn.workflows.fairness.show_fairness import path_of, show_fairness

    when = moment(as_at, as_known)
    scenario = read(said)
    path = path_of(code, when=when)
    found = show_fairness(path, code.upper(), year=year, scenario=scenario, when=when)
    if as_json:
        show_json(plain(found), when)
        return
    show(found)
    say_source_after(when)


def read(said: dict[str, str]) -> Scenario:
    """The scenario that was typed; whatever is wrong with it is said at once."""
    from openpcn.workflows.fairness.scenario import read_scenario

    scenario, wrong = read_scenario(said)
    if wrong:
        raise NotRight(
            " ".join(f"--{name.replace('_', '-')}: {words}." for name, words in wrong.items()),
            next_step="See `openpcn funding fairness --help`.",
        )
    return scenario


def show(found: Fairness) -> None:
    """The answer for reading: sentences, gainers, floor, what is left out, what went in."""
    from openpcn.kernel.wording import pounds
    from openpcn.workflows.fairness.files import ILLUSTRATIVE
    from openpcn.workflows.fairness.files import told as sentences
    from openpcn.workflows.fairness.workings import ingredients

    for words in sentences(found):
        print(words)
    print(f"\n{len(found.plan.gainers)} of {len(found.practices)} practices gain; none loses.\n")
    show_table(
        ("Practice", "Name", "Today", "Gain", "After"),
        [
            (
                one.code,
                as_written(found.about[one.code].name),
                pounds(one.today),
                pounds(one.gain),
                pounds(one.after),
            )
            for one in found.plan.gainers
        ],
    )
    print()
    for year, spent in enumerate(found.plan.spent_by_year, 1):
        print(f"Year {year}: {pounds(spent)} beyond today's money.")
    print(
        f"\n{len(found.floor.below)} practices are below {pounds(found.floor.pounds_each)} a "
        f"patient; lifting them costs {pounds(found.floor.cost)} a year."
    )
    for left in found.weighed.left_out:
        print(f"Not compared: {as_written(left.name)} ({left.code}). {left.why}")
    print()
    for one in ingredients(found):
        print(f"{one.title} ({one.status}): {one.words}")
    print(f"\n{ILLUSTRATIVE}")
