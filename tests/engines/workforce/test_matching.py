"""What is sought is met by what is offered, each place once, for all of the time."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.workforce.matching import (
    Match,
    Part,
    Wanted,
    covers,
    left_over,
    match_places,
)


def place(number: int, *, people: int = 1, profession: str = "nurse", **days: str) -> Wanted:
    ends = days.get("ends")
    return Wanted(
        number=number,
        profession=profession,
        people=people,
        starts_on=date.fromisoformat(days.get("starts", "2027-01-11")),
        ends_on=date.fromisoformat(ends) if ends else None,
    )


def test_an_offer_for_all_of_the_time_meets_it_and_one_for_a_part_is_only_named() -> None:
    sought = place(1, people=3, ends="2027-03-31")
    long, short = place(8, people=2), place(9, people=9, starts="2027-02-01")
    other, before = place(6, profession="gp"), place(7, starts="2026-01-01", ends="2026-12-31")
    (found,) = match_places([sought], [long, short, other, before])
    assert found == Match(sought=1, by=(Part(offer=8, people=2),), without=1, in_part=(9,))
    assert left_over([long, short], [found]) == {8: 0, 9: 9}


def test_no_place_is_given_twice_and_one_is_moved_to_make_room() -> None:
    early, late = place(1), place(2, starts="2027-02-01")
    anywhen, only_late = place(8), place(9, starts="2027-02-01")
    found = match_places([late, early], [anywhen, only_late])
    assert [one.without for one in found] == [0, 0]
    pick, hard = place(1, ends="2027-06-30"), place(2, starts="2027-02-01")
    wide, narrow = place(8), place(9, ends="2027-06-30")
    found = match_places([pick, hard], [wide, narrow])
    assert [one.by[0].offer for one in found] == [9, 8], "the first moved, so that both have one"


def test_what_is_not_said_matches_nothing() -> None:
    (found,) = match_places([place(1, profession="")], [place(2, profession="")])
    assert (found.by, found.without, found.in_part) == ((), 1, ())


LISTS = st.lists(
    st.builds(
        lambda people, profession, first, length: (people, profession, first, length),
        st.integers(1, 2),
        st.sampled_from(["nurse", "gp"]),
        st.integers(1, 3),
        st.integers(0, 3),
    ),
    max_size=3,
)


def places(rows: list[tuple[int, str, int, int]], start: int) -> list[Wanted]:
    return [
        Wanted(
            number=start + at,
            profession=profession,
            people=people,
            starts_on=date(2027, first, 1),
            ends_on=date(2027, first + length, 1),
        )
        for at, (people, profession, first, length) in enumerate(rows)
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(LISTS, LISTS)
def test_nobody_waits_who_could_have_had_a_place(
    wanted: list[tuple[int, str, int, int]], given_: list[tuple[int, str, int, int]]
) -> None:
    sought, offered = places(wanted, 1), places(given_, 10)
    found = match_places(sought, offered)
    assert all(left >= 0 for left in left_over(offered, found).values())
    served = sum(part.people for one in found for part in one.by)
    people = [one for one in sought for _ in range(one.people)]
    assert served == most(people, [one for one in offered for _ in range(one.people)])


def most(people: list[Wanted], seats: list[Wanted]) -> int:
    """The most people who can have a place, by trying everything."""
    if not people:
        return 0
    first, *rest = people
    best = most(rest, seats)
    for seat in {one.number: one for one in seats if covers(one, first)}.values():
        without = list(seats)
        without.remove(seat)
        best = max(best, 1 + most(rest, without))
    return best
