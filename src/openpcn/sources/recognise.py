"""Tell what a file is from its content alone, or name the nearest format and what differs."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import in_words
from openpcn.sources import known
from openpcn.sources.catalogue import formats
from openpcn.sources.formats import Format, Glimpse
from openpcn.sources.nearest import not_recognised
from openpcn.sources.opening import Survey, open_text, survey
from openpcn.sources.rows import NotRecognised, Recognised
from openpcn.sources.tables import delimiter_of, runs_on
from openpcn.sources.workbooks import first_rows

GLIMPSED_ROWS = 40
BELIEVED_AHEAD = timedelta(days=731)


def recognise(
    path: Path,
    *,
    period_hint: date | None = None,
    name: str | None = None,
    mappings: Path | None = None,
    today: date | None = None,
) -> Recognised | NotRecognised:
    """Say what a file is, by content only; its name serves messages and, at need, the period.

    `period_hint` counts where the content gives no period, before the name of the file.
    `name` is what to call the file where it was put away under another name.
    `mappings` is a folder of mapping files that were added to ours.
    NotRight is raised for a file that nobody could read: empty, cut off, or a trap.
    """
    name = name or path.name
    surveyed = survey(path, name)
    glimpse = _glimpse(path, surveyed)
    if glimpse is None:
        return NotRecognised(
            nearest=None, differences=("It is not a table, a workbook of tables or a map.",)
        )
    candidates = formats(mappings)
    matching = [each for each in candidates if each.matches(glimpse)]
    if not matching:
        return known.for_what_it_is(glimpse) or not_recognised(glimpse, candidates)
    if len(glimpse.rows) == 1 and matching[0].headings:
        raise NotRight(
            f"{name} has headings on line 1 and no rows below them.",
            next_step="Fetch the file again from its publisher, then load it.",
        )
    best = max(matching, key=lambda each: len(each.headings))
    today = today or datetime.now(UTC).date()
    latest_day = today + BELIEVED_AHEAD
    return _recognised(best, glimpse, surveyed, period_hint, latest_day)


def _glimpse(path: Path, surveyed: Survey) -> Glimpse | None:
    if surveyed.container == "workbook":
        return Glimpse(sheets=first_rows(path, surveyed.name))
    if surveyed.container != "text":
        return None
    if surveyed.head.lstrip()[:1] in ("{", "["):
        return Glimpse(head=surveyed.head)
    rows, lines = [], [0]
    with open_text(path, surveyed.encoding) as stream:
        reader = csv.reader(stream, delimiter=delimiter_of(_first_line(surveyed)))
        try:
            for row in reader:
                rows.append(row)
                lines.append(reader.line_num)
                if len(rows) == GLIMPSED_ROWS:
                    break
        except csv.Error as problem:
            raise runs_on(surveyed.name, lines[-1] + 1) from problem
    rows[0] = [cell.lstrip("\ufeff") for cell in rows[0]]
    return Glimpse(rows=rows, head=surveyed.head)


def _first_line(surveyed: Survey) -> str:
    return surveyed.head.lstrip().split("\n", 1)[0]


def _recognised(
    found: Format,
    glimpse: Glimpse,
    surveyed: Survey,
    period_hint: date | None,
    latest_day: date,
) -> Recognised | NotRecognised:
    day, basis = _period(found, glimpse, surveyed.name, period_hint)
    if day is None and found.needs_day:
        return NotRecognised(
            nearest=found.title,
            known_as=found.title,
            differences=(
                "It does not say which period it is about, and nor does its name.",
                "Say it when loading (--period 2024-03), or put it in the name of the file.",
            ),
        )
    if day is not None and day > latest_day:
        raise NotRight(
            f"{surveyed.name} says that it is about {in_words(day)}, more than two years from now.",
            next_step="Look at its first rows and at its name, put the date right, and load it.",
        )
    return Recognised(
        format=found.id,
        title=found.title,
        publisher=found.publisher,
        licence=found.licence,
        period_on=day,
        period_basis=basis,
        file_name=surveyed.name,
        fingerprint=surveyed.fingerprint,
        size=surveyed.size,
        latest_day=latest_day,
        encoding=surveyed.encoding or "utf-8",
        delimiter=delimiter_of(_first_line(surveyed)),
    )


def _period(
    found: Format, glimpse: Glimpse, name: str, period_hint: date | None
) -> tuple[date | None, str]:
    if (day := found.day(glimpse)) is not None:
        return day, found.day_basis
    if period_hint is not None:
        return period_hint, "given"
    if (day := found.day_in_name(name)) is not None:
        return day, "name"
    return None, "none"
