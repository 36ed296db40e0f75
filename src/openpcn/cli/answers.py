"""What every command shares: starting Django, the options about time, and showing an answer."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import click
import typer

from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When

LONDON = ZoneInfo("Europe/London")

AsAt = Annotated[
    str | None, typer.Option("--as-at", metavar="DAY", help="The day asked about; today")
]
AsKnown = Annotated[
    str | None,
    typer.Option("--as-known", metavar="MOMENT", help="By when it was known to us; now"),
]
Within = Annotated[
    str,
    typer.Option("--within", metavar="CODE", help="Only in this place, sub-ICB, ICB or region"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON")]


def start_django() -> None:
    """Read the settings and make the models ready; costs a third of a second, so done late."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpcn.site.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def start_registry() -> None:
    """Start Django with a database that has its tables; a new one is made on the spot."""
    start_django()
    from django.db import connection

    if "registry_dataset" not in connection.introspection.table_names():
        from openpcn.workflows.upkeep import upgrade

        upgrade()


def moment(as_at: str | None, as_known: str | None = None) -> When:
    """The day and the moment of knowledge that were typed; today and now where they were not."""
    day = read_day(as_at) if as_at else datetime.now(LONDON).date()
    return When(as_at=day, as_known=read_moment(as_known) if as_known else None)


def read_day(text: str) -> date:
    """A day typed as 2025-03-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotRight(f"{text!r} is not a day.", next_step="Write it as 2025-03-31.") from None


def read_moment(text: str) -> datetime:
    """A moment typed as 2025-03-31 or 2025-03-31T12:00, in London; a day means its end."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise NotRight(
            f"{text!r} is not a moment.", next_step="Write it as 2025-03-31 or 2025-03-31T12:00."
        ) from None
    if len(text) <= len("2025-03-31"):
        read = datetime.combine(read.date(), time.max)
    return (read if read.tzinfo else read.replace(tzinfo=LONDON)).astimezone(UTC)


def say_source_after(when: When) -> None:
    """After the answer, on stderr: whether the data are invented, the day and the files."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(lambda: say_source(when))


def say_source(when: When) -> None:
    """The source of an answer, unless there was trouble instead of one."""
    if sys.exc_info()[0] is None:
        from openpcn.workflows.facts.tell_source import tell_source

        print(f"\n{tell_source(when=when).sentence}", file=sys.stderr)


def show_json(answer: object, when: When | None = None) -> None:
    """Print an answer, or many, as JSON; an object about a day says its source."""
    if when is not None:
        from openpcn.workflows.facts.tell_source import tell_source

        told = tell_source(when=when)
        source = {"is_demonstration": told.is_demonstration, "source": told.as_json()}
        answer = (answer if isinstance(answer, dict) else as_plain(answer)) | source
    json.dump(answer, sys.stdout, default=as_plain, indent=2, ensure_ascii=False)
    print()


def as_plain(value: Any) -> Any:
    """A value that JSON does not know, as one that it does."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Iterable):
        return list(value)
    return str(value)


def show_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under headings: columns in line, numbers to the right, an empty cell for None."""
    table = [[in_a_cell(value) for value in row] for row in rows]
    numeric = [all(is_number(row[at]) for row in table) for at in range(len(headings))]
    widths = [
        max(len(heading), *(len(row[at]) for row in table)) if table else len(heading)
        for at, heading in enumerate(headings)
    ]
    for row in [list(headings), *table]:
        cells = zip(row, widths, numeric, strict=True)
        print("  ".join(f"{c:>{w}}" if n else f"{c:<{w}}" for c, w, n in cells).rstrip())


def in_a_cell(value: object) -> str:
    """A value as a person reads it: 41,000; nothing for None."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def is_number(text: str) -> bool:
    """Whether a cell holds a number or nothing."""
    return not text or text.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()
