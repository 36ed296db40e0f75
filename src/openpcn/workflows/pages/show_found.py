"""Find a practice, a network or a neighbourhood by name, code or postcode."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpcn.domains.registry.queries.areas import areas, find_postcode, parts_of
from openpcn.domains.registry.queries.lists import patients_by_area
from openpcn.domains.registry.queries.neighbourhoods import NeighbourhoodAnswer, neighbourhoods
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    search_organisations,
)
from openpcn.domains.registry.queries.points import points_of
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.engines.geography.distances import DETOUR
from openpcn.engines.geography.lookup import AreaFinder
from openpcn.kernel.codes import tidy_postcode
from openpcn.kernel.points import Point, kilometres_between
from openpcn.kernel.when import When
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import polygons_of
from openpcn.workflows.land.centres import centres_of
from openpcn.workflows.land.residence import OLDEST_LISTS, years_before

MOST = 30
NEAREST = 5
SMALL_AREAS = ("lsoa21", "lsoa11")
AROUND = 40
"""Small areas around a point that are looked at."""


@dataclass(frozen=True, kw_only=True)
class Near:
    """A practice and how far it is."""

    practice: PracticeAnswer
    km: float


@dataclass(frozen=True, kw_only=True)
class AreaFound:
    """A small area at a postcode and what it lies in."""

    small: str
    small_name: str
    ward: str
    council: str


@dataclass(frozen=True, kw_only=True)
class Serving:
    """A network with patients who live in the small area; no code: all that is not listed."""

    code: str | None
    name: str
    patients: int
    share: float


@dataclass(frozen=True, kw_only=True)
class AtPostcode:
    """What is known of a postcode."""

    postcode: str
    is_held: bool
    area: AreaFound | None
    neighbourhoods: tuple[NeighbourhoodAnswer, ...]
    nearest: tuple[Near, ...]
    serving: tuple[Serving, ...]
    registered_on: date | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer to a search."""

    text: str
    organisations: tuple[OrganisationAnswer, ...]
    practices: dict[str, PracticeAnswer]
    """What is known of the practices among them."""
    neighbourhoods: tuple[NeighbourhoodAnswer, ...]
    at: AtPostcode | None


def find(text: str, *, viewer: Any, when: When) -> Found:
    """What a name, a code or a postcode leads to."""
    text = " ".join(text.split())[:80]
    postcode = tidy_postcode(text)
    found = tuple(search_organisations(text, when=when, limit=MOST)) if text else ()
    named = neighbourhoods(viewer=viewer, when=when) if text else []
    return Found(
        text=text,
        organisations=found,
        practices=belonging(found, when=when),
        neighbourhoods=tuple(one for one in named if text.casefold() in one.name.casefold()),
        at=at_postcode(postcode, named, when=when) if postcode else None,
    )


def belonging(found: Iterable[OrganisationAnswer], *, when: When) -> dict[str, PracticeAnswer]:
    """The network of each practice that was found."""
    wanted = {one.code for one in found if one.kind == "practice"}
    return {code: one for code, one in every_practice(when=when).items() if code in wanted}


def every_practice(*, when: When) -> dict[str, PracticeAnswer]:
    """Every practice open on the day, by code."""
    return kept(
        "practices", (when, stamp()), lambda: {one.code: one for one in practices(when=when)}
    )


def at_postcode(postcode: str, named: list[NeighbourhoodAnswer], *, when: When) -> AtPostcode:
    """The area, the neighbourhood, the nearest practices and who serves the area."""
    place = find_postcode(postcode)
    if place is None:
        return AtPostcode(
            postcode=postcode,
            is_held=False,
            area=None,
            neighbourhoods=(),
            nearest=(),
            serving=(),
            registered_on=None,
        )
    here = Point(easting=place.easting, northing=place.northing)
    smalls = {kind: code for kind in SMALL_AREAS if (code := small_area_at(here, kind))}
    serving, on = serving_in(smalls, when=when)
    return AtPostcode(
        postcode=postcode,
        is_held=True,
        area=area_found(smalls),
        neighbourhoods=tuple(
            one for one in named if any(smalls.get(kind) == code for kind, code in one.parts)
        ),
        nearest=nearest_to(here, when=when),
        serving=serving,
        registered_on=on,
    )


def small_area_at(here: Point, kind: str) -> str | None:
    """The LSOA at a point, of one edition; only those whose centre is among the nearest can be."""
    away = {code: kilometres_between(here, centre) for code, centre in centres_of(kind).items()}
    around = sorted(away, key=lambda code: (away[code], code))[:AROUND]
    shapes = polygons_of(kind, around) if around else {}
    return AreaFinder(shapes).at(here) if shapes else None


def area_found(smalls: dict[str, str]) -> AreaFound | None:
    """The small area with its ward and council, by the newest edition that is held."""
    for kind, code in smalls.items():
        own = next(iter(areas(kind, codes=[code])), None)
        return AreaFound(
            small=code,
            small_name=own.name if own else "",
            ward=name_of_whole(kind, code, "ward25") or name_of_whole(kind, code, "ward24"),
            council=name_of_whole(kind, code, "council"),
        )
    return None


def name_of_whole(kind: str, code: str, whole: str) -> str:
    """The name of the ward or council that an area lies in."""
    found = parts_of(kind, whole).get(code)
    named = areas(whole, codes=[found]) if found else []
    return named[0].name if named else ""


def nearest_to(here: Point, *, when: When) -> tuple[Near, ...]:
    """The open practices nearest to a point, with the detour that roads make."""
    held = every_practice(when=when)
    points = kept("points", (when, stamp()), lambda: points_of(list(held), when=when))
    km = {
        code: kilometres_between(here, Point(easting=at.easting, northing=at.northing)) * DETOUR
        for code, at in points.items()
    }
    first = sorted(km, key=lambda code: (km[code], code))[:NEAREST]
    return tuple(Near(practice=held[code], km=km[code]) for code in first)


def serving_in(smalls: dict[str, str], *, when: When) -> tuple[tuple[Serving, ...], date | None]:
    """The networks with registered patients in the small area, the most first, then all others."""
    held = every_practice(when=when)
    for years in range(OLDEST_LISTS):
        asked = years_before(when, years)
        found = patients_by_area(when=asked, area_codes=list(smalls.values()))
        if not found.rows:
            continue
        patients: dict[tuple[str, str], int] = defaultdict(int)
        for row in found.rows:
            one = held.get(row.practice_code)
            if one is not None and one.network_code:
                patients[one.network_code, one.network_name or ""] += row.patients
        total = sum(row.patients for row in found.rows) or 1
        order = sorted(patients, key=lambda key: (-patients[key], key))
        serving = [
            Serving(code=c, name=n, patients=patients[c, n], share=patients[c, n] / total)
            for c, n in order[:NEAREST]
        ]
        if rest := total - sum(one.patients for one in serving):
            serving.append(Serving(code=None, name="", patients=rest, share=rest / total))
        return tuple(serving), found.on
    return (), None
