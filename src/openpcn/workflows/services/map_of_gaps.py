"""The map of a service: where patients go elsewhere for it, and where nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from openpcn.domains.services.vocabulary import Way
from openpcn.kernel.when import in_words
from openpcn.workflows.drawings.facts import MapFacts, MarkOnMap, Shape
from openpcn.workflows.maps.drawing import Link, MapPicture, drawn, ready_map
from openpcn.workflows.services.show_services import OneService

ELSEWHERE = "Patients go elsewhere for it"
NOTHING = "Nothing recorded"


def gaps_on_map(found: OneService, *, link: Link) -> MapPicture | None:
    """The map; None where nothing can be drawn."""
    one = found.services.subject.organisation
    ready = ready_map(one.code, when=found.services.when, link=link)
    if ready.facts is None or ready.land is None:
        return None
    day = in_words(found.services.when.as_at)
    facts = replace(
        ready.facts,
        title=f"{found.listed.title} on {day}",
        description=f"{len(found.without)} of {len(found.services.members)} practices have nothing "
        "recorded. The table has every practice.",
        marks=tuple(marks(found, ready.facts)),
    )
    return drawn(facts, name=f"service-{found.listed.key}", land=ready.land)


def marks(found: OneService, facts: MapFacts) -> Iterator[MarkOnMap]:
    """A mark at each practice that does not give the service itself."""
    ways = {
        each.practice.code: found.services.offer(found.listed.key, each)
        for each in found.services.members
    }
    for spot in facts.practices:
        if spot.code not in ways:
            continue
        offer = ways[spot.code]
        if offer is not None and offer.way == Way.OWN:
            continue
        yield MarkOnMap(
            name=spot.name,
            called=NOTHING if offer is None else ELSEWHERE,
            shape=Shape.CROSS if offer is None else Shape.SQUARE,
            href=spot.href,
            easting=spot.easting,
            northing=spot.northing,
        )
