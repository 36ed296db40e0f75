"""Published figures by practice or area, as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

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
        f"""SELECT f.measure_id, f.subject_code, f.category, f.starts_on, f.ends_on, f.value,
            f.text, f.dataset_id
        FROM evidence_figure f JOIN registry_dataset s ON s.id = f.dataset_id AND {known("s", when)}
        WHERE f.subject_code IN {among("c", subject_codes, params)} {condition}
          AND f.subject_kind = %(kind)s AND f.starts_on <= %(day)s
          AND (f.ends_on <= %(day)s OR f.ends_on = %(never)s) AND f.ends_on >= %(year_before)s
        ORDER BY f.measure_id, f.subject_code, f.category, f.ends_on, f.starts_on, f.dataset_id""",
        params | times(when),
    )
    newest = {(row[0], row[1], row[2]): row for row in rows}
    return [
        FigureAnswer(
            measure=row[0],
            subject_code=row[1],
            category=row[2],
            starts_on=as_day(row[3]) or date.min,
            ends_on=as_day(row[4]) or date.min,
            value=row[5],
            text=row[6],
            dataset_id=row[7],
        )
        for row in newest.values()
    ]


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
