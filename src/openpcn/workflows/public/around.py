"""Who and where a resident's page is about: the practices, networks and areas that it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from openpcn.domains.registry.queries.areas import areas, parts_of
from openpcn.domains.registry.queries.lists import patients_by_area
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.kernel.errors import NotFound
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.land.residence import OLDEST_LISTS, years_before
from openpcn.workflows.pages.show_found import SMALL_AREAS, every_practice

WARDS = ("ward25", "ward24")
FEWEST_IN_100 = 0.02
"""A practice with a smaller share of an area's registered residents is not named there."""
MOST_PRACTICES = 8
ORGANISATIONS = {"practice": "practices", "network": "networks"}
"""The kinds of organisation that have a page for residents, with their paths."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of this kind that leads on."""

    kind: str
    """practice, network, neighbourhood, ward or area."""
    code: str
    name: str
    share: float | None = None
    """Of the registered residents of the area that is asked about."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What a page is about, and what belongs to it on the day."""

    kind: str
    code: str
    name: str
    organisation: OrganisationAnswer | None
    """The practice or network itself."""
    practices: tuple[PracticeAnswer, ...]
    networks: tuple[Place, ...]
    """The network with the most residents or patients first."""
    above: tuple[OrganisationAnswer, ...]
    """Places and systems in which all this lies, widest first."""
    small_areas: tuple[str, ...] = ()
    share_of: Mapping[str, float] = field(default_factory=dict)
    """By practice: its share of the registered residents of an area."""
    lies_in: tuple[Place, ...] = ()
    registered_on: date | None = None
    not_on_the_day: str = ""

    @property
    def is_area(self) -> bool:
        """Whether it is land, not an organisation."""
        return self.organisation is None

    @property
    def codes(self) -> frozenset[str]:
        """The practices and networks that are spoken of."""
        return frozenset([one.code for one in self.practices] + [one.code for one in self.networks])

    @property
    def areas(self) -> tuple[tuple[str, str], ...]:
        """Wards and neighbourhoods that are spoken of, by kind and code."""
        own = [(self.kind, self.code)] if self.kind in ("ward", "neighbourhood") else []
        return (*own, *((one.kind, one.code) for one in self.lies_in))


def around(kind: str, code: str, *, when: When) -> Around:
    """What a resident's page of a kind and code is about; NotFound where there is none."""
    if kind in ORGANISATIONS:
        return around_organisation(kind, code, when=when)
    if kind == "neighbourhood":
        return around_neighbourhood(code, when=when)
    return around_ward(code, when=when) if kind == "ward" else around_small_area(code, when=when)


def around_organisation(kind: str, code: str, *, when: When) -> Around:
    """A practice with its network, or a network with its practices."""
    subject = get_subject(ORGANISATIONS[kind], code, when=when)
    members = members_of(kind, code, when=when)
    own = subject.organisation
    network = Place(kind="network", code=own.code, name=as_written(own.name))
    return Around(
        kind=kind,
        code=own.code,
        name=as_written(own.name),
        organisation=own,
        practices=members,
        networks=(network,) if kind == "network" else networks_of(members),
        above=tuple(one for one in subject.above if one.kind in ("icb", "place", "sub_icb")),
        not_on_the_day=subject.not_on_the_day,
    )


def members_of(kind: str, code: str, *, when: When) -> tuple[PracticeAnswer, ...]:
    """The practice itself, or those of a network."""
    if kind == "network":
        return tuple(practices(when=when, within=code))
    own = every_practice(when=when).get(code)
    return (own,) if own else ()


def networks_of(members: Iterable[PracticeAnswer]) -> tuple[Place, ...]:
    """The networks of some practices, each once, in their order."""
    named = {one.network_code: one.network_name for one in members if one.network_code}
    return tuple(
        Place(kind="network", code=code, name=as_written(name or code))
        for code, name in named.items()
    )


