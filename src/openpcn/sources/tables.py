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
csv.field_size_limit(1 << 20)


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
    with open_text(path, recognised.encoding) as stream:
        reader = csv.reader(stream, delimiter=recognised.delimiter)
        line = 0
        try:
            if has_heading:
                width, line = len(next(reader)), reader.line_num
            for cells in reader:
                before, line = line, reader.line_num
                if len(cells) == width:
                    if any(cells):
                        tally.read += 1
                        yield line, cells
                elif line > before + 1:
                    raise runs_on(recognised.file_name, before + 1)
                elif any(map(str.strip, cells)):
                    tally.read += 1
                    reject(tally, line, _ragged(len(cells), width))
        except csv.Error as problem:
            raise runs_on(recognised.file_name, line + 1) from problem


def runs_on(name: str, line: int) -> NotRight:
    """A cell that swallows the lines after it."""
    return NotRight(
        f"{name}, line {line}, has a cell that runs on over the lines below it.",
        next_step="Look there for a quotation mark that is opened and not closed, and mend it.",
    )


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
