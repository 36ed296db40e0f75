"""From what a resident types to the page that answers: a postcode leads to its small area.

What was typed is read here and goes nowhere else: no address, log or file has the postcode.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.registry.queries.areas import areas, find_postcode
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.domains.registry.queries.organisations import search_organisations
from openpcn.kernel.codes import tidy_postcode
from openpcn.kernel.names import as_written
from openpcn.kernel.points import Point
from openpcn.kernel.when import When
from openpcn.workflows.pages.show_found import MOST, SMALL_AREAS, small_area_at
from openpcn.workflows.public.around import ORGANISATIONS, WARDS, Place

LONGEST = 80


@dataclass(frozen=True, kw_only=True)
class Led:
    """Where what was typed leads: one page, several to choose from, or a sentence why to none."""

    places: tuple[Place, ...]
    trouble: str = ""

    @property
    def only(self) -> Place | None:
        """The one page, if there is one only."""
        return self.places[0] if len(self.places) == 1 else None


def lead(text: str, *, when: When) -> Led:
    """The pages that a postcode or a name leads to."""
    typed = " ".join(text.split())[:LONGEST]
    if not typed:
        return Led(places=(), trouble="Type a postcode, or the name of your practice.")
    if postcode := tidy_postcode(typed):
        return lead_by_postcode(postcode)
    return lead_by_name(typed, when=when)


def lead_by_postcode(postcode: str) -> Led:
    """The small area that a postcode lies in."""
    point = find_postcode(postcode)
    if point is None:
        return Led(
            places=(),
            trouble="This postcode is not held here. Check it, or type the name of your practice.",
        )
    here = Point(easting=point.easting, northing=point.northing)
    for kind in SMALL_AREAS:
        if code := small_area_at(here, kind):
            named = areas(kind, codes=[code])
            name = named[0].name if named else code
            return Led(places=(Place(kind="area", code=code, name=name),))
    return Led(
        places=(),
        trouble="The area around this postcode is not held here. Type the name of your practice.",
    )


def lead_by_name(typed: str, *, when: When) -> Led:
    """Practices, networks, neighbourhoods and wards of a name."""
    word = typed.casefold()
    found = [
        Place(kind=one.kind, code=one.code, name=as_written(one.name))
        for one in search_organisations(typed, when=when, limit=MOST)
        if one.kind in ORGANISATIONS
    ]
    found += [
        Place(kind="neighbourhood", code=one.code, name=one.name)
        for one in neighbourhoods(viewer=None, when=when)
        if word in one.name.casefold()
    ]
    wards = {
        one.code: one.name
        for edition in reversed(WARDS)
        for one in areas(edition)
        if word in one.name.casefold()
    }
    found += [Place(kind="ward", code=code, name=name) for code, name in sorted(wards.items())]
    if not found:
        return Led(
            places=(),
            trouble="Nothing of that name is held here. Check the spelling, or type a postcode.",
        )
    return Led(places=tuple(found[:MOST]))
