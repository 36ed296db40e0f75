"""A neighbourhood: who lives in it, and which networks and practices its residents are with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.drafts import NeighbourhoodMapAnswer, neighbourhood_maps
from openpcn.domains.registry.queries.lists import ListsByArea, patients_by_area
from openpcn.domains.registry.queries.neighbourhoods import NeighbourhoodAnswer, neighbourhoods
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    find_organisation,
)
from openpcn.domains.registry.queries.structure import PracticeAnswer, parents
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When, in_words
from openpcn.workflows.land.residence import OLDEST_LISTS, years_before
from openpcn.workflows.pages.show_found import every_practice
from openpcn.workflows.pages.show_population import RESIDENTS, RESIDENTS_ON


@dataclass(frozen=True, kw_only=True)
class Registers:
    """A practice or network with patients who live here."""

    code: str
    name: str
    patients: int
    share: float
    """Of all registered patients who live here."""


@dataclass(frozen=True, kw_only=True)
class Neighbourhood:
    """A neighbourhood on a day."""

    itself: NeighbourhoodAnswer
    map: NeighbourhoodMapAnswer
    residents: int | None
    residents_on: date | None
    residents_by_age: Mapping[str, int]
    registered: int | None
    registered_on: date | None
    networks: tuple[Registers, ...]
    practices: tuple[Registers, ...]
    above: tuple[OrganisationAnswer, ...]
    """The organisation whose map it is, after what that lies in, widest first."""
    others: tuple[NeighbourhoodAnswer, ...]
    """The other neighbourhoods of the same map."""


def show_neighbourhood(viewer: Any, code: str, *, when: When) -> Neighbourhood:
    """One neighbourhood that the viewer may see; otherwise it is as if there were none."""
    seen = neighbourhoods(viewer=viewer, when=when)
    itself = next((one for one in reversed(seen) if one.code == code), None)
    if itself is None:
        raise NotFound(
            f"No neighbourhood {code} is in force on {in_words(when.as_at)}, as far as "
            f"you may see.",
            next_step="Check the code, ask about another day, or find it by name.",
        )
    maps = {one.id: one for one in neighbourhood_maps(viewer, when=when)}
    held = registrations_in(itself, when=when)
    by_age, on = residents_of(itself, when=when)
    known = every_practice(when=when)
    return Neighbourhood(
        itself=itself,
        map=maps[itself.map_id],
        residents=sum(by_age.values()) if by_age else None,
        residents_on=on,
        residents_by_age=by_age,
        registered=sum(row.patients for row in held.rows) if held.rows else None,
        registered_on=held.on,
        networks=registers(held, lambda code: network_of(known.get(code))),
        practices=registers(held, lambda code: practice_of(code, known.get(code))),
        above=around(maps[itself.map_id].owner_code, when=when),
        others=tuple(one for one in seen if one.map_id == itself.map_id and one.code != code),
    )


def around(owner: str, *, when: When) -> tuple[OrganisationAnswer, ...]:
    """An organisation after those that it lies in."""
    found = find_organisation(owner, when=when)
    return (*parents(owner, when=when), found) if found else ()


def registrations_in(itself: NeighbourhoodAnswer, *, when: When) -> ListsByArea:
    """The patients of all practices who live here, by the newest file not after the day."""
    codes = [code for _kind, code in itself.parts]
    for years in range(OLDEST_LISTS):
        held = patients_by_area(when=years_before(when, years), area_codes=codes)
        if held.rows:
            return held
    return ListsByArea(on=None, rows=(), held_in_part=frozenset())


def residents_of(itself: NeighbourhoodAnswer, *, when: When) -> tuple[dict[str, int], date | None]:
    """Residents by age where the census holds every small area of the neighbourhood."""
    codes = {code for kind, code in itself.parts if kind == RESIDENTS_ON}
    if not codes or len(codes) < len(itself.parts):
        return {}, None
    held = figures(RESIDENTS, subject_kind=RESIDENTS_ON, subject_codes=codes, when=when)
    if {one.subject_code for one in held} != codes:
        return {}, None
    total: dict[str, float] = defaultdict(float)
    for one in held:
        total[one.category] += one.value or 0
    return {age: round(n) for age, n in total.items()}, max(one.starts_on for one in held)


def registers(held: ListsByArea, whose: Any) -> tuple[Registers, ...]:
    """Patients who live here by practice or network, the most first."""
    patients: dict[tuple[str, str], int] = defaultdict(int)
    for row in held.rows:
        patients[whose(row.practice_code)] += row.patients
    total = sum(patients.values()) or 1
    order = sorted(patients, key=lambda key: (-patients[key], key))
    return tuple(
        Registers(code=key[0], name=key[1], patients=patients[key], share=patients[key] / total)
        for key in order
    )


def network_of(one: PracticeAnswer | None) -> tuple[str, str]:
    """The network of a practice; nothing where it is in none or has closed."""
    if one is None or not one.network_code:
        return "", ""
    return one.network_code, one.network_name or one.network_code


def practice_of(code: str, one: PracticeAnswer | None) -> tuple[str, str]:
    """A practice by code and name; its code where it is not open on the day."""
    return code, one.name if one else code
