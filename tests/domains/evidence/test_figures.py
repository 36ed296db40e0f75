"""Published figures: the newest for the day, while their file counts."""

from __future__ import annotations

import time

import pytest

from openpcn.domains.evidence import loading, queries
from openpcn.domains.registry.loading import withdraw_dataset
from openpcn.domains.registry.models import Dataset
from openpcn.kernel.when import When
from tests.domains.world import File, day, load, on

pytestmark = pytest.mark.django_db


def measure(code: str = "qof-asthma") -> None:
    loading.record_measure(
        id=code,
        title="Asthma register",
        unit="patients",
        source="QOF",
        publisher="Nobody",
        licence="None",
    )


def row(start: str, end: str, value: float | None, **more: str) -> loading.FigureRow:
    said = {"subject_code": "Z90001", "category": "", "text": ""} | more
    return loading.FigureRow(
        "qof-asthma",
        "practice",
        said["subject_code"],
        said["category"],
        day(start),
        day(end),
        value,
        said["text"],
    )


def told(at: str, **more: object) -> list[tuple[str, float | None]]:
    figures = queries.figures(
        "qof-asthma",
        subject_kind="practice",
        subject_codes=["Z90001", "Z90002"],
        when=When(as_at=day(at), **more),  # type: ignore[arg-type]
    )
    return [(figure.subject_code, figure.value) for figure in figures]


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("2023-03-30", None),
        ("2023-03-31", 10.0),
        ("2024-03-30", 10.0),
        ("2024-03-31", 20.0),
        ("2025-03-31", 20.0),
        ("2025-04-01", None),
    ],
)
def test_the_newest_period_that_ended_by_the_day_counts_for_a_year(
    at: str, value: float | None
) -> None:
    measure()
    rows = [row("2022-04-01", "2023-03-31", 10), row("2023-04-01", "2024-03-31", 20)]
    assert loading.record_figures(load(File()).dataset_id, rows) == 2
    assert told(at) == ([("Z90001", value)] if value else [])


def test_blank_is_not_zero_and_words_are_kept() -> None:
    measure()
    rows = [
        row("2023-04-01", "2024-03-31", None, category="a", text="Good"),
        row("2023-04-01", "2024-03-31", 0, category="b"),
    ]
    loading.record_figures(load(File()).dataset_id, rows)
    held = queries.figures(
        None, subject_kind="practice", subject_codes=["Z90001"], when=on("2024-04-01")
    )
    assert [(each.category, each.value, each.text) for each in held] == [
        ("a", None, "Good"),
        ("b", 0.0, ""),
    ]


def test_a_file_that_is_taken_back_takes_its_figures_along() -> None:
    measure()
    first = load(File())
    loading.record_figures(first.dataset_id, [row("2023-04-01", "2024-03-31", 10)])
    second = load(File())
    loading.record_figures(second.dataset_id, [row("2023-04-01", "2024-03-31", 30)])
    assert told("2024-04-01") == [("Z90001", 30.0)]
    time.sleep(0.01)
    withdraw_dataset(second.dataset_id)
    assert told("2024-04-01") == [("Z90001", 10.0)]
    before = Dataset.objects.get(id=second.dataset_id).known_from
    assert told("2024-04-01", as_known=before) == [("Z90001", 30.0)]
    assert queries.subjects_of(first.dataset_id) == {"practice": {"Z90001"}}


def test_the_words_of_the_newest_file_describe_a_measure() -> None:
    measure()
    loading.record_measure(
        id="qof-asthma",
        title="Asthma",
        unit="patients",
        source="QOF",
        publisher="Nobody",
        licence="None",
        note="Aged six and over.",
    )
    (one,) = queries.measures()
    assert (one.title, one.note) == ("Asthma", "Aged six and over.")
    assert queries.measures(ids=["nothing"]) == []
