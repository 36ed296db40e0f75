"""What differs between two issues of a report: numbers that changed, rows that came and went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from openpcn.kernel.documents import Document, Row, Table, text_of

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TIME = re.compile(rf"(\d{{1,2}} )?({MONTHS}) \d{{4}}|\d{{4}}/\d{{2}}")
"""A day, a month or a year as the captions of reports say it."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One cell or row that is not the same."""

    table: str
    row: str
    column: str
    """Empty where the whole row came or went."""
    before: str
    after: str


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Cell by cell, table by table; a table is known by its caption, a row by its first cell.

    The same table of another year is the same: the times in captions tell no tables apart.
    """
    apart = told_apart_by_time(before) | told_apart_by_time(after)
    old, new = tables_of(before, apart), tables_of(after, apart)
    return tuple(
        one for key in dict.fromkeys([*old, *new]) for one in between(old.get(key), new.get(key))
    )


def told_apart_by_time(document: Document) -> frozenset[str]:
    """Captions without their time that several tables of a report share."""
    times = Counter(
        TIME.sub("", part.caption) for part in document.parts if isinstance(part, Table)
    )
    return frozenset(caption for caption, number in times.items() if number > 1)


def tables_of(document: Document, apart: frozenset[str]) -> dict[str, Table]:
    """The tables of a report by caption, without its time unless that tells tables apart."""
    return {
        part.caption if (timeless := TIME.sub("", part.caption)) in apart else timeless: part
        for part in document.parts
        if isinstance(part, Table)
    }


def between(old: Table | None, new: Table | None) -> Iterator[Difference]:
    """What differs in one table."""
    caption = ", then ".join(dict.fromkeys(table.caption for table in (old, new) if table))
    before, after = rows_of(old), rows_of(new)
    for name in dict.fromkeys([*before, *after]):
        if name not in after or name not in before:
            was, now = ("there", "not there") if name in before else ("not there", "there")
            yield Difference(table=caption, row=name, column="", before=was, after=now)
            continue
        for column in before[name]:
            was, now = before[name][column], after[name].get(column, "")
            if was != now:
                yield Difference(table=caption, row=name, column=column, before=was, after=now)


def rows_of(table: Table | None) -> dict[str, dict[str, str]]:
    """The cells of each row by the heading of their column."""
    if table is None:
        return {}
    labels = [column.label for column in table.columns]
    times = Counter(text_of(row[0]) for row in table.every_row())
    return {row_name(row, times): named(labels, row) for row in table.every_row()}


def row_name(row: Row, times: Counter[str]) -> str:
    """The first cell of a row, with the second where several rows begin alike."""
    first = text_of(row[0])
    return first if times[first] == 1 else f"{first}: {text_of(row[1])}"


def named(labels: list[str], row: Row) -> dict[str, str]:
    """The cells after the first, by heading."""
    return {label: text_of(cell) for label, cell in list(zip(labels, row, strict=True))[1:]}
