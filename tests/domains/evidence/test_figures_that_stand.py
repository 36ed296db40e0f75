"""Figures that stand until they are replaced: a census, an index, a rating."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from openpcn.kernel.when import When


@pytest.fixture
def ratings(db: None) -> None:
    from openpcn.domains.evidence.models import Figure, Measure
    from openpcn.domains.registry.models import Dataset

    dataset = Dataset.objects.create(
        format="mapped:rating",
        title="Ratings",
        file_name="ratings.csv",
        fingerprint="0" * 64,
        publisher="Nobody",
        licence="None",
        period_basis="content",
        known_from=datetime(2026, 1, 1, tzinfo=UTC),
    )
    measure = Measure.objects.create(
        id="rating", title="Rating", unit="words", source="", publisher="", licence=""
    )
    for year, words in ((2016, "Good"), (2019, "Outstanding")):
        Figure.objects.create(
            measure=measure,
            subject_kind="practice",
            subject_code="Z90001",
            starts_on=date(year, 1, 1),
            ends_on=date.max,
            text=words,
            dataset=dataset,
        )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 6, 1), []),
        (date(2018, 6, 1), ["Good"]),
        (date(2026, 6, 1), ["Outstanding"]),
    ],
)
def test_a_rating_stands_until_the_next_one(ratings: None, day: date, expected: list[str]) -> None:
    from openpcn.domains.evidence.queries import figures

    found = figures(
        "rating", subject_kind="practice", subject_codes=["Z90001"], when=When(as_at=day)
    )
    assert [figure.text for figure in found] == expected
