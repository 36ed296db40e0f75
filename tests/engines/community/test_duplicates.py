"""Entries that look like one and the same asset."""

from __future__ import annotations

import pytest

from openpcn.engines.community.duplicates import (
    MOST_IN_ONE_PLACE,
    Entry,
    digits,
    find_duplicates,
    reasons,
    words_shared,
)
from openpcn.kernel.plain_names import plain_name


def entry(number: int, name: str, **more: str) -> Entry:
    return Entry(id=number, plain_name=plain_name(name), **more)


CAFE = (
    entry(1, "St Brannoc's Community Café", postcode="ZZ11ZZ", charity_number="1999901"),
    entry(2, "Saint Brannocs Community Cafe CIO", phone="01632 962001"),
    entry(3, "THE ST. BRANNOC'S COMMUNITY CAFE", postcode="ZZ11ZZ", phone="+44 1632 962001"),
    entry(4, "St Brannoc's Café", postcode="ZZ11ZZ", charity_number="1999901"),
)


def test_one_charity_under_four_names_is_one_group_with_its_reasons() -> None:
    others = (entry(5, "Harbour Choir", postcode="ZZ11ZZ"), entry(6, "Harbour Walk"))
    (group,) = find_duplicates((*CAFE, *others))
    assert group.entries == (1, 2, 3, 4)
    first = group.pairs[0]
    assert (first.one, first.other, first.because) == (1, 2, ("the same name",))
    assert ("charity number 1999901" in each.because for each in group.pairs)


def test_what_somebody_has_told_apart_is_not_shown_again() -> None:
    two = (CAFE[0], CAFE[3])
    assert find_duplicates(two, apart={(1, 4)}) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (entry(1, "Boots", postcode="A"), entry(2, "Boots", postcode="B"), False),
        (entry(1, "Boots"), entry(2, "Boots", postcode="B"), True),
        (entry(1, "Walk", charity_number="1"), entry(2, "Walk", charity_number="2"), False),
        (
            entry(1, "Walk", charity_number="1", postcode="A"),
            entry(2, "Choir", charity_number="1", postcode="B"),
            False,
        ),
        (
            entry(1, "Walk", charity_number="1", phone="01632962001"),
            entry(2, "Choir", charity_number="1", phone="01632962001"),
            True,
        ),
        (
            entry(1, "Walk", phone="01632962001", postcode="A"),
            entry(2, "Choir", phone="01632962001", postcode="A"),
            True,
        ),
        (
            entry(1, "Harbour Walk Group", postcode="A"),
            entry(2, "Harbour Walk", postcode="A"),
            True,
        ),
        (entry(1, "Harbour Walk", postcode="A"), entry(2, "Hill Choir", postcode="A"), False),
        (
            entry(1, "Boots", postcode="A", phone="01632962001"),
            entry(2, "Boots", postcode="B", phone="01632962001"),
            True,
        ),
    ],
)
def test_names_alone_do_not_make_two_branches_one(one: Entry, other: Entry, same: bool) -> None:
    assert bool(reasons(one, other)) is same
    assert bool(find_duplicates([one, other])) is same


def test_a_business_park_is_not_compared_by_its_postcode() -> None:
    crowd = [
        entry(number, f"Firm {number} Harbour Walk", postcode="ZZ11ZZ")
        for number in range(1, MOST_IN_ONE_PLACE + 2)
    ]
    assert find_duplicates(crowd) == ()


def test_short_telephone_numbers_and_empty_names_say_nothing() -> None:
    assert digits("999") == ""
    assert words_shared("", "") == 0.0


def test_two_entries_of_one_register_are_two_and_each_may_be_the_same_as_another_one() -> None:
    infants = entry(1, "Thorpe Infant School", postcode="ZZ11ZZ", register="schools")
    juniors = entry(2, "Thorpe Junior School", postcode="ZZ11ZZ", register="schools")
    assert find_duplicates((infants, juniors)) == ()
    by_hand = entry(3, "Thorpe Infant School", postcode="ZZ11ZZ")
    (group,) = find_duplicates((infants, entry(4, "Thorpe Harbour"), by_hand))
    assert group.entries == (1, 3)
