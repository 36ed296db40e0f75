"""`openpcn calendar show`: what a contract year asks for, and when, for whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openpcn.cli.answers import AsAt, AsJson, moment, show_json, show_table, start_registry

if TYPE_CHECKING:
    from openpcn.workflows.calendar.show_calendar import YearCalendar

app = typer.Typer(help="Show what a contract year asks for, and when", no_args_is_help=True)


@app.callback()
def calendar() -> None:
    """Show what a contract year asks for, and when."""


@app.command("show")
def show(
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help="A practice, network or board; else England")
    ] = "",
    year: Annotated[
        str, typer.Option("--year", metavar="YEAR", help="For example 2026/27; that of the day")
    ] = "",
    file: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write it as iCalendar")
    ] = None,
    as_at: AsAt = None,
    as_json: AsJson = False,
) -> None:
    """Show the calendar of a contract year; what is done is shown on the site only."""
    start_registry()
    from openpcn.workflows.calendar.as_icalendar import as_icalendar
    from openpcn.workflows.calendar.show_calendar import show_calendar

    found = show_calendar(None, code, year=year, when=moment(as_at))
    if file is not None:
        file.write_bytes(as_icalendar([found]))
    if as_json:
        show_json(plain(found))
    elif file is None:
        show_year(found)


def plain(found: YearCalendar) -> dict[str, Any]:
    """The calendar for other programs."""
    return {
        "year": str(found.year),
        "of": found.scope.code if found.scope else None,
        "owed": [
            {
                "code": one.occurrence.obligation.code,
                "title": one.occurrence.obligation.title,
                "owner": one.occurrence.obligation.owner.value,
                "due": one.occurrence.obligation.due.value,
                "month": one.occurrence.key if one.occurrence.month else None,
                "due_on": one.occurrence.due_on,
                "is_local": one.occurrence.is_local,
                "evidence": one.occurrence.obligation.evidence,
                "status": one.occurrence.obligation.status,
                "sources": [each.title for each in one.occurrence.obligation.sources],
                "note": one.occurrence.obligation.note,
            }
            for one in found.entries
        ],
        "received": [
            {
                "entitlement": line.title,
                "month": f"{one.month:%Y-%m}",
                "paid_to": one.paid_to.value,
                "expected_on": None if one.paid.how == "not_held" else one.paid.on,
                "day_is": one.paid.how.value,
                "pounds": float(one.pounds),
                "status": line.status,
            }
            for line in found.receipts.lines
            for one in line.months
        ],
    }


def show_year(found: YearCalendar) -> None:
    """The calendar for reading."""
    from openpcn.engines.calendar.obligations import Due
    from openpcn.kernel.when import in_words
    from openpcn.rulebook.statuses import Status

    print(f"Contract calendar {found.year}\n")
    rows, told = [], set()
    for one in found.entries:
        each, due_on = one.occurrence.obligation, one.occurrence.due_on
        if due_on is None and each.due is Due.MONTHLY and each.code in told:
            continue
        told.add(each.code)
        words = {
            Due.ONCE: "day not found",
            Due.MONTHLY: "each month",
            Due.ALL_YEAR: "through the year",
        }
        when = words[each.due] if due_on is None else in_words(due_on)
        rows.append((when, each.title, each.owner.words, Status(each.status).words))
    show_table(("By when", "What", "Who", "Rule is"), rows)
    if found.receipts.lines:
        print()
        words = {"local": "", "published": "about ", "not_held": "day not held; by end of month, "}
        show_table(
            ("Month", "Paid to", "By when", "Due by the network’s statement"),
            [
                (
                    f"{one.month:%B %Y}",
                    one.paid_to.words,
                    f"{words[one.paid.how]}{in_words(one.paid.on)}",
                    f"£{one.pounds:,.2f}",
                )
                for one in found.receipts.together
            ],
        )
