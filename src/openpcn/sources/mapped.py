"""Any CSV of figures about practices, networks or areas, read through a small mapping file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpcn.sources.cells import CellNotRight
from openpcn.sources.figures import LineReader
from openpcn.sources.formats import Format, Glimpse
from openpcn.sources.mapping_files import (
    MappedMeasure,
    MappedPeriod,
    MappingFile,
    load_mapping_files,
)
from openpcn.sources.periods import day_in_name, span_in
from openpcn.sources.rows import Measure, Recognised, Row, Tally
from openpcn.sources.tables import headings_of, rows_of
from openpcn.sources.tallying import notice, pass_over, reject

SUPPLIED = Path(__file__).parent / "mappings"
NO_FIGURE = "no figure given"


def mapped_formats(folder: Path | None) -> tuple[Format, ...]:
    """A format for each mapping file that we supply, and for those in a folder of the user's."""
    folders = [SUPPLIED, *([folder] if folder is not None and folder.is_dir() else [])]
    return tuple(_format(mapping) for mapping in load_mapping_files(folders))


def _format(mapping: MappingFile) -> Format:
    period = mapping.period
    is_fixed = period.starts_on is not None
    return Format(
        id=f"mapped:{mapping.id}",
        title=mapping.title,
        publisher=mapping.publisher,
        licence=mapping.licence,
        headings=mapping.identify,
        without=mapping.without,
        read=lambda path, recognised, tally: _read(mapping, path, recognised, tally),
        day=lambda glimpse: period.starts_on or _first_day(period, glimpse),
        day_basis="format" if is_fixed else "content",
        day_in_name=lambda name: _day_in_name(period, name),
        needs_day=not is_fixed and not period.columns,
    )


def _first_day(period: MappedPeriod, glimpse: Glimpse) -> date | None:
    """The day of the first line seen that has one."""
    if not period.columns:
        return None
    for cells in zip(*(glimpse.column(column) for column in period.columns), strict=False):
        if span := span_in("-".join(cells), period.written_as, period.length):
            return span[0]
    return None


def _day_in_name(period: MappedPeriod, name: str) -> date | None:
    if not period.in_name:
        return day_in_name(name)
    found = re.search(period.in_name, name)
    span = span_in(found[1], period.written_as, period.length) if found else None
    return span[0] if span else None


def _read(mapping: MappingFile, path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """The figures of each line; a line with one cell that is not right is rejected whole."""
    line_reader = LineReader(mapping, headings_of(path, recognised), recognised)
    tally.measures = tuple(_described(mapping, measure) for measure in mapping.measures)
    for code, message in mapping.notices:
        notice(tally, code, message)
    for line, cells in rows_of(path, recognised, tally):
        if reason := line_reader.left_out(cells):
            pass_over(tally, reason)
            continue
        try:
            figures = line_reader.figures(line, cells)
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        if figures is None:
            pass_over(tally, NO_FIGURE)
        else:
            yield from figures
    yield from line_reader.sums.values()
    line_reader.notice_aliases(tally)


def _described(mapping: MappingFile, measure: MappedMeasure) -> Measure:
    return Measure(
        id=measure.id,
        title=measure.title,
        unit=measure.unit,
        source=mapping.source,
        publisher=mapping.publisher,
        licence=mapping.licence,
        note=" ".join(part for part in (measure.note, mapping.note) if part),
    )
