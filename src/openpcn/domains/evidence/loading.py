"""How published figures enter, inside the caller's one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from openpcn.domains.evidence.models import Measure
from openpcn.domains.registry import bulk


class FigureRow(NamedTuple):
    """One figure as a file gives it."""

    measure: str
    subject_kind: str
    subject_code: str
    category: str
    starts_on: date
    ends_on: date
    value: float | None
    text: str = ""


def record_measure(
    *,
    id: str,  # noqa: A002
    title: str,
    unit: str,
    source: str,
    publisher: str,
    licence: str,
    note: str = "",
) -> None:
    """Keep what a measure is; the words of the newest file count."""
    words = {
        "title": title,
        "unit": unit,
        "source": source,
        "publisher": publisher,
        "licence": licence,
        "note": note,
    }
    Measure.objects.update_or_create(id=id, defaults=words)


def record_figures(dataset_id: int, rows: Iterable[FigureRow]) -> int:
    """Keep figures, as many as come, in one stream; they count while their file does."""
    return bulk.insert(
        "evidence_figure",
        (
            "measure_id", "subject_kind", "subject_code", "category", "starts_on", "ends_on",
            "value", "text", "dataset_id",
        ),
        ((*row, dataset_id) for row in rows),
    )  # fmt: skip
