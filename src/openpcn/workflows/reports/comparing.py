"""What differs between two issues of a report: numbers that changed, rows that came and went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpcn.kernel.documents import Document, Row, Table, text_of


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
    """Cell by cell, table by table; a table is known by its caption, a row by its first cell."""
    old, new = tables_of(before), tables_of(after)
    captions = list(dict.fromkeys([*old, *new]))
    return tuple(
        one for caption in captions for one in between(caption, old.get(caption), new.get(caption))
    )


def tables_of(document: Document) -> dict[str, Table]:
    """The tables of a report by caption."""
    return {part.caption: part for part in document.parts if isinstance(part, Table)}


def between(caption: str, old: Table | None, new: Table | None) -> Iterator[Difference]:
    """What differs in one table."""
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
    return {text_of(row[0]): named(labels, row) for row in table.every_row()}


def named(labels: list[str], row: Row) -> dict[str, str]:
    """The cells after the first, by heading."""
    return {label: text_of(cell) for label, cell in list(zip(labels, row, strict=True))[1:]}
