"""The map of a network, place, system or practice, with its legend and what it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import shapely

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, get_organisation
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import parents
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words
from openpcn.workflows.drawings.facts import AreaOnMap, MapFacts
from openpcn.workflows.drawings.legend import LegendEntry, legend_of
from openpcn.workflows.drawings.maps import map_svg
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.catchments import Catchments, catchments_of
from openpcn.workflows.land.neighbourhoods import neighbourhood_shapes
from openpcn.workflows.maps.facts import facts_of, size_words

Link = Callable[[str], str]
"""Puts the dates of a page on an address of the site."""
AROUND = 0.15
"""How far beyond what a map is about its table still lists networks, as a share of its width."""


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """One line of the table that says the same as the map."""

    code: str
    name: str
    href: str
    patients: int | None
    size: str
    practices: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class MapPicture:
    """A map drawn for a wide and a narrow page; without land, only the note that says why."""

    title: str
    wide: str
    narrow: str
    legend: tuple[LegendEntry, ...]
    note: str
    rows: tuple[MapRow, ...]

    @property
    def svg(self) -> str:
        """Both drawings, of which a page shows the one that fits; empty where there is none."""
        if not self.wide:
            return ""
        return (
            f'<div class="pcn-drawing pcn-drawing--wide">{self.wide}</div>'
            f'<div class="pcn-drawing pcn-drawing--narrow">{self.narrow}</div>'
        )

    @property
    def figure(self) -> str:
        """The drawings with their legend beneath."""
        marks = "".join(f"<li>{entry.mark} {entry.words}</li>" for entry in self.legend)
        return f'{self.svg}<ul class="pcn-legend">{marks}</ul>' if self.wide else ""


def as_it_is(path: str) -> str:
    """A link without dates."""
    return path


def map_of(
    code: str, *, when: When, viewer: Account | None = None, link: Link = as_it_is
) -> MapPicture:
    """The map of any organisation that has one, as its kind asks for.

    `viewer` is the account that asks, None for the public: it decides which neighbourhoods show.
    """
    shapes = neighbourhood_shapes(viewer, when=when)
    inputs = (code, when.as_at, when.as_known, stamp(), link("/"), [one.code for one in shapes])
    return kept("map", (inputs, _lands(shapes)), lambda: _draw(code, when, shapes, link))


def _lands(shapes: tuple[AreaOnMap, ...]) -> list[str]:
    return [f"{one.name}{one.shape.wkb.hex()}" for one in shapes]


def _draw(code: str, when: When, shapes: tuple[AreaOnMap, ...], link: Link) -> MapPicture:
    ready = ready_map(code, when=when, shapes=shapes, link=link)
    if ready.facts is None or ready.land is None:
        return _nothing(ready.title, ready.why)
    return drawn(ready.facts, name=f"map-{code}", words=ready.shade_words, land=ready.land)


@dataclass(frozen=True, kw_only=True)
class ReadyMap:
    """What a map would be drawn from; without facts, why nothing can be drawn."""

    title: str
    facts: MapFacts | None = None
    shade_words: tuple[str, ...] = ()
    land: Catchments | None = None
    why: str = ""


def ready_map(
    code: str, *, when: When, shapes: tuple[AreaOnMap, ...] = (), link: Link = as_it_is
) -> ReadyMap:
    """The facts of the map of an organisation, for a drawing or for a file."""
    organisation = get_organisation(code, when=when)
    system = system_of(organisation, when=when)
    name = as_written(organisation.name)
    title = f"Map of {name} on {in_words(when.as_at)}"
    if system is None:
        why = f"{name} lies in no system on this day, so there is no map of it."
        return ReadyMap(title=title, why=why)
    land = catchments_of(system.code, when=when)
    facts, shade_words = facts_of(organisation, land, title, shapes, link)
    if facts is None:
        why = f"No practice of {name} has a known place, so nothing can be drawn."
        return ReadyMap(title=title, land=land, why=why)
    return ReadyMap(title=title, facts=facts, shade_words=shade_words, land=land)


def drawn(
    facts: MapFacts, *, name: str, land: Catchments, words: tuple[str, ...] = (), note: str = ""
) -> MapPicture:
    """Both drawings of a map with legend, note and rows."""
    return MapPicture(
        title=facts.title,
        wide=map_svg(facts, name=name),
        narrow=map_svg(facts, name=f"{name}-narrow", narrow=True),
        legend=legend_of(facts, shade_words=words),
        note=note or note_of(land, facts),
        rows=rows_of(land, facts),
    )


def _nothing(title: str, why: str) -> MapPicture:
    return MapPicture(title=title, wide="", narrow="", legend=(), note=why, rows=())


def system_of(organisation: OrganisationAnswer, *, when: When) -> OrganisationAnswer | None:
    """The system that an organisation lies in, or is."""
    if organisation.kind == "icb":
        return organisation
    above = parents(organisation.code, when=when)
    return next((one for one in above if one.kind == "icb"), None)


def note_of(land: Catchments, facts: MapFacts) -> str:
    """What a map is made from, and what it does not know."""
    if land.basis == "cells":
        return (
            "Where patients live, or the boundaries of small areas, are not held here. "
            f"{land.rule} It is no boundary of anything."
        )
    on = f"{land.registered_on:%B %Y}" if land.registered_on else "a day not known"
    said = f"Catchments from patients by practice and LSOA, {on}. {land.rule}"
    if facts.shades:
        said += " Each shade holds about a fifth of the patients who live on this land."
    days = {practice.list_on for practice in land.practices if practice.list_on}
    if days and facts.practices:
        said += f" Lists of {in_words(max(days))}."
    return said


def rows_of(land: Catchments, facts: MapFacts) -> tuple[MapRow, ...]:
    """Every network that the map shows, the chosen first."""
    members: dict[str | None, int] = {}
    for practice in land.practices:
        members[practice.network_code] = members.get(practice.network_code, 0) + 1
    rows = [
        MapRow(
            code=area.code,
            name=as_written(area.name),
            href=area.href,
            patients=land.networks[area.code].patients,
            size=size_words(land.networks[area.code].patients),
            practices=members.get(area.code, 0),
            is_chosen=area.chosen,
        )
        for area in facts.areas
        if area.code in land.networks and _is_seen(area, facts)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_chosen, row.name)))


def _is_seen(area: AreaOnMap, facts: MapFacts) -> bool:
    if facts.names_every_area:
        return area.colour is not None
    west, south, east, north = facts.extent
    margin = AROUND * max(east - west, north - south)
    window = shapely.box(west - margin, south - margin, east + margin, north + margin)
    return bool(area.shape.intersects(window))
