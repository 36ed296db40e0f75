"""Ages of who lives in a neighbourhood, from the lists of their practices."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.domains.registry.queries.lists import ListByAgeAnswer
from openpcn.kernel.when import When
from openpcn.workflows.profiles import neighbourhood_ages
from openpcn.workflows.profiles.neighbourhood_ages import ages_here

DAY = date(2026, 10, 1)
LISTS = {
    "A": {("F", 0): 30, ("M", 0): 10, ("F", 90): 60},
    "B": {("F", 0): 100, ("M", 0): 50, ("X", 90): 50},
}


@pytest.fixture(autouse=True)
def _lists(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(codes: list[str], *, when: When) -> list[ListByAgeAnswer]:
        assert when.as_at == DAY
        return [
            ListByAgeAnswer(practice_code=code, sex=sex, age_from=age, patients=n, on=DAY)
            for code in codes
            for (sex, age), n in LISTS.get(code, {}).items()
        ]

    monkeypatch.setattr(neighbourhood_ages, "patients_by_age", held)


def test_each_practice_counts_by_its_patients_who_live_here() -> None:
    found = ages_here({"A": 50, "B": 20}, when=When(as_at=DAY))
    assert found is not None
    assert found.on == DAY
    assert [(one.age_from, one.female, one.male, one.other) for one in found.bands] == [
        (0, 25, 10, 0),
        (90, 30, 0, 5),
    ]


def test_none_is_given_where_too_many_are_of_practices_without_a_list_by_age() -> None:
    assert ages_here({"A": 50, "C": 50}, when=When(as_at=DAY)) is None
    assert ages_here({}, when=When(as_at=DAY)) is None
    assert ages_here({"A": 90, "C": 10}, when=When(as_at=DAY)) is not None
