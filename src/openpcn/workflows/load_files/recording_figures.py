"""Published figures about practices, networks and areas, through mapping files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import cast

from openpcn.domains.evidence import loading as evidence
from openpcn.domains.registry.loading import Landing
from openpcn.sources.rows import FigureRow, Row, Tally


def record_figures(landing: Landing, rows: Iterator[Row], tally: Tally) -> None:
    """Every figure with its measure; a mapping tells its measures with the first row."""
    first = next(rows, None)
    for measure in tally.measures:
        evidence.record_measure(
            id=measure.id,
            title=measure.title,
            unit=measure.unit,
            source=measure.source,
            publisher=measure.publisher,
            licence=measure.licence,
            note=measure.note,
        )
    if first is not None:
        told = cast(Iterator[FigureRow], chain([first], rows))
        evidence.record_figures(landing.dataset_id, (_figure(row) for row in told))


def _figure(row: FigureRow) -> evidence.FigureRow:
    return evidence.FigureRow(
        row.measure,
        row.subject_kind,
        row.subject_code,
        row.category or "",
        row.starts_on,
        row.ends_on,
        row.value,
        row.text or "",
    )
