"""Read a recognised file into typed rows, one at a time, and tally what was met."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpcn.sources.catalogue import formats
from openpcn.sources.rows import Recognised, Row, Tally
from openpcn.sources.tallying import notice

SAVED_AS = {
    "cp1252": ("saved_as_windows_1252", "saved in Windows-1252 rather than UTF-8"),
    "utf-16": ("saved_as_utf_16", "saved in UTF-16 rather than UTF-8"),
    "utf-16-le": ("saved_as_utf_16", "saved in UTF-16 rather than UTF-8"),
    "utf-16-be": ("saved_as_utf_16", "saved in UTF-16 rather than UTF-8"),
}
SEPARATED_BY = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def read(
    path: Path, recognised: Recognised, tally: Tally, *, mappings: Path | None = None
) -> Iterator[Row]:
    """Yield the rows of a file; `tally` is complete when the last has been taken.

    Every line read is kept, passed over or rejected: the three add up. A kept line can give more
    than one row (a lookup, a table with several figures on a line).
    """
    found = next(each for each in formats(mappings) if each.id == recognised.format)
    _notice_how_it_was_saved(recognised, tally)
    yield from found.read(path, recognised, tally)
    tally.kept = tally.read - tally.rejected_count - sum(tally.passed_over.values())


def _notice_how_it_was_saved(recognised: Recognised, tally: Tally) -> None:
    if recognised.encoding in SAVED_AS:
        code, words = SAVED_AS[recognised.encoding]
        notice(tally, code, f"The file was {words}; check names with accents.")
    if recognised.delimiter in SEPARATED_BY:
        words = SEPARATED_BY[recognised.delimiter]
        notice(tally, "other_separator", f"The cells are separated by {words}, not commas.")