def around_neighbourhood(code: str, *, when: When) -> Around:
    """A published neighbourhood that is in force on the day."""
    seen = neighbourhoods(viewer=None, when=when)
    own = next((one for one in reversed(seen) if one.code == code), None)
    if own is None:
        raise no_such("neighbourhood", code)
    smalls = tuple(small for _, small in own.parts)
    return on_land("neighbourhood", code, own.name, smalls, (), when=when)


def around_ward(code: str, *, when: When) -> Around:
    """A ward, by the newest edition that is held."""
    for edition in WARDS:
        named = areas(edition, codes=[code])
        smalls = {small for kind in SMALL_AREAS for small in parts_of(kind, edition, wholes=[code])}
        if named and smalls:
            return on_land("ward", code, named[0].name, tuple(sorted(smalls)), (), when=when)
    raise no_such("ward", code)


def around_small_area(code: str, *, when: When) -> Around:
    """The small area around a postcode, with the ward and the neighbourhood that it lies in."""
    for kind in SMALL_AREAS:
        if named := areas(kind, codes=[code]):
            wholes = whole_of(kind, code, when)
            ward = next((one.name for one in wholes if one.kind == "ward"), "")
            small = named[0].name or code
            name = f"{ward} ({small})" if ward else small
            return on_land("area", code, name, (code,), wholes, when=when)
    raise no_such("area", code)


def whole_of(kind: str, code: str, when: When) -> tuple[Place, ...]:
    """The published neighbourhood and the ward of a small area."""
    found = [
        Place(kind="neighbourhood", code=one.code, name=one.name)
        for one in neighbourhoods(viewer=None, when=when)
        if (kind, code) in one.parts
    ]
    for edition in WARDS:
        if ward := parts_of(kind, edition).get(code):
            named = areas(edition, codes=[ward])
            found.append(Place(kind="ward", code=ward, name=named[0].name if named else ward))
            break
    return tuple(found)


def on_land(
    kind: str,
    code: str,
    name: str,
    smalls: tuple[str, ...],
    lies_in: tuple[Place, ...],
    *,
    when: When,
) -> Around:
    """An area with the practices that most of its registered residents are with."""
    share_of, on = registered_in(smalls, when=when)
    held = every_practice(when=when)
    members = [held[one] for one in share_of if one in held]
    networks: dict[str, float] = defaultdict(float)
    for one in members:
        if one.network_code:
            networks[one.network_code] += share_of[one.code]
    names = {place.code: place.name for place in networks_of(members)}
    order = sorted(networks, key=lambda each: (-networks[each], each))
    first = get_organisation(order[0], when=when) if order else None
    above = get_subject("networks", first.code, when=when).above if first else ()
    shown = [one for one in members if share_of[one.code] >= FEWEST_IN_100][:MOST_PRACTICES]
    serving = [each for each in order if networks[each] >= FEWEST_IN_100]
    return Around(
        kind=kind,
        code=code,
        name=name,
        organisation=None,
        practices=tuple(shown),
        networks=tuple(
            Place(kind="network", code=each, name=names[each], share=networks[each])
            for each in serving
        ),
        above=tuple(one for one in above if one.kind in ("icb", "place", "sub_icb")),
        small_areas=smalls,
        share_of=share_of,
        lies_in=lies_in,
        registered_on=on,
    )


def registered_in(smalls: tuple[str, ...], *, when: When) -> tuple[dict[str, float], date | None]:
    """By practice: its share of the registered residents of some areas, the most first."""
    for years in range(OLDEST_LISTS):
        found = patients_by_area(when=years_before(when, years), area_codes=smalls)
        if found.rows:
            patients: dict[str, int] = defaultdict(int)
            for row in found.rows:
                patients[row.practice_code] += row.patients
            total = sum(patients.values()) or 1
            order = sorted(patients, key=lambda code: (-patients[code], code))
            return {code: patients[code] / total for code in order}, found.on
    return {}, None


def no_such(what: str, code: str) -> NotFound:
    """There is no such land on the day."""
    return NotFound(
        f"No {what} {code} is held for this day.",
        next_step="Look it up with your postcode, or choose your practice.",
    )
