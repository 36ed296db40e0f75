"""How wide the columns of a table are, beside each other: by the words that stand in them."""

from __future__ import annotations

from openpcn.kernel.documents import Table, text_of

NARROW, WIDE = 14, 44
"""Letters: no column counts as less, and a longer text runs over lines."""


def shares(table: Table) -> tuple[int, ...]:
    """For each column the letters of its longest cell, between the two bounds."""
    return tuple(
        min(WIDE, max(NARROW, len(column.label), *(len(text_of(row[at])) for row in rows)))
        if (rows := table.every_row())
        else max(NARROW, len(column.label))
        for at, column in enumerate(table.columns)
    )
