"""What a page shows is summed by rules that can be checked on a few rows."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.domains.registry.queries.lists import ListAnswer
from openpcn.engines.geography.overlap import ELSEWHERE, NOT_KNOWN, Part
from openpcn.engines.geography.registrations import Registration
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_homes import summed
from openpcn.workflows.land.residence import (
    EDITIONS,
    Share,
    deprived_shares,
    together,
    years_before,
)
from openpcn.workflows.pages.show_population import add_up
from openpcn.workflows.structure.show_changes import Growth, growth_of

JULY, MARCH = date(2022, 7, 1), date(2025, 3, 1)


def test_growth_is_counted_over_the_practices_held_on_both_days() -> None:
    lists = {
        "Z90001": [ListAnswer(patients=100, on=JULY), ListAnswer(patients=130, on=MARCH)],
        "Z90002": [ListAnswer(patients=50, on=MARCH)],
    }
    found = growth_of(lists.keys(), lists, when=When(as_at=date(2025, 3, 31)))
    assert found == Growth(patients=30, since=JULY, until=MARCH, practices=1)


def test_a_later_list_is_not_looked_at() -> None:
    lists = {"Z90001": [ListAnswer(patients=100, on=JULY), ListAnswer(patients=130, on=MARCH)]}
    assert growth_of(lists.keys(), lists, when=When(as_at=date(2023, 1, 31))) is None


def test_without_lists_there_is_no_growth() -> None:
    assert growth_of(["Z90001"], {}, when=When(as_at=MARCH)) is None


def test_the_most_deprived_fifth_is_told_by_the_published_rank() -> None:
    edition = EDITIONS[0]
    rows = [
        Registration("Z90001", "A", 10),
        Registration("Z90001", "B", 30),
        Registration("Z90001", "NO AREA", 5),
    ]
    found = deprived_shares(rows, {"A": edition.fifth, "B": edition.fifth + 1}, edition)
    assert found == {"Z90001": Share(part=10, whole=40)}
    assert found["Z90001"].value == pytest.approx(0.25)


def test_editions_are_ranked_on_their_own_areas_only() -> None:
    assert [(one.area_kind, one.measure) for one in EDITIONS] == [
        ("lsoa11", "imd2019-rank"),
        ("lsoa21", "iod2025-rank"),
    ]


def test_shares_are_added_up_before_they_are_divided() -> None:
    assert together([Share(part=1, whole=2), Share(part=0, whole=8)]) == Share(part=1, whole=10)
    assert together([]) is None
    assert Share(part=0, whole=0).value is None


def test_where_patients_live_is_added_up_with_the_remainders_last() -> None:
    parts = [
        Part(code=NOT_KNOWN, patients=5, share=0.0),
        Part(code="A", patients=1, share=0.0),
        Part(code="B", patients=2, share=0.0),
        Part(code=ELSEWHERE, patients=9, share=0.0),
        Part(code="A", patients=3, share=0.0),
    ]
    assert [(part.code, part.patients) for part in summed(parts)] == [
        ("A", 4),
        ("B", 2),
        (ELSEWHERE, 9),
        (NOT_KNOWN, 5),
    ]
    assert sum(part.share for part in summed(parts)) == pytest.approx(1)


def test_residents_of_an_area_are_counted_only_where_each_part_is_held() -> None:
    whole_of = {"a": "X", "b": "X", "c": "Y", "d": "Y"}
    assert add_up({"a": 10.0, "b": 5.0, "c": 7.0}, whole_of) == {"X": 15}


def test_a_year_before_the_last_of_february_is_its_28th() -> None:
    assert years_before(When(as_at=date(2024, 2, 29)), 1).as_at == date(2023, 2, 28)
