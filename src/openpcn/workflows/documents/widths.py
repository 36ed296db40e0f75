"""How wide the columns of a table are, beside each other: by the words that stand in them."""

from __future__ import annotations

from openpcn.kernel.documents import Table, text_of

NARROW, WIDE, PAGE = 18, 44, 150
"""Letters: no column counts as less; a longer text runs over lines, and fewer columns have more."""


def shares(table: Table) -> tuple[int, ...]:
    """For each column the letters of its longest cell, between the two bounds."""
    wide = max(WIDE, PAGE // len(table.columns))
    longest = [len(column.label) for column in table.columns]
    for row in table.every_row():
        longest = [max(most, len(text_of(cell))) for most, cell in zip(longest, row, strict=True)]
    return tuple(min(wide, max(NARROW, most)) for most in longest)
