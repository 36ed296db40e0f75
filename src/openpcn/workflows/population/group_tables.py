"""Counts of a definition as they may leave, alike on every page that counts the same people.

A network's practices are published together: what is withheld of a practice on its network's page
is withheld on its own. Wider areas are decided beside the networks, and systems beside places too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from openpcn.kernel.disclosure import Cell, Publication, Regime, ShownCell, publish
from openpcn.kernel.errors import Refused
from openpcn.workflows.pages.show_overview import Overview

TOGETHER = ""
"""Stands for all practices of the page together."""
MOST_PRACTICES = 20
"""With more of them, a group is counted for all together only."""
Counts = Mapping[tuple[str, str, str], int]
"""Practice, definition and answer → people."""


@dataclass(frozen=True, kw_only=True)
class Areas:
    """The practices of a page whose records are held, and what is published beside them."""

    here: tuple[str, ...] = ()
    networks: tuple[tuple[str, ...], ...] = ()
    """Every network that has one of them, whole; a practice in none stands alone."""
    places: tuple[tuple[str, ...], ...] = ()
    """Of a system: its places."""
    inside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a place or system, by code: the networks that lie wholly in it, and its places."""

    @property
    def every(self) -> tuple[str, ...]:
        """All practices that are counted."""
        return tuple(sorted({code for network in self.networks for code in network}))

    @property
    def is_part_of_network(self) -> bool:
        """Whether the page is of some practices of one network and not of all."""
        return len(self.networks) == 1 and self.networks[0] != self.here


def areas_of(page: Overview, held: Collection[str]) -> Areas:
    """The areas of a page, on its day."""
    every = {one.code: one for one in (*page.whole.practices, *page.members) if one.code in held}
    here = tuple(sorted(one.code for one in page.members if one.code in held))
    network_of = {code: one.network_code or code for code, one in every.items()}
    wanted = sorted({network_of[code] for code in here})
    places = sorted({one.place_code for one in every.values() if one.place_code})
    networks = {
        one: tuple(sorted(code for code, of in network_of.items() if of == one)) for one in wanted
    }
    place_of = {
        place: tuple(sorted(code for code, one in every.items() if one.place_code == place))
        for place in places
        if page.subject.kind == "icb"
    }
    wide = page.subject.kind not in ("network", "practice")
    return Areas(
        here=here,
        networks=tuple(networks.values()),
        places=tuple(place_of.values()),
        inside=tuple(
            (code, held)
            for code, held in (networks | place_of).items()
            if wide and code not in held and {*held} <= {*here}
        ),
    )


def areas_inside(areas: Areas) -> Mapping[str, Areas]:
    """The areas of the pages of the networks and places that lie in a wider one."""
    return {
        code: Areas(here=held, networks=tuple(n for n in areas.networks if {*n} & {*held}))
        for code, held in areas.inside
    }


def as_published(
    counts: Counts, name: str, labels: tuple[str, ...], areas: Areas, rule: Regime
) -> Publication:
    """A page's table: its practices, unless they are many, and all of them together, by label."""
    tables = {one: published(counts, name, labels, one, rule) for one in areas.networks}
    cells = [
        cell
        for table in tables.values()
        for cell in table.cells
        if len(areas.here) <= MOST_PRACTICES and practice_of(cell) in areas.here
    ]
    if areas.here in tables:
        return tables[areas.here]
    if len(areas.here) == 1:
        return Publication(cells=(*cells, *map(as_together, cells)), regime=rule)
    places = [
        wider(counts, name, labels, place, tables, rule)
        for place in areas.places
        if place not in (*areas.networks, areas.here)
    ]
    whole = wider(counts, name, labels, areas.here, tables, rule, places)
    return Publication(cells=(*cells, *whole.cells), regime=rule)


def wider(
    counts: Counts,
    name: str,
    labels: tuple[str, ...],
    practices: tuple[str, ...],
    tables: Mapping[tuple[str, ...], Publication],
    rule: Regime,
    places: Iterable[Publication] = (),
) -> Publication:
    """The practices of a wider area together, decided beside its networks and its places."""
    beside = [table for network, table in tables.items() if {*network} & {*practices}]
    return decided(together_cells(counts, name, labels, practices), rule, [*beside, *places])


def practice_of(cell: ShownCell) -> str:
    """The practice that a cell counts; none for all together."""
    return cell.key.partition("|")[0]


def as_together(cell: ShownCell) -> ShownCell:
    """The only practice of a page stands for all of it."""
    return replace(cell, key=f"{TOGETHER}|{cell.key.partition('|')[2]}", kind="together")


def published(
    counts: Counts, name: str, labels: tuple[str, ...], practices: tuple[str, ...], rule: Regime
) -> Publication:
    """The counts of a network as they leave: by practice and label, and by label together."""
    cells = [
        Cell(
            key=f"{practice}|{label}",
            kind="practice",
            count=counts.get((practice, name, label), 0),
            groups=frozenset({f"{practice}|{label}"}),
        )
        for practice in practices
        for label in labels
        if len(practices) <= MOST_PRACTICES
    ]
    return decided([*cells, *together_cells(counts, name, labels, practices)], rule)


def together_cells(
    counts: Counts, name: str, labels: tuple[str, ...], practices: tuple[str, ...]
) -> list[Cell]:
    """Some practices together, by label."""
    return [
        Cell(
            key=f"{TOGETHER}|{label}",
            kind="together",
            count=sum(counts.get((practice, name, label), 0) for practice in practices),
            groups=frozenset(f"{practice}|{label}" for practice in practices),
        )
        for label in labels
    ]


def decided(cells: list[Cell], rule: Regime, beside: Iterable[Publication] = ()) -> Publication:
    """A table as it leaves beside others; one of which no count can be shown shows none."""
    try:
        return publish(cells, rule, beside=tuple(beside))
    except Refused:
        hidden = (
            ShownCell(key=one.key, kind=one.kind, shown=None, groups=one.groups) for one in cells
        )
        return Publication(cells=tuple(hidden), regime=rule)
