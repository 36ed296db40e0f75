"""Places that are sought beside those offered in the system, each counted once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpcn.domains.staffing.queries.training import PlaceAnswer
from openpcn.domains.staffing.vocabulary import Place
from openpcn.engines.workforce.matching import Wanted, left_over, match_places


@dataclass(frozen=True, kw_only=True)
class SoughtPlace:
    """A place that is sought here, with what the system offers for it."""

    sought: PlaceAnswer
    by: tuple[tuple[PlaceAnswer, int], ...]
    """Offers for all of the time, and for how many people."""
    without: int
    in_part: tuple[PlaceAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class FreeOffer:
    """A place that is offered here and that nobody in the system seeks."""

    offer: PlaceAnswer
    people: int


def matched(
    here: Sequence[PlaceAnswer], everywhere: Iterable[PlaceAnswer]
) -> tuple[tuple[SoughtPlace, ...], tuple[FreeOffer, ...]]:
    """Matches of what is sought here, and offers from here that are free.

    All that is sought in the system is served together, so that no place is promised twice.
    """
    known = {one.id: one for one in (*everywhere, *here)}
    sought = [wanted(one) for one in known.values() if one.kind == Place.PLACEMENT_SOUGHT]
    offered = [wanted(one) for one in known.values() if one.kind == Place.PLACEMENT_OFFERED]
    matches = match_places(sought, offered)
    left = left_over(offered, matches)
    ours = {one.id for one in here}
    found = tuple(
        SoughtPlace(
            sought=known[one.sought],
            by=tuple((known[part.offer], part.people) for part in one.by),
            without=one.without,
            in_part=tuple(known[offer] for offer in one.in_part),
        )
        for one in matches
        if one.sought in ours
    )
    free = tuple(
        FreeOffer(offer=known[number], people=people)
        for number, people in left.items()
        if people and number in ours
    )
    return found, free


def wanted(one: PlaceAnswer) -> Wanted:
    """A place as the engine takes it."""
    return Wanted(
        number=one.id,
        profession=one.profession,
        people=one.people,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
    )
