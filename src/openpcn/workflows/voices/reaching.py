"""Where the patients of an organisation live, as shares of its wards, councils, neighbourhoods."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from openpcn.domains.engagement.queries.voices import Place
from openpcn.domains.registry.queries.areas import AreaAnswer, areas, parts_of
from openpcn.domains.registry.queries.lists import ListsByArea, patients_by_area
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When, in_words
from openpcn.workflows.land.residence import (
    OLDEST_LISTS,
    newest_registrations,
    wholes_of,
    years_before,
)

KINDS = {"ward": ("ward25", "ward24"), "neighbourhood": ("neighbourhood",), "council": ("council",)}
LEAST = 0.05
"""Share of an organisation's patients who live in an area, for that area to count as its own."""
SMALL_AREAS = ("lsoa21", "lsoa11")


def lives_in(code: str, *, when: When) -> dict[Place, float]:
    """Areas in which at least one in twenty patients of an organisation lives, with the share."""
    held = newest_registrations(code, when=when)
    total = sum(row.patients for row in held.rows)
    found: dict[Place, float] = {}
    for kind in KINDS if total else ():
        whole_of = wholes_by(kind, held, when)
        patients: dict[str, int] = defaultdict(int)
        for row in held.rows:
            if row.area_code in whole_of:
                patients[whole_of[row.area_code]] += row.patients
        found |= {(kind, one): n / total for one, n in patients.items() if n / total >= LEAST}
    return found


def wholes_by(kind: str, held: ListsByArea, when: When) -> dict[str, str]:
    """Which ward, council or neighbourhood each small area of some lists lies in."""
    of = next((row.area_kind for row in held.rows if row.area_kind), "")
    for edition in KINDS[kind]:
        if found := wholes_of(of, edition, when=when):
            return found
    return {}


@dataclass(frozen=True, kw_only=True)
class Land:
    """An area that somebody lives in: its small areas, and who has patients there."""

    kind: str
    code: str
    small_areas: tuple[tuple[str, str], ...]
    """Kind and code."""
    shares: dict[str, float]
    """By practice: share of the registered patients who live here."""
    around: tuple[Place, ...]
    """Councils, wards and neighbourhoods that it shares small areas with."""


def land_of(kind: str, code: str, *, when: When) -> Land:
    """A ward or neighbourhood with what it overlaps."""
    parts = small_areas_of(kind, code, when=when)
    if not parts:
        raise NotFound(
            f"No {kind} {code[:20]} is held for {in_words(when.as_at)}.",
            next_step="Check the code, or find it by name.",
        )
    codes = {one for _, one in parts}
    around: set[Place] = set()
    for of in {of for of, _ in parts}:
        for other, editions in KINDS.items():
            wholes = next((w for e in editions if (w := wholes_of(of, e, when=when))), {})
            around |= {(other, wholes[one]) for one in codes if one in wholes}
    return Land(
        kind=kind,
        code=code,
        small_areas=tuple(parts),
        shares=registered_here(codes, when=when),
        around=tuple(sorted(around - {(kind, code)})),
    )


def small_areas_of(kind: str, code: str, *, when: When) -> list[tuple[str, str]]:
    """The small areas of a ward or neighbourhood."""
    if kind == "neighbourhood":
        held = neighbourhoods(viewer=None, when=when)
        return next((list(one.parts) for one in held if one.code == code), [])
    for edition in KINDS[kind]:
        for of in SMALL_AREAS:
            if found := parts_of(of, edition, wholes=[code]):
                return [(of, one) for one in sorted(found)]
    return []


def wards_in(council: str) -> list[AreaAnswer]:
    """The wards of a council, by name, by the newest edition that is held."""
    for edition in KINDS["ward"]:
        for of in SMALL_AREAS:
            ward_of = parts_of(of, edition)
            inside = parts_of(of, "council", wholes=[council])
            if codes := {ward_of[one] for one in inside if one in ward_of}:
                return sorted(areas(edition, codes=codes), key=lambda one: (one.name, one.code))
    return []


def registered_here(codes: set[str], *, when: When) -> dict[str, float]:
    """By practice: its share of the registered patients who live in some small areas."""
    for years in range(OLDEST_LISTS):
        held = patients_by_area(when=years_before(when, years), area_codes=codes)
        if held.rows:
            break
    total = sum(row.patients for row in held.rows)
    found: dict[str, float] = defaultdict(float)
    for row in held.rows:
        found[row.practice_code] += row.patients / total
    return dict(found)
