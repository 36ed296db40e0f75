"""Which places that are sought could be met by places that are offered, each counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Places of one kind for some people from a day to a day; an open end is empty."""

    number: int
    """Of the record."""
    profession: str
    """Empty where it was not said: such a place matches nothing."""
    people: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some of the people of an offer."""

    offer: int
    people: int


@dataclass(frozen=True, kw_only=True)
class Match:
    """What is sought, and what is offered for all of its time."""

    sought: int
    by: tuple[Part, ...]
    without: int
    """People for whom nothing is offered."""
    in_part: tuple[int, ...]
    """Offers for the same profession on some of its days only; nothing of them is counted."""


def match_places(sought: Sequence[Wanted], offered: Sequence[Wanted]) -> tuple[Match, ...]:
    """As many people as possible have a place for all of their time; no place is given twice.

    The earliest is served first. It is a proposal: nothing is arranged.
    """
    taken: dict[tuple[int, int], int] = {}
    order = sorted(sought, key=lambda one: (one.starts_on, one.number))
    fits = {one.number: [each for each in in_order(offered) if covers(each, one)] for one in order}
    sizes = {one.number: one.people for one in offered}
    for one in order:
        for _person in range(one.people):
            if not place_one(one.number, fits, sizes, taken, set()):
                break
    return tuple(made(one, offered, fits, taken) for one in order)


def in_order(offered: Sequence[Wanted]) -> list[Wanted]:
    """The earliest first."""
    return sorted(offered, key=lambda one: (one.starts_on, one.number))


def covers(offer: Wanted, one: Wanted) -> bool:
    """Whether an offer is for the same profession and for all of the time that is sought."""
    return (
        is_alike(offer, one) and offer.starts_on <= one.starts_on and last_of(offer) >= last_of(one)
    )


def is_alike(offer: Wanted, one: Wanted) -> bool:
    """Whether both say the same profession."""
    return bool(one.profession) and offer.profession == one.profession


def last_of(one: Wanted) -> date:
    """Its last day."""
    return one.ends_on or date.max


def place_one(
    sought: int,
    fits: dict[int, list[Wanted]],
    sizes: dict[int, int],
    taken: dict[tuple[int, int], int],
    seen: set[int],
) -> bool:
    """Find a place for one more person, moving others to another offer where that helps."""
    for offer in fits[sought]:
        if offer.number in seen:
            continue
        seen.add(offer.number)
        here = {key: people for key, people in taken.items() if key[1] == offer.number and people}
        if sum(here.values()) < sizes[offer.number]:
            taken[sought, offer.number] = taken.get((sought, offer.number), 0) + 1
            return True
        for other, _offer in here:
            if other != sought and place_one(other, fits, sizes, taken, seen):
                taken[other, offer.number] -= 1
                taken[sought, offer.number] = taken.get((sought, offer.number), 0) + 1
                return True
    return False


def made(
    one: Wanted,
    offered: Sequence[Wanted],
    fits: dict[int, list[Wanted]],
    taken: dict[tuple[int, int], int],
) -> Match:
    """The match of one that is sought."""
    parts = [
        Part(offer=each.number, people=people)
        for each in fits[one.number]
        if (people := taken.get((one.number, each.number), 0))
    ]
    in_part = [
        each.number
        for each in in_order(offered)
        if is_alike(each, one)
        and not covers(each, one)
        and each.starts_on <= last_of(one)
        and last_of(each) >= one.starts_on
    ]
    return Match(
        sought=one.number,
        by=tuple(parts),
        without=one.people - sum(part.people for part in parts),
        in_part=tuple(in_part),
    )


def left_over(offered: Sequence[Wanted], matches: Sequence[Match]) -> dict[int, int]:
    """Of each offer, the people for whom nobody seeks it."""
    left = {one.number: one.people for one in offered}
    for part in (part for match in matches for part in match.by):
        left[part.offer] -= part.people
    return left
