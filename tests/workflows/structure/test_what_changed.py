"""What a page says of change and of what it does not cover can be checked on a few rows."""

from __future__ import annotations

from datetime import date

from openpcn.domains.registry.queries.lists import ListAnswer
from openpcn.engines.formation.review import Growth as Growing
from openpcn.engines.geography.registrations import Registration
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import Coverage
from openpcn.workflows.land.residence import counted_in
from openpcn.workflows.reviewing.system import in_between
from openpcn.workflows.structure.explaining import PracticeChange
from openpcn.workflows.structure.show_changes import (
    Before,
    growth_between,
    is_of_structure,
    list_days,
)

JULY, JANUARY, MARCH = date(2022, 7, 1), date(2023, 1, 1), date(2025, 3, 1)
LISTS = {
    "Z90001": [ListAnswer(patients=100, on=JULY), ListAnswer(patients=130, on=MARCH)],
    "Z90002": [ListAnswer(patients=50, on=JANUARY), ListAnswer(patients=60, on=MARCH)],
}


def test_all_rows_of_a_column_compare_the_same_two_days() -> None:
    days = list_days(LISTS.keys(), LISTS, when=When(as_at=MARCH))
    assert days == (JANUARY, MARCH)
    assert growth_between(["Z90001"], LISTS, days) is None
    found = growth_between(["Z90002"], LISTS, days)
    assert found is not None
    assert (found.patients, found.since, found.until) == (10, JANUARY, MARCH)


def test_one_day_of_lists_is_nothing_to_compare() -> None:
    assert list_days(["Z90001"], LISTS, when=When(as_at=JULY)) is None


def test_a_network_with_other_practices_is_told_by_both_figures() -> None:
    then = Before(day=JULY, patients=46_582, joined=(), left=("De Vale Surgery",))
    growth = Growing(patients=847, since=JULY, until=MARCH)
    assert in_between(then, growth) == (
        "It had 46,582 patients in July 2022; De Vale Surgery left since. "
        "The lists of its present practices grew by 847."
    )


def test_a_size_that_was_not_held_is_not_told() -> None:
    then = Before(day=JULY, patients=None, joined=("A",), left=("B", "C", "D", "E"))
    assert in_between(then, None) == "A joined and 4 practices left since July 2022."


def test_mere_growth_and_practices_of_no_network_are_no_change_of_structure() -> None:
    assert is_of_structure(changed("closed", before="U90001"))
    assert not is_of_structure(changed("list", before="U90001"))
    assert not is_of_structure(changed("opened", before=None))


def changed(what: str, *, before: str | None) -> PracticeChange:
    return PracticeChange(
        code="Z90001",
        name="A",
        what=what,
        network_before=before,
        network_now=None,
        patients_before=None,
        patients_now=None,
        on=None,
        sentence="",
    )


def test_too_few_patients_are_not_enough_to_judge_neighbours_by() -> None:
    assert not Coverage(held=28_538, patients=58_150).is_certain
    assert Coverage(held=80, patients=100).is_certain
    assert not Coverage(held=80, patients=100).is_nearly_all
    assert Coverage(held=98, patients=100).is_nearly_all


def test_registrations_are_counted_by_practice() -> None:
    rows = [Registration("Z90001", "A", 10), Registration("Z90001", "NO AREA", 5)]
    assert counted_in(rows) == {"Z90001": 15}
