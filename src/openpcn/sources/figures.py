"""The figures on one line of a table, by a mapping file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import in_words
from openpcn.sources.cells import CellNotRight, code_in, number_in, shown
from openpcn.sources.mapping_files import MappedMeasure, MappedPeriod, MappingFile
from openpcn.sources.periods import Span, span_in, span_of
from openpcn.sources.rows import UNTIL_REPLACED, FigureRow, Recognised, Tally
from openpcn.sources.tables import intern, place_of
from openpcn.sources.tallying import many, notice

AREA_CODE = re.compile(r"[A-Z]\d{8}")
ODS_CODE = re.compile(r"[A-Z0-9]{3,8}")
LONGEST_CATEGORY = 80
LONGEST_WORDS = 120


@dataclass(frozen=True, kw_only=True)
class _Column:
    """One column of one measure, ready to be read."""

    measure: MappedMeasure
    places: tuple[int, ...]
    category: str
    category_places: tuple[int, ...]

    def category_in(self, cells: list[str]) -> str | None:
        """The breakdown that this cell is of."""
        words = [" ".join(cells[place].split()) for place in self.category_places]
        words = [word or self.measure.blank_category for word in words]
        category = " / ".join(word for word in (*words, self.category) if word)
        if len(category) > LONGEST_CATEGORY:
            raise CellNotRight(f"The category {shown(category)} is longer than 80 characters.")
        return intern(category) if category else None


class LineReader:
    """Turns a line into figures by a mapping; remembers what it has met."""

    def __init__(self, mapping: MappingFile, headings: list[str], recognised: Recognised) -> None:
        self.mapping, self.headings, self.recognised = mapping, headings, recognised
        self.sums: dict[tuple[str, str, str | None, date], FigureRow] = {}
        self._aliased: dict[str, int] = {}
        self._met: set[int] = set()
        self._subject_at = place_of(mapping.subject_column, headings)
        self._rules = [(self._places(each.column), each) for each in mapping.pass_over]
        self._columns = tuple(self._compiled())
        self._span = self._how_to_find_the_span()
        is_area = mapping.subject_kind.startswith(("lsoa", "msoa", "ward", "council"))
        self._shape = AREA_CODE if is_area else ODS_CODE

    def left_out(self, cells: list[str]) -> str | None:
        """Why this line is passed over, if it is."""
        for places, rule in self._rules:
            if self._text(cells, places) in rule.values:
                return rule.reason
        return None

    def figures(self, line: int, cells: list[str]) -> list[FigureRow] | None:
        """The figures of one line; None where all its cells are blank."""
        subject = self._subject(cells[self._subject_at])
        starts_on, ends_on = self._span(cells)
        filled = [
            (column, text)
            for column in self._columns
            if (text := self._text(cells, column.places)) not in column.measure.blank
        ]
        if not filled:
            return None
        figures = [
            (column.measure, self._figure(line, cells, subject, column, text, starts_on, ends_on))
            for column, text in filled
        ]
        single = [row for measure, row in figures if not measure.add_up]
        self._only_once(single)
        for measure, row in figures:
            if measure.add_up:
                self._add(row)
        return single

    def _figure(
        self,
        line: int,
        cells: list[str],
        subject: str,
        column: _Column,
        text: str,
        starts_on: date,
        ends_on: date,
    ) -> FigureRow:
        value, words = _value(text, column.measure)
        return FigureRow(
            line=line,
            measure=column.measure.id,
            subject_kind=self.mapping.subject_kind,
            subject_code=subject,
            category=column.category_in(cells),
            starts_on=starts_on,
            ends_on=ends_on,
            value=value,
            text=words,
        )

    def _add(self, row: FigureRow) -> None:
        """Put a figure into the sum of its category."""
        key = (row.measure, row.subject_code, row.category, row.starts_on)
        before = self.sums.get(key)
        total = (row.value or 0.0) + (before.value or 0.0 if before else 0.0)
        self.sums[key] = replace(before or row, value=round(total, 6))

    def _only_once(self, figures: list[FigureRow]) -> None:
        keys = [
            hash((row.measure, row.subject_code, row.category, row.starts_on)) for row in figures
        ]
        for row, key in zip(figures, keys, strict=True):
            if key in self._met:
                raise CellNotRight(
                    f"{row.subject_code} has a figure for {row.measure} already, further up."
                )
        self._met.update(keys)

    def notice_aliases(self, tally: Tally) -> None:
        """Say where a value stood under another heading than usual."""
        for heading, lines in self._aliased.items():
            message = (
                f"On {many(lines, 'line', 'lines')} the value stands under the heading {heading}, "
                "which the publisher used in some months only; it is read as the same."
            )
            notice(tally, "heading_changed", message)

    def _compiled(self) -> Iterator[_Column]:
        for measure in self.mapping.measures:
            category_places = tuple(
                place_of(column, self.headings) for column in measure.category_columns
            )
            for heading, category in measure.columns.items():
                if places := self._places(heading):
                    yield _Column(
                        measure=measure,
                        places=places,
                        category=category,
                        category_places=category_places,
                    )

    def _places(self, heading: str) -> tuple[int, ...]:
        """Where a column stands: under its own heading, then under its other ones."""
        headings = (heading, *self.mapping.aliases.get(heading, ()))
        return tuple(at for each in headings if (at := place_of(each, self.headings)) >= 0)

    def _text(self, cells: list[str], places: tuple[int, ...]) -> str:
        for place in places:
            if text := cells[place].strip():
                if place != places[0]:
                    heading = self.headings[place]
                    self._aliased[heading] = self._aliased.get(heading, 0) + 1
                return text
        return ""

    def _subject(self, cell: str) -> str:
        codes, what = self.mapping.subject_codes, self.mapping.subject_column
        if codes:
            if (code := codes.get(" ".join(cell.split()))) is None:
                raise CellNotRight(f"{what} is {shown(cell)}, which has no code in the mapping.")
            return code
        code = code_in(cell, what)
        if not self._shape.fullmatch(code):
            kind = self.mapping.subject_kind
            raise CellNotRight(f"{what} is {shown(cell)}, which is not a code of {kind}.")
        return intern(code)

    def _how_to_find_the_span(self) -> Callable[[list[str]], Span]:
        period, latest = self.mapping.period, self.recognised.latest_day
        if period.starts_on is not None:
            fixed = period.starts_on, period.ends_on or UNTIL_REPLACED
            return lambda _: fixed
        if not period.columns:
            if (day := self.recognised.period_on) is None:
                raise does_not_say_its_period(self.recognised)
            whole = span_of(period.length, day)
            return lambda _: whole
        places = [place_of(column, self.headings) for column in period.columns]
        met: dict[str, Span] = {}

        def find(cells: list[str]) -> Span:
            text = "-".join(cells[place].strip() for place in places)
            if text not in met:
                met[text] = _believed(text, period, latest)
            return met[text]

        return find


def _believed(text: str, period: MappedPeriod, latest: date) -> Span:
    columns = " and ".join(period.columns)
    if (span := span_in(text, period.written_as, period.length)) is None:
        raise CellNotRight(f"{columns} is {shown(text)}, which is not a {period.length}.")
    if span[0] > latest:
        raise CellNotRight(f"{columns} is {in_words(span[0])}, too far away to be believed.")
    return (span[0], UNTIL_REPLACED) if period.until_replaced else span


def does_not_say_its_period(recognised: Recognised) -> NotRight:
    """A file of figures that could be of any year."""
    return NotRight(
        f"{recognised.file_name} does not say which period it is about.",
        next_step="Say it when loading (--period 2024-03), or put it in the name of the file.",
    )


def _value(text: str, measure: MappedMeasure) -> tuple[float | None, str | None]:
    if measure.is_words:
        if measure.words and text not in measure.words:
            words = ", ".join(measure.words)
            raise CellNotRight(f"{measure.title} is {shown(text)}; known are {words}.")
        return None, text[:LONGEST_WORDS]
    value = number_in(text, measure.title)
    if measure.least is not None and value < measure.least:
        raise CellNotRight(f"{measure.title} is {text}, below {measure.least:g}.")
    if measure.most is not None and value > measure.most:
        raise CellNotRight(f"{measure.title} is {text}, above {measure.most:g}.")
    return value, None
