"""Published figures by practice or area, as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpcn.domains.evidence.models import Measure
from openpcn.domains.registry.asking import Params, among, as_day, ask, known, times
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class MeasureAnswer:
    """What a figure is: words, unit and source."""

    id: str
    title: str
    unit: str
    source: str
    publisher: str
    licence: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureAnswer:
    """One published figure about one subject."""

    measure: str
    subject_code: str
    category: str
    starts_on: date
    ends_on: date
    value: float | None
    text: str
    dataset_id: int


def measures(*, ids: Collection[str] | None = None) -> list[MeasureAnswer]:
    """The measures held, by title."""
    held = Measure.objects.all() if ids is None else Measure.objects.filter(id__in=list(ids))
    return [
        MeasureAnswer(
            id=row.id,
            title=row.title,
            unit=row.unit,
            source=row.source,
            publisher=row.publisher,
            licence=row.licence,
            note=row.note,
        )
        for row in held.order_by("title", "id")
    ]


def figures(
    measure: str | None, *, subject_kind: str, subject_codes: Collection[str], when: When
) -> list[FigureAnswer]:
    """The newest figure of each measure, subject and category for the day.

    A figure counts where its period ended on or before the day, and not over 12 months earlier.
    One that stands until it is replaced (a census, a rating) counts from its first day on.
    """
    params: Params = {"kind": subject_kind, "never": date.max.isoformat()}
    condition = ""
    if measure is not None:
        params["measure"], condition = measure, "AND f.measure_id = %(measure)s"
    rows = ask(
        f"""SELECT {COLUMNS} {FIGURES.format(known=known("s", when))}
          AND f.subject_code IN {among("c", subject_codes, params)} {condition} {ON_THE_DAY}
        ORDER BY f.measure_id, f.subject_code, f.category, f.ends_on, f.starts_on, f.dataset_id""",
        params | times(when),
    )
    newest = {(row[0], row[1], row[2]): row for row in rows}
    return [_figure(row) for row in newest.values()]


def subjects_of(dataset_id: int) -> dict[str, set[str]]:
    """Whom the figures of one file are about: kind → codes."""
    rows = ask(
        """SELECT DISTINCT subject_kind, subject_code FROM evidence_figure
        WHERE dataset_id = %(dataset)s""",
        {"dataset": dataset_id},
    )
    subjects: dict[str, set[str]] = {}
    for kind, code in rows:
        subjects.setdefault(kind, set()).add(code)
    return subjects


@dataclass(frozen=True, kw_only=True, slots=True)
class TotalAnswer:
    """The sum of one figure over all its subjects."""

    measure: str
    category: str
    starts_on: date
    ends_on: date
    value: float
    subjects: int


def totals(measures: Collection[str], *, subject_kind: str, when: When) -> list[TotalAnswer]:
    """The sums of each measure and category over all subjects held, by period, for the day.

    Where several files tell of one subject and period, the newest file counts.
    """
    params: Params = {"kind": subject_kind, "never": date.max.isoformat()}
    rows = ask(
        f"""SELECT measure_id, category, starts_on, ends_on, SUM(value), COUNT(value) FROM (
            SELECT f.measure_id, f.category, f.starts_on, f.ends_on, f.value,
                ROW_NUMBER() OVER (
                    PARTITION BY f.measure_id, f.subject_code, f.category, f.starts_on, f.ends_on
                    ORDER BY f.dataset_id DESC) AS place
            {FIGURES.format(known=known("s", when))}
              AND f.measure_id IN {among("m", measures, params)} {ON_THE_DAY}) AS one
        WHERE place = 1 GROUP BY measure_id, category, starts_on, ends_on""",
        params | times(when),
    )
    return [
        TotalAnswer(
            measure=row[0],
            category=row[1],
            starts_on=as_day(row[2]) or date.min,
            ends_on=as_day(row[3]) or date.min,
            value=row[4] or 0.0,
            subjects=row[5],
        )
        for row in rows
    ]


def every_figure(
    measures: Collection[str],
    *,
    categories: Collection[str],
    subject_kind: str,
    when: When,
) -> list[FigureAnswer]:
    """The figures of some measures about everyone held, of every period that counts on the day."""
    params: Params = {"kind": subject_kind, "never": date.max.isoformat()}
    rows = ask(
        f"""SELECT {COLUMNS} {FIGURES.format(known=known("s", when))}
          AND f.measure_id IN {among("m", measures, params)}
          AND f.category IN {among("g", categories, params)} {ON_THE_DAY}
        ORDER BY f.measure_id, f.subject_code, f.category, f.ends_on, f.starts_on, f.dataset_id""",
        params | times(when),
    )
    newest = {(row[0], row[1], row[2], row[4]): row for row in rows}
    return [_figure(row) for row in newest.values()]


def figures_over_time(
    measures: Collection[str], *, subject_kind: str, subject_codes: Collection[str], when: When
) -> list[FigureAnswer]:
    """The figures of every period that ended on or before the day; the newest file counts."""
    params: Params = {"kind": subject_kind}
    rows = ask(
        f"""SELECT {COLUMNS} {FIGURES.format(known=known("s", when))}
          AND f.measure_id IN {among("m", measures, params)}
          AND f.subject_code IN {among("c", subject_codes, params)} AND f.ends_on <= %(day)s
        ORDER BY f.measure_id, f.subject_code, f.category, f.ends_on, f.starts_on, f.dataset_id""",
        params | times(when),
    )
    newest = {(row[0], row[1], row[2], row[4]): row for row in rows}
    return [_figure(row) for row in newest.values()]


def last_periods(measures: Collection[str], *, subject_kind: str) -> dict[str, date]:
    """The day on which the newest period held of each measure ends, whenever that is."""
    params: Params = {"kind": subject_kind}
    rows = ask(
        f"""SELECT f.measure_id, MAX(f.ends_on) FROM evidence_figure f
        JOIN registry_dataset s ON s.id = f.dataset_id AND s.known_until IS NULL
        WHERE f.subject_kind = %(kind)s AND f.measure_id IN {among("m", measures, params)}
        GROUP BY f.measure_id""",
        params,
    )
    return {measure: as_day(day) or date.min for measure, day in rows}


COLUMNS = """f.measure_id, f.subject_code, f.category, f.starts_on, f.ends_on, f.value,
            f.text, f.dataset_id"""
FIGURES = """FROM evidence_figure f
            JOIN registry_dataset s ON s.id = f.dataset_id AND {known}
            WHERE f.subject_kind = %(kind)s"""
ON_THE_DAY = """AND f.starts_on <= %(day)s
          AND (f.ends_on <= %(day)s OR f.ends_on = %(never)s) AND f.ends_on >= %(year_before)s"""


def _figure(row: tuple[Any, ...]) -> FigureAnswer:
    return FigureAnswer(
        measure=row[0],
        subject_code=row[1],
        category=row[2],
        starts_on=as_day(row[3]) or date.min,
        ends_on=as_day(row[4]) or date.min,
        value=row[5],
        text=row[6],
        dataset_id=row[7],
    )
