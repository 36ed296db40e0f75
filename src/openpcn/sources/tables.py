"""Rows of a delimited text, each with its line, without the rows that do not fit."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpcn.kernel.errors import NotRight
from openpcn.sources.opening import open_text
from openpcn.sources.rows import Recognised, Tally
from openpcn.sources.tallying import many, reject

DELIMITERS = ",;\t|"
WIDEST_CELL = 1 << 20


def plain(heading: str) -> str:
    """A heading as it is compared: one line, upper case, no byte-order mark."""
    return " ".join(heading.lstrip("\ufeff").split()).upper()


def delimiter_of(first_line: str) -> str:
    """What separates the cells: the sign that the first line has most of outside quotes."""
    outside = "".join(first_line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def rows_of(
    path: Path, recognised: Recognised, tally: Tally, *, has_heading: bool = True, width: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """Each line with its cells; blank lines are skipped, and lines of another width rejected."""
    csv.field_size_limit(WIDEST_CELL)
    with open_text(path, recognised.encoding) as stream:
        reader = csv.reader(stream, delimiter=recognised.delimiter)
        try:
            if has_heading:
                width = len(next(reader))
            for cells in reader:
                if len(cells) != width:
                    if any(map(str.strip, cells)):
                        tally.read += 1
                        reject(tally, reader.line_num, _ragged(len(cells), width))
                elif any(cells):
                    tally.read += 1
                    yield reader.line_num, cells
        except csv.Error as problem:
            raise NotRight(
                f"{recognised.file_name}, line {reader.line_num}, cannot be read: {problem}.",
                next_step="Look for a quotation mark that is opened and not closed there.",
            ) from problem


def places_of(
    path: Path, recognised: Recognised, wanted: Sequence[str], optional: Sequence[str] = ()
) -> list[int]:
    """At which place each wanted heading stands; -1 for an optional one that is not there."""
    headings = headings_of(path, recognised)
    if missing := [heading for heading in wanted if place_of(heading, headings) < 0]:
        raise NotRight(
            f"{recognised.file_name}, line 1, has no column {' or '.join(missing)}.",
            next_step="Fetch the file again from its publisher.",
        )
    return [place_of(heading, headings) for heading in (*wanted, *optional)]


def place_of(heading: str, headings: Sequence[str]) -> int:
    """Where a heading stands, -1 for nowhere; ## in it stands for the figures of any edition."""
    wanted = plain(heading)
    if "##" not in wanted:
        return headings.index(wanted) if wanted in headings else -1
    shape = re.compile(re.escape(wanted).replace(r"\#\#", r"\d\d"))
    return next((place for place, each in enumerate(headings) if shape.fullmatch(each)), -1)


def headings_of(path: Path, recognised: Recognised) -> list[str]:
    """The headings of the first line, as they are compared."""
    with open_text(path, recognised.encoding) as stream:
        return [
            plain(heading)
            for heading in next(csv.reader(stream, delimiter=recognised.delimiter), [])
        ]


def intern(text: str) -> str:
    """One copy of a text that a file repeats."""
    return sys.intern(text)


def _ragged(found: int, width: int) -> str:
    return f"The line has {many(found, 'cell', 'cells')} where there should be {width}."
